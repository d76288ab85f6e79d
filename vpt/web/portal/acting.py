"""What a recipient does at a share, the same behind either door."""

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from vpt.answers import answered
from vpt.cases import wording
from vpt.core import clock
from vpt.core.errors import RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.sharing import exhibits, reading, receiving
from vpt.sharing.exhibits import Handed
from vpt.web import moments, parking
from vpt.web.answers import showing
from vpt.web.answers.forms import AnswerForm
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.portal import added, answering, words
from vpt.web.portal.doors import Entry
from vpt.web.portal.forms import RejectForm

UNPROCESSABLE = 422
SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "text/plain": "txt"}


def show(
    entry: Entry,
    *,
    typed: MultiDict[str, str] | None = None,
    answer: AnswerForm | None = None,
    reject: RejectForm | None = None,
) -> str:
    """Return the page of a share; that it was opened is written down.

    `typed` is what a late form held; `answer` and `reject` are forms with something wrong, shown
    in a visit that was written down before.
    """
    now = clock.now()
    with unit_of_work():
        share = entry.share(now)
        page = reading.page_of(share, entry.reader, answered=answered.among, now=now)
        if answer is None and reject is None:
            receiving.look(share, entry.reader, now=now)
    typed = typed or parking.recall()
    return render_template(
        "portal/share.html",
        page=page,
        papers=added.beside(share.organisation_id, page.copies),
        called=added.called,
        entry=entry,
        answer=answer or answering.form_for(share, typed),
        reject=reject or RejectForm(formdata=typed),
        words=words,
        kinds=KINDS,
        moments=moments,
        size=wording.size,
        now=now,
    )


def accept(entry: Entry) -> ResponseReturnValue:
    """Take the file into treatment."""
    now = clock.now()
    with unit_of_work():
        is_new = receiving.accept(entry.share(now), entry.reader, now=now)
    if is_new:
        flash(_("U hebt het dossier aangenomen. De afzender ziet dat nu."), "success")
    return redirect(entry.url("show"))


def reject(entry: Entry) -> ResponseReturnValue:
    """Refuse the file with a reason; then it closes."""
    form, now = RejectForm(), clock.now()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                share = entry.share(now)
                receiving.reject(share, entry.reader, str(form.reason.data), now=now)
        except RuleBroken as refusal:
            if not form.refuse(refusal):
                raise
        else:
            return _let_go(entry)
    return show(entry, reject=form), UNPROCESSABLE


def _let_go(entry: Entry) -> ResponseReturnValue:
    """Lead away from a share that closed."""
    if entry.text:
        return redirect(url_for("portal.refused_link"))
    flash(_("U hebt het dossier niet aangenomen. De afzender leest waarom."), "success")
    return redirect(url_for("portal.index"))


def answer(entry: Entry) -> ResponseReturnValue:
    """Pass on what the recipient answered; the page after it says what happens with it."""
    now = clock.now()
    form = answering.form_for(entry.share(now), request.form)
    if form is None or not form.validate():
        return show(entry, answer=form), UNPROCESSABLE
    try:
        with unit_of_work():
            answering.give(entry.share(now), form, entry.reader, now=now)
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return show(entry, answer=form), UNPROCESSABLE
    return redirect(entry.url("done"))


def done(entry: Entry) -> ResponseReturnValue:
    """Thank for the answer and say what happens with it; without one there is nothing to say."""
    now = clock.now()
    share = entry.share(now)
    answers = showing.last_form(share)
    if not answers:
        return redirect(entry.url("show"))
    page = reading.page_of(share, entry.reader, answered=answered.among, now=now)
    return render_template(
        "portal/done.html",
        page=page,
        entry=entry,
        answers=answers,
        words=words,
    )


def take_copy(entry: Entry, number: int) -> Response:
    """Hand over a sealed copy exactly as it was made."""
    now = clock.now()
    with unit_of_work():
        handed = exhibits.take_copy(entry.share(now), entry.reader, number, now=now)
    return _send(handed, added.file_name(handed))


def take_evidence(entry: Entry, evidence_id: UUID) -> Response:
    """Hand over a chosen piece of evidence."""
    now = clock.now()
    with unit_of_work():
        handed = exhibits.take_evidence(entry.share(now), entry.reader, evidence_id, now=now)
    return _send(handed, f"{handed.reference}-bewijs-b{handed.number}")


def _send(handed: Handed, name: str) -> Response:
    """Stream bytes as a download with which a browser can do nothing but save it."""
    response = Response(handed.pieces, mimetype=handed.media_type)
    suffix = SUFFIX.get(handed.media_type, "bin")
    response.content_length = handed.size
    return as_file(response, f"{name.lower()}.{suffix}")

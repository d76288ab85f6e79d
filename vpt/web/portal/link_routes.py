"""/deling/<text>: a share by its link, opened with a code that came by another way."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.errors import NotVisible, TooMany
from vpt.infra.db import unit_of_work
from vpt.sharing import link, receiving
from vpt.sharing.link import Verdict
from vpt.web import sentences
from vpt.web.guards import open_page
from vpt.web.i18n import translated as _
from vpt.web.portal import acting, browsing, coding, doors, words
from vpt.web.portal.blueprint import bp
from vpt.web.portal.doors import Entry
from vpt.web.portal.forms import CodeForm

CODE = "the signed link opens with a code that travels by another way"
OPENED = "the code of the link was given in this browser"
TOO_MANY = 429


@bp.get("/deling/<text>")
@open_page(CODE)
def show_link(text: str) -> ResponseReturnValue:
    """Show a share whose link is open here, else ask for its code."""
    now = clock.now()
    found = receiving.find_by_link(text, now=now)
    if found is None:
        return doors.gone()
    if not browsing.is_open(found[1], now=now):
        return coding.ask(text, found[0])
    return acting.show(doors.entry_of(text, found[0]))


@bp.post("/deling/<text>")
@open_page(CODE)
def enter(text: str) -> ResponseReturnValue:
    """Judge the code; each works once, and every wrong one counts."""
    now, form = clock.now(), CodeForm()
    found = receiving.find_by_link(text, now=now)
    if found is None:
        return doors.gone()
    if not form.validate_on_submit():
        return coding.ask(text, found[0], form), acting.UNPROCESSABLE
    try:
        with unit_of_work():
            share, tried = receiving.open_by_link(
                text, str(form.code.data), request.remote_addr or "", now=now
            )
    except TooMany as refusal:
        return coding.ask(text, found[0], form, refusal=sentences.of(refusal)), TOO_MANY
    except NotVisible:
        return doors.gone()
    return _go_on(doors.entry_of(text, share), form, tried)


def _go_on(entry: Entry, form: CodeForm, tried: link.Tried) -> ResponseReturnValue:
    """Open the share after the right code, with what was typed before; else ask again."""
    now = clock.now()
    if tried.verdict is Verdict.BLOCKED:
        return doors.gone()
    if tried.verdict is Verdict.WRONG:
        form.code.errors = [_("Deze code klopt niet, is verlopen of is al gebruikt.")]
        return coding.ask(entry.text, entry.share(now), form), acting.UNPROCESSABLE
    browsing.begin(entry.share_id, tried.epoch, now=now)
    typed = form.typed_before()
    if typed is None:
        return redirect(entry.url("show"))
    flash(_("Dit had u al ingevuld. Het is nog niet verstuurd."), "info")
    return acting.show(entry, typed=typed)


enter.late = doors.late  # type: ignore[attr-defined]  # read by the error page for a lost token


@bp.post("/deling/<text>/nieuwe-code")
@open_page(CODE)
def ask_code(text: str) -> ResponseReturnValue:
    """Let the holder of a link have a new code, by the way that was agreed."""
    now = clock.now()
    found = receiving.find_by_link(text, now=now)
    if found is None:
        return doors.gone()
    share = found[0]
    try:
        with unit_of_work():
            came = link.ask_code(share, request.remote_addr or "", now=now)
    except TooMany as refusal:
        return coding.ask(text, share, refusal=sentences.of(refusal)), TOO_MANY
    said, kind = words.RENEWAL[came]
    flash(_(said), kind)
    return redirect(url_for("portal.show_link", text=text))


ask_code.late = doors.late  # type: ignore[attr-defined]  # read by the error page for a lost token


@bp.post("/deling/<text>/aannemen")
@open_page(OPENED)
@doors.by_link
def accept_link(entry: Entry) -> ResponseReturnValue:
    """Take the file into treatment."""
    return acting.accept(entry)


@bp.post("/deling/<text>/weigeren")
@open_page(OPENED)
@doors.by_link
def reject_link(entry: Entry) -> ResponseReturnValue:
    """Refuse the file with a reason."""
    return acting.reject(entry)


@bp.get("/deling/teruggegeven")
@open_page("a word of thanks that tells nothing")
def refused_link() -> ResponseReturnValue:
    """Say that the refusal was passed on; the link does not work any more."""
    return render_template("portal/refused.html")


@bp.post("/deling/<text>/antwoord")
@open_page(OPENED)
@doors.by_link
def answer_link(entry: Entry) -> ResponseReturnValue:
    """Pass on what the recipient answered."""
    return acting.answer(entry)


@bp.get("/deling/<text>/klaar")
@open_page(OPENED)
@doors.by_link
def done_link(entry: Entry) -> ResponseReturnValue:
    """Say what happens with the answer."""
    return acting.done(entry)


@bp.get("/deling/<text>/stuk/<int:number>")
@open_page(OPENED)
@doors.by_link
def copy_link(entry: Entry, number: int) -> ResponseReturnValue:
    """Hand over a sealed copy."""
    return acting.take_copy(entry, number)


@bp.get("/deling/<text>/bewijs/<uuid:evidence_id>")
@open_page(OPENED)
@doors.by_link
def evidence_link(entry: Entry, evidence_id: UUID) -> ResponseReturnValue:
    """Hand over a chosen piece of evidence."""
    return acting.take_evidence(entry, evidence_id)

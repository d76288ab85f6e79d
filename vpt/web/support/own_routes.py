"""The victim's own page: how it goes, yes or no to aftercare, a note, the day, the overview."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.cases.own import OwnCase
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.taxonomy import Role
from vpt.infra.db import unit_of_work
from vpt.support import overview, own, queries
from vpt.web import moments, sentences
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.reports import pages as reports
from vpt.web.session import current_actor
from vpt.web.support import showing
from vpt.web.support.blueprint import bp
from vpt.web.support.forms import CheckForm, NoteForm

OWN = "/mijn-meldingen/<uuid:case_id>/nazorg"


@bp.get(OWN, endpoint="own")
@requires(Permission.INCIDENT_OWN)
def show(case_id: UUID) -> ResponseReturnValue:
    """Show a victim the support they get, and let them say what they want."""
    return _page(case_id)


@bp.post(f"{OWN}/hoe-gaat-het")
@requires(Permission.INCIDENT_OWN)
def check(case_id: UUID) -> ResponseReturnValue:
    """Keep how somebody says it goes."""
    form = CheckForm()
    if not form.validate_on_submit():
        return _page(case_id, check=form, wrong=form), 422
    wants = form.contact.data == "yes"
    with unit_of_work():
        own.check(
            current_actor(), case_id, int(form.feeling.data), wants_contact=wants, now=clock.now()
        )
    flash(
        _("Dank je wel. Er neemt iemand contact met je op.")
        if wants
        else _("Dank je wel dat je het laat weten."),
        "success",
    )
    return _back(case_id)


@bp.post(f"{OWN}/wens")
@requires(Permission.INCIDENT_OWN)
def choose(case_id: UUID) -> ResponseReturnValue:
    """Keep yes or no to aftercare."""
    wants = _yes_or_no(case_id)
    with unit_of_work():
        own.choose(current_actor(), case_id, wants_support=wants, now=clock.now())
    flash(
        _("Fijn dat je het zegt. Er neemt iemand contact met je op.")
        if wants
        else _("Dat is goed. We bellen je hier niet meer over. Je mag altijd terugkomen."),
        "success",
    )
    return _back(case_id)


@bp.post(f"{OWN}/jaardag")
@requires(Permission.INCIDENT_OWN)
def remember_day(case_id: UUID) -> ResponseReturnValue:
    """Keep whether somebody wants a word on the yearly day."""
    wanted = _yes_or_no(case_id)
    with unit_of_work():
        on = own.remember_day(current_actor(), case_id, wanted=wanted, now=clock.now())
    said = _("Je krijgt een bericht op %(day)s.", day=moments.day(on)) if on else ""
    flash(said or _("Je krijgt geen bericht op die dag."), "success")
    return _back(case_id)


@bp.post(f"{OWN}/notitie")
@requires(Permission.INCIDENT_OWN)
def add_note(case_id: UUID) -> ResponseReturnValue:
    """Keep a note of one's own."""
    form = NoteForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                own.note(current_actor(), case_id, str(form.text.data or ""), now=clock.now())
        except RuleBroken as refusal:
            form.text.errors = [sentences.of(refusal)]
        else:
            flash(_("Je notitie is bewaard."), "success")
            return _back(case_id)
    return _page(case_id, note=form, wrong=form), 422


@bp.post(f"{OWN}/overzicht")
@requires(Permission.INCIDENT_OWN)
def issue_overview(case_id: UUID) -> ResponseReturnValue:
    """Make the own overview of aftercare and hand it over, or the last one when nothing changed."""
    actor, now = current_actor(), clock.now()
    request_ = overview.prepare(actor, case_id, now=now)
    row, _is_new = issuing.issue_request(request_, now=now)
    return issuing.send(request_.view.meta.reference, lambda: row)


def _page(case_id: UUID, **bound: Any) -> str:
    page = reports.fetch(case_id)
    course = queries.own_course(current_actor(), _own_id(page))
    context: dict[str, Any] = {"check": CheckForm(None), "note": NoteForm(None), "wrong": None}
    return render_template(
        "support/own.html",
        page=page,
        case=page.head,
        course=course,
        told=showing.course(course),
        help_text=page.help_text,
        moments=moments,
        now=clock.now(),
        **(context | bound),
    )


def _own_id(page: OwnCase) -> UUID:
    """Return the reader's own place as a victim; a reporter who is none has no such page."""
    mine = next((one for one in page.people if one.is_me and one.role == Role.VICTIM), None)
    if mine is None:
        raise NotVisible("not_found")
    return mine.id


def _yes_or_no(case_id: UUID) -> bool:
    said = request.form.get("antwoord")
    if said not in {"ja", "nee"}:
        _own_id(reports.fetch(case_id))
        raise RuleBroken("outcome_unknown")
    return said == "ja"


def _back(case_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("support.own", case_id=case_id))

"""What happens when the report form is posted."""

from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.cases import intake
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken, StaleData
from vpt.incidents import drafts
from vpt.incidents.drafts import Values
from vpt.incidents.models import Incident
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.incidents import keeping, pages, showing
from vpt.web.incidents.forms import ReportForm
from vpt.web.incidents.pages import PageKey
from vpt.web.incidents.showing import Filled

CONFLICT = 409
UNPROCESSABLE = 422


def handle(actor: Actor, page: PageKey, values: Values) -> ResponseReturnValue:
    """Send the report, or keep it as a draft and say what is missing."""
    now, form = clock.now(), showing.form_of(values)
    if form.is_colleague:
        keeping.discard(actor, page)
        return showing.page(actor, form, Filled(values=values, page=page)), UNPROCESSABLE
    try:
        if keeping.wants_to_stay():
            return _stay(actor, page, values, now)
        return _send(actor, form, (page, values), now)
    except StaleData as conflict:
        return _beside(actor, form, values, conflict)
    except RuleBroken as refusal:
        if refusal.code != "report_sent":
            raise
        return _sent_before(actor, form, page, values)


def of_another_page(actor: Actor, page: PageKey | None, values: Values) -> ResponseReturnValue:
    """Answer a form without a key of ours, or with the key of somebody else's page.

    Nothing is stored for the one who is signed in: the form is shown to be looked at and sent.
    Another person's words are kept for that person alone.
    """
    if page is not None:
        keeping.park_for(page, values)
        flash(_("Dit formulier was van iemand anders. Het is voor die persoon bewaard."), "warning")
        return redirect(url_for("incidents.report", nieuw=1))
    form, fresh = showing.form_of(values), pages.new(actor)
    notice = _("Deze pagina was te oud. Kijk alles na en verstuur opnieuw.")
    return showing.page(actor, form, Filled(values=values, page=fresh, notice=notice)), (
        UNPROCESSABLE
    )


def _stay(actor: Actor, page: PageKey, values: Values, now: datetime) -> ResponseReturnValue:
    """Keep the draft and come back to it, to the start, or with one more line to fill in."""
    more = request.form.get("add", "")
    kept = keeping.with_one_more(values, more)
    draft, problems = keeping.save_with_files(actor, page, kept, now=now)
    if gone := request.form.get("remove_file"):
        keeping.remove_file(actor, draft, gone)
    if problems:
        filled = Filled(values=kept, page=page, draft=draft, problems=problems)
        return showing.page(actor, showing.form_of(kept), filled), UNPROCESSABLE
    if "later" in request.form:
        flash(_("Je concept is bewaard. Je kunt er 30 dagen mee verder, ook op een ander toestel."))
        return redirect("/")
    anchor = more or "bewijs"
    return redirect(url_for("incidents.report", concept=draft.id, _anchor=anchor))


def _send(
    actor: Actor, form: ReportForm, posted: tuple[PageKey, Values], now: datetime
) -> ResponseReturnValue:
    page, values = posted
    problems: list[str] = []
    if keeping.has_files():
        problems = keeping.save_with_files(actor, page, values, now=now)[1]
    if not form.validate() or problems:
        return _again(actor, form, posted, problems)
    try:
        with unit_of_work():
            draft = drafts.claim(actor, page.write_key, values, now=now)
            case = intake.submit(actor, draft.id, form.to_report(), now=now)
    except RuleBroken as refusal:
        if "field" not in refusal.details:
            raise
        form.blame(str(refusal.details["field"]), sentences.of(refusal))
        return _again(actor, form, posted, [])
    return redirect(url_for("incidents.sent", incident_id=case.id))


def _again(
    actor: Actor, form: ReportForm, posted: tuple[PageKey, Values], problems: list[str]
) -> ResponseReturnValue:
    """Keep everything and show it with what is wrong."""
    page, values = posted
    draft = keeping.save(actor, page, values, now=clock.now())
    filled = Filled(values=values, page=page, draft=draft, problems=problems)
    return showing.page(actor, form, filled), UNPROCESSABLE


def _beside(
    actor: Actor, form: ReportForm, values: Values, conflict: StaleData
) -> ResponseReturnValue:
    """Keep what this tab holds beside what another tab saved; neither is overwritten."""
    fresh, apart = pages.new(actor), {**values, pages.SEEN: ["0"]}
    draft = keeping.save(actor, fresh, apart, now=clock.now())
    notice = sentences.of(conflict)
    filled = Filled(values=apart, page=fresh, draft=draft, notice=notice)
    return showing.page(actor, form, filled), CONFLICT


def _sent_before(
    actor: Actor, form: ReportForm, page: PageKey, values: Values
) -> ResponseReturnValue:
    """Answer a second press with the first report; words that differ stay in a draft."""
    incident = drafts.submitted(actor, page.write_key)
    if incident is None:
        raise RuleBroken("report_sent")
    if not _holds(incident, form):
        keeping.save(actor, pages.new(actor), {**values, pages.SEEN: ["0"]}, now=clock.now())
        flash(_("Deze melding was al verstuurd. Wat je hier anders invulde, staat in een concept."))
    return redirect(url_for("incidents.sent", incident_id=incident.id))


def _holds(incident: Incident, form: ReportForm) -> bool:
    """Return whether the stored report has the words of the form."""
    if not form.validate():
        return False
    report = form.to_report()
    return (report.narrative or None, report.answers()) == (incident.narrative, incident.answers)

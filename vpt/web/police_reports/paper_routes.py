"""Making the papers of a report, and writing to the contact officer in one click."""

from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from vpt.cases.rules import Hat
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed
from vpt.core.settings import Settings
from vpt.core.worktime import local_date
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.partners import queries as partners
from vpt.police_reports import desk, filing, papers
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports.blueprint import REPORT, bp
from vpt.web.police_reports.filing_routes import open_page
from vpt.web.session import current_actor


@bp.post(f"{REPORT}/stukken")
@requires(Permission.DOCUMENT_ISSUE)
def make_paper(case_id: UUID, report_id: UUID) -> ResponseReturnValue:
    """Make one paper of a report, or take the last one when nothing changed."""
    open_page(case_id, report_id)
    kind, now = request.form.get("kind", ""), clock.now()
    if kind == papers.COVER:
        with unit_of_work():
            desk.ensure_code(current_actor(), case_id, report_id)
    prepared = papers.prepare(current_actor(), case_id, report_id, kind, site=_site(), now=now)
    row, is_new = issuing.issue_request(prepared, now=now)
    title = _(KINDS[row.kind].title)
    made = _("Gemaakt: %(title)s, versie %(number)s.", title=title, number=row.version)
    issuing.tell(row, made, is_new=is_new)
    return _back(case_id)


@bp.post(f"{REPORT}/escalatie")
@requires(Permission.CASE_RECORD_PARTNER)
def escalate(case_id: UUID, report_id: UUID) -> ResponseReturnValue:
    """Make the letter to the contact officer and write down that it was written."""
    page = open_page(case_id, report_id)
    if Hat.COORDINATOR not in page.hats:
        raise NotAllowed("not_your_part")
    actor, now = current_actor(), clock.now()
    prepared = papers.prepare(actor, case_id, report_id, papers.ESCALATION, now=now)
    _row, is_new = issuing.issue_request(prepared, now=now)
    if is_new:
        officer = partners.officer_on(actor, "police", local_date(now))
        with unit_of_work():
            filing.escalate(
                actor, case_id, report_id, officer.name if officer else "", version=None, now=now
            )
    flash(_("De brief aan de contactpersoon is klaar. Hij staat bij de stukken."), "success")
    return _back(case_id)


@bp.post(f"{REPORT}/code")
@requires(Permission.CASE_RECORD_PARTNER)
def renew_code(case_id: UUID, report_id: UUID) -> ResponseReturnValue:
    """Let cover sheets that were handed out take no answer any more; the next one has a new code.

    Whose page was older than the newest change may do this as well: nothing of it gets lost.
    """
    open_page(case_id, report_id)
    with unit_of_work():
        desk.renew_code(current_actor(), case_id, report_id, version=None, now=clock.now())
    flash(_("Er is een nieuwe code. Maak nu een nieuw voorblad; het oude werkt niet meer."),
          "success")  # fmt: skip
    return _back(case_id)


def _site() -> str:
    settings: Settings = current_app.extensions["vpt_settings"]
    return settings.public_url


def _back(case_id: UUID) -> Response:
    return redirect(url_for("police_reports.index", case_id=case_id))

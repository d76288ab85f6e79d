"""The report form on paper: print it, find the case of one, and type over what was written."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import paper_form, taking_over
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.documents import house, issue
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.web.cases import pages
from vpt.web.documents import issuing, words
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.paperwork.forms import TakeOverForm
from vpt.web.session import current_actor

bp = Blueprint("paperwork", __name__)

ANYBODY_OF_US = (
    Permission.CASE_READ,
    Permission.CASE_READ_ALL,
    Permission.CASE_READ_AFTERCARE,
    Permission.INCIDENT_OWN,
)


@bp.get("/melden/formulier")
@requires(Permission.INCIDENT_REPORT)
def blank() -> ResponseReturnValue:
    """Return an empty form to print; it holds nothing, so nothing is kept of it."""
    actor = current_actor()
    view = house.dressed(paper_form.blank(actor, now=clock.now()), actor.organisation_id)
    kind = KINDS[paper_form.KIND]
    response = Response(kind.render(view, ()), mimetype=issue.MEDIA_TYPE)
    name = words.file_name(view.meta.reference, kind.title, "leeg", 1)
    return as_file(response, name)


@bp.post("/dossiers/<uuid:case_id>/formulier")
@requires(Permission.DOCUMENT_ISSUE)
def issue_form(case_id: UUID) -> ResponseReturnValue:
    """Make the form that adds to a case, or take the one that was made before."""
    now = clock.now()
    prepared = paper_form.prepare(current_actor(), case_id, now=now)
    row, _is_new = issuing.issue_request(prepared, now=now)
    return redirect(url_for("documents.download", case_id=case_id, document_id=row.id))


@bp.get("/dossier/<reference>")
@requires(*ANYBODY_OF_US)
def find(reference: str) -> ResponseReturnValue:
    """Lead whoever scans the code of a form to where it is typed over."""
    reached = taking_over.find(current_actor(), reference)
    if reached is None:
        raise NotVisible("not_found")
    if reached.is_own_only:
        return redirect(url_for("reports.show", case_id=reached.case.id))
    if taking_over.may_take_over(reached):
        return redirect(url_for("paperwork.take_over", case_id=reached.case.id))
    return redirect(url_for("cases.show", case_id=reached.case.id))


@bp.route("/dossiers/<uuid:case_id>/overnemen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def take_over(case_id: UUID) -> ResponseReturnValue:
    """Type over what somebody wrote on paper; additions never stand in each other's way."""
    actor, form = current_actor(), TakeOverForm()
    taking_over.reached_for(actor, case_id)
    if not form.validate_on_submit():
        return _page(case_id, form), 422 if form.is_submitted() else 200
    try:
        with unit_of_work():
            taking_over.take_over(actor, case_id, *form.to_addition(), now=clock.now())
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _page(case_id, form), 422
    flash(_("Overgenomen. Het staat nu bij de melding. Berg het papier veilig op."), "success")
    return redirect(pages.tab_url("report", case_id))


def _page(case_id: UUID, form: TakeOverForm) -> str:
    return pages.render("paperwork/take_over.html", pages.fetch(case_id), "report", form=form)

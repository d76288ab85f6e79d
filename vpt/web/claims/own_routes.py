"""A victim's own damage: the list, adding to it, and the own statement."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import labels
from vpt.cases import queries as cases
from vpt.cases.own import OwnCase
from vpt.claims import amounts, queries, service, statement
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.documents import issued
from vpt.documents.models import IssuedDocument
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Profile
from vpt.web import moments
from vpt.web.cases import words
from vpt.web.claims import showing
from vpt.web.claims.blueprint import bp
from vpt.web.claims.forms import OwnItemForm
from vpt.web.documents import issuing
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.reports import pages
from vpt.web.session import current_actor

ONE = "/mijn-meldingen/<uuid:case_id>/schade"


@bp.route(ONE, methods=["GET", "POST"])
@requires(Permission.INCIDENT_OWN)
def own(case_id: UUID) -> ResponseReturnValue:
    """Show a victim the own damage, and add to it."""
    page = _mine(case_id)
    form = OwnItemForm(data={"version": str(page.head.version)})
    if not form.validate_on_submit():
        return _render(page, form), 422 if request.method == "POST" else 200
    try:
        with unit_of_work():
            service.add_own_item(
                current_actor(), case_id, form.to_item(), version=form.seen(), now=clock.now()
            )
    except StaleData as stale:
        page = _mine(case_id)
        form.version.data = str(page.head.version)
        return _render(page, form, stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _render(page, form), 422
    flash(_("Je schade staat op de lijst. Bewaar je bonnen."), "success")
    return redirect(url_for("claims.own", case_id=case_id))


@bp.post(f"{ONE}/<uuid:damage_id>/verwijder")
@requires(Permission.INCIDENT_OWN)
def remove_own(case_id: UUID, damage_id: UUID) -> ResponseReturnValue:
    """Take own damage off the list."""
    page = _mine(case_id)
    form = OwnItemForm()
    try:
        with unit_of_work():
            service.remove_own_item(
                current_actor(), case_id, damage_id, version=form.seen(), now=clock.now()
            )
    except StaleData as stale:
        page = _mine(case_id)
        form = OwnItemForm(None, data={"version": str(page.head.version)})
        return _render(page, form, stale), 409
    flash(_("Deze schade staat niet meer op de lijst."), "success")
    return redirect(url_for("claims.own", case_id=case_id))


@bp.post(f"{ONE}/schadestaat")
@requires(Permission.INCIDENT_OWN)
def issue_own(case_id: UUID) -> ResponseReturnValue:
    """Make the own damage statement, or take the last one when nothing changed."""
    now = clock.now()
    request_ = statement.prepare_own(current_actor(), case_id, now=now)
    row, _is_new = issuing.issue_request(request_, now=now)
    return redirect(url_for("claims.download_own", case_id=case_id, document_id=row.id))


@bp.get(f"{ONE}/schadestaat/<uuid:document_id>")
@requires(Permission.INCIDENT_OWN)
def download_own(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return the own damage statement exactly as it was issued."""
    actor = current_actor()
    case = cases.get_own(actor, case_id)

    def find() -> IssuedDocument:
        row = issued.get(actor, case_id, document_id)
        is_mine = row.issued_by == actor.id and row.profile == Profile.VICTIM
        if row.kind != statement.KIND or not is_mine:
            raise NotVisible("not_found")
        return row

    return issuing.send(case.reference, find)


def _mine(case_id: UUID) -> OwnCase:
    """Return an own report in which the reader is a victim; NotVisible for other reporters."""
    page = pages.fetch(case_id)
    if not any(one.is_me and one.role == service.VICTIM for one in page.people):
        raise NotVisible("not_found")
    return page


def _render(page: OwnCase, form: OwnItemForm, stale: StaleData | None = None) -> str:
    actor = current_actor()
    me = next(one.id for one in page.people if one.is_me)
    around = queries.around(actor, page.head.id)
    items = queries.list_own(actor, page.head.id, me, around)
    return render_template(
        "claims/own.html",
        page=page,
        case=page.head,
        form=form,
        items=[showing.own_item(one) for one in items],
        total=amounts.euros(queries.sums(items).total),
        stale=stale,
        changes=stale.details.get("changes", ()) if stale else (),
        actions=labels.ACTION,
        titles={step.key: step.step.title for step in page.steps},
        words=words,
        moments=moments,
        now=clock.now(),
    )

"""Putting the dossier together: the statement, the exhibits, and a look before it leaves."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.prosecution import composing, dossier, planning
from vpt.prosecution.composing import Composed
from vpt.prosecution.planning import PlanChanged
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.prosecution import forms, issuing, words
from vpt.web.prosecution.blueprint import CASE, TAB, bp, open_page
from vpt.web.prosecution.forms import ComposeForm
from vpt.web.session import current_actor


@bp.route(f"{CASE}/samenstellen", methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def compose(case_id: UUID) -> ResponseReturnValue:
    """Show or keep what the employer states and in which form each exhibit goes along."""
    page, now = open_page(case_id), clock.now()
    held = composing.held(current_actor(), case_id, now=now)
    form = forms.composing(held.exhibits, held.plan, held.statement)
    if not form.validate_on_submit():
        return _page(page, form, held), 422 if form.is_submitted() else 200
    plan, offered = form.to_plan(held.exhibits), held.offered
    try:
        with unit_of_work():
            planning.save(current_actor(), case_id, plan, offered, now)
    except PlanChanged as stale:
        form.revision.data = str(stale.plan.revision)
        return _page(page, form, held, stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _page(page, form, held), 422
    flash(_("Bewaard. Bekijk het voorbeeld voor je het dossier maakt."), "success")
    return redirect(url_for("prosecution.index", case_id=case_id))


@bp.post(f"{CASE}/voorbeeld.pdf")
@requires(Permission.CASE_SHARE)
def preview(case_id: UUID) -> ResponseReturnValue:
    """Draw the dossier with what the form holds, stored nowhere and marked as an example."""
    page, now = open_page(case_id), clock.now()
    held = composing.held(current_actor(), case_id, now=now)
    form = forms.composing(held.exhibits, held.plan, held.statement)
    if not form.validate_on_submit() or form.seen() == forms.NONE_SEEN:
        return _page(page, form, held), 422
    try:
        prepared = dossier.prepare(
            current_actor(), case_id, plan=planning.fitting(form.to_plan(held.exhibits)), now=now
        )
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return _page(page, form, held), 422
    return issuing.preview(prepared, now=now)


def _page(
    page: CasePage, form: ComposeForm, held: Composed, stale: PlanChanged | None = None
) -> str:
    return pages.render(
        "prosecution/compose.html",
        page,
        TAB,
        form=form,
        held=held,
        stale=stale,
        theirs=words.differences(stale.plan, form) if stale else [],
        told=words,
    )

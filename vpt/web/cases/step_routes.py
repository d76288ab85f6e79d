"""The page of one step, and what people do with a step."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import assigning, queries, service
from vpt.cases.chain import StepView
from vpt.cases.models import Case
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.web import rooms
from vpt.web.cases import pages, steps
from vpt.web.cases.blueprint import bp
from vpt.web.cases.forms import (
    AnchorForm,
    AnswerForm,
    AssignForm,
    ChangeForm,
    PauseForm,
    ResumeForm,
    WaiveForm,
)
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import CASES
from vpt.web.session import current_actor

PATH = "/dossiers/<uuid:case_id>/stappen/<uuid:step_id>"


@bp.get(PATH)
@requires(*CASES)
def step(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Show what to do, why, on whose authority and by when."""
    page, found = _find(case_id, step_id)
    return steps.render(page, found)


@bp.get(f"{PATH}/open")
@requires(*CASES)
def begin(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Lead to the page where this person does the step, else to the step itself.

    Only the page that is shown in the end writes the look down.
    """
    with unit_of_work():
        page = queries.case_page(current_actor(), case_id, now=clock.now(), parts=())
    found = _step_of(page, step_id)
    there = rooms.work_url(found, case_id)
    return redirect(there or url_for("cases.step", case_id=case_id, step_id=step_id))


@bp.post(PATH)
@requires(*CASES)
def finish(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Finish a step; the coordinator records the answer of a partner who was on the telephone."""
    page, found = _find(case_id, step_id)
    form = AnswerForm(found.choices)
    act = service.record_by_telephone if found.is_external else service.complete_step
    return _change(
        page, found, form,
        lambda: act(
            current_actor(), case_id, found.ref, form.to_answer(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd: %(title)s.", title=found.title),
    )  # fmt: skip


@bp.post(f"{PATH}/niet-nodig")
@requires(*CASES)
def waive(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Let a step go, with a reason."""
    page, found = _find(case_id, step_id)
    form = WaiveForm(prefix="waive-")
    return _change(
        page, found, form,
        lambda: service.waive_step(
            current_actor(), case_id, found.ref, str(form.reason.data),
            version=form.seen(), now=clock.now(),
        ),
        _("De stap is overgeslagen. De reden staat erbij."),
    )  # fmt: skip


@bp.post(f"{PATH}/pauze")
@requires(Permission.CASE_HANDLE)
def pause(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Stop the clock of a step."""
    page, found = _find(case_id, step_id)
    form = PauseForm(prefix="pause-")
    return _change(
        page, found, form,
        lambda: service.pause_step(
            current_actor(), case_id, found.ref, form.to_reason(),
            version=form.seen(), now=clock.now(),
        ),
        _("De stap staat op pauze. De termijn telt nu niet door."),
    )  # fmt: skip


@bp.post(f"{PATH}/hervat")
@requires(Permission.CASE_HANDLE)
def resume(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Start the clock of a step again."""
    page, found = _find(case_id, step_id)
    form = ResumeForm(prefix="resume-")
    return _change(
        page, found, form,
        lambda: service.resume_step(
            current_actor(), case_id, found.ref, version=form.seen(), now=clock.now()
        ),
        _("De stap loopt weer. De termijn is opgeschoven met de tijd van de pauze."),
    )  # fmt: skip


@bp.post(f"{PATH}/geef-door")
@requires(Permission.CASE_ASSIGN)
def assign_step(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Give a step to a colleague."""
    page, found = _find(case_id, step_id)
    form = AssignForm(steps.candidates(page, found), prefix="assign-")
    return _change(
        page, found, form,
        lambda: assigning.assign_step(
            current_actor(), case_id, found.ref, form.to_user(),
            version=form.seen(), now=clock.now(),
        ),
        _("De stap is doorgegeven. Je collega krijgt bericht."),
    )  # fmt: skip


@bp.post(f"{PATH}/begin")
@requires(Permission.CASE_HANDLE)
def correct_anchor(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Count the term of a step from another moment."""
    page, found = _find(case_id, step_id)
    form = AnchorForm(prefix="anchor-")
    return _change(
        page, found, form,
        lambda: service.correct_anchor(
            current_actor(), case_id, found.ref, form.to_correction(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het begin van de termijn is verbeterd. Oud en nieuw staan bij Inzage."),
    )  # fmt: skip


def _find(case_id: UUID, step_id: UUID) -> tuple[CasePage, StepView]:
    page = pages.fetch(case_id)
    return page, _step_of(page, step_id)


def _step_of(page: CasePage, step_id: UUID) -> StepView:
    found = next((one for one in page.steps if one.id == step_id), None)
    if found is None:
        raise NotVisible("not_found")
    return found


def _change(
    page: CasePage, found: StepView, form: ChangeForm, act: Callable[[], Case], done: str
) -> ResponseReturnValue:
    """Do one thing in one unit of work; whatever stops it shows the page with the input kept."""
    if not form.validate_on_submit():
        return steps.render(page, found, form), 422
    try:
        with unit_of_work():
            act()
    except StaleData as stale:
        fresh, again = _find(page.head.id, UUID(str(found.id)))
        return steps.render(fresh, again, form, stale), 409
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return steps.render(page, found, form), 422
    flash(done, "success")
    return redirect(url_for("cases.show", case_id=page.head.id))

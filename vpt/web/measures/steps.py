"""Finding the step a page is about, for whoever may do it."""

from uuid import UUID

from flask import request

from vpt.cases.chain import OPEN, StepView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.measures import queries
from vpt.protocol.works import Work
from vpt.web.cases import pages
from vpt.web.session import current_actor


def find(case_id: UUID, step_id: UUID, work: Work, *parts: Part) -> tuple[CasePage, StepView]:
    """Return a case with its open step of this work; NotAllowed for whoever only follows it.

    A step somebody finished meanwhile is refused on arrival only: a form that was filled in gets
    to see what came between.
    """
    page = pages.fetch(case_id, *parts)
    step = next((one for one in page.steps if one.id == step_id and one.work is work), None)
    if step is None:
        raise NotVisible("not_found")
    return page, _workable(step)


def find_about(case_id: UUID, subject_id: UUID, work: Work) -> tuple[CasePage, StepView]:
    """Return a case with the newest step of this work about a person or a measure of it."""
    page = pages.fetch(case_id)
    if all(one.id != subject_id for one in page.people):
        queries.get(current_actor(), case_id, subject_id)
    about = [one for one in page.steps if one.work is work and one.ref.subject == subject_id]
    if not about:
        raise RuleBroken("step_not_open")
    newest = max(about, key=lambda one: one.ref.occurrence)
    if newest.id is None:
        raise RuleBroken("step_not_open", step=newest.key)
    return page, _workable(newest)


def _workable(step: StepView) -> StepView:
    if step.standing not in OPEN:
        if request.method == "GET":
            raise RuleBroken("step_not_open", step=step.key)
    elif not step.may_do:
        raise NotAllowed("not_your_step", step=step.key)
    return step


def subject_of(step: StepView) -> UUID:
    """Return whom or what a step of a person or a measure is about."""
    return UUID(str(step.ref.subject))


def again(page: CasePage, step: StepView) -> StepView:
    """Return the step as a page fetched later shows it."""
    return next((one for one in page.steps if one.id == step.id), step)


def open_page(case_id: UUID, *parts: Part) -> CasePage:
    """Return the page of a case for who may add to it; 403 for who follows, 409 when closed."""
    page = pages.fetch(case_id, *parts)
    if page.head.closed_at is not None:
        raise RuleBroken("already_closed")
    if not page.may_find:
        raise NotAllowed("not_your_part")
    return page

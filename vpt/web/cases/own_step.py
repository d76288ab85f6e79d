"""Finds the step that a page of its own is about."""

from uuid import UUID

from flask import request

from vpt.cases.chain import OPEN, StepView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.protocol.works import Work
from vpt.web.cases import pages


def find(case_id: UUID, step_id: UUID, work: Work, *parts: Part) -> tuple[CasePage, StepView]:
    """Return a case with its step of this work; NotAllowed for whoever only follows it.

    A step somebody finished meanwhile is refused on arrival only: a form that was filled in gets
    to see what came between.
    """
    page = pages.fetch(case_id, *parts)
    step = next((one for one in page.steps if one.id == step_id and one.work is work), None)
    if step is None:
        raise NotVisible("not_found")
    ensure_workable(step)
    return page, step


def ensure_workable(step: StepView) -> None:
    """Refuse who only follows a step, and whoever arrives at one that is finished."""
    if step.standing not in OPEN:
        if request.method == "GET":
            raise RuleBroken("step_not_open", step=step.key)
    elif not (step.may_do or step.may_record):
        raise NotAllowed("not_your_step", step=step.key)


def again(page: CasePage, step: StepView) -> StepView:
    """Return the step as a page fetched later shows it."""
    return next((one for one in page.steps if one.id == step.id), step)

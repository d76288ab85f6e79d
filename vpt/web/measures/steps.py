"""Finding the step a page is about, for whoever may do it."""

from uuid import UUID

from vpt.cases.chain import StepView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.measures import queries
from vpt.protocol.works import Work
from vpt.web.cases import own_step, pages
from vpt.web.session import current_actor


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
    own_step.ensure_workable(newest)
    return page, newest


def subject_of(step: StepView) -> UUID:
    """Return whom or what a step of a person or a measure is about."""
    return UUID(str(step.ref.subject))


def open_page(case_id: UUID, *parts: Part) -> CasePage:
    """Return the page of a case for who may add to it; 403 for who follows, 409 when closed."""
    page = pages.fetch(case_id, *parts)
    if page.head.closed_at is not None:
        raise RuleBroken("already_closed")
    if not page.may_find:
        raise NotAllowed("not_your_part")
    return page

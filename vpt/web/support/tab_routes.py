"""The tab of a case about aftercare: the course of every victim, as far as the reader may know."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.protocol.works import Work
from vpt.support import queries, safety
from vpt.support.queries import Course
from vpt.web import moments
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import CASES
from vpt.web.session import current_actor
from vpt.web.support import showing
from vpt.web.support.blueprint import bp


@bp.get("/dossiers/<uuid:case_id>/nazorg")
@requires(*CASES)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show how the aftercare of every victim goes."""
    page = pages.fetch(case_id)
    found = queries.courses(current_actor(), page)
    return pages.render(
        "support/index.html",
        page,
        "support",
        victims=[_victim(page, one) for one in found],
        keeps_log=page.sees_file and bool(page.hats & safety.KEEPERS),
    )


def _victim(page: CasePage, course: Course) -> dict[str, Any]:
    person = next(one for one in page.people if one.id == course.involved_id)
    step = queries.next_step(page, course.involved_id)
    return {
        "course": course,
        "number": person.number,
        "title": f"{person.number} · {person.label}",
        "step": step,
        "next": _next(course, step),
        "told": showing.course(course),
    }


def _next(course: Course, step: StepView | None) -> list[tuple[str, str]]:
    """Return what comes next: the step with its term, and the day that was agreed."""
    if step is None:
        return []
    number = step.ref.occurrence + (1 if step.work is Work.AFTERCARE else 0)
    now = clock.now()
    due = moments.due(step.due_at, now=now)
    agreed = course.next_on if course.next_on and course.next_on >= local_date(now) else None
    facts = [
        (_("Volgende gesprek"), _("gesprek %(number)s", number=number)),
        (_("Uiterlijk"), due),
        (_("Afgesproken op"), showing.day(agreed)),
        (_("Wie"), step.assignee or step.party),
    ]
    return [(term, value) for term, value in facts if value]

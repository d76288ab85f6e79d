"""Brings the views of this page set together, and shows what the chain decided in a case."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.chain import OPEN
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.worktime import local_date
from vpt.outcomes import figures, labels, queries
from vpt.protocol.works import Work
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.outcomes import own_routes, step_routes, telling
from vpt.web.outcomes.blueprint import ONE, bp
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

WORKS = {
    Work.POLICE_NEWS: "outcomes.police",
    Work.DECISION: "outcomes.decision",
    Work.JUDGMENT: "outcomes.judgment",
    Work.MAYOR: "outcomes.mayor",
}
TABS = (
    CaseTab(
        key=step_routes.TAB, title=lazy_gettext("Nieuws van politie, OM, rechter en burgemeester"),
        endpoint="outcomes.index", place=52, under="police_reports",
        is_shown=lambda page: page.sees_file,
    ),
)  # fmt: skip


@bp.get(f"{ONE}/keten")
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show what the chain decided, the hearings to come and the figures of the case."""
    page, actor = pages.fetch(case_id), current_actor()
    news = queries.of_case(actor, case_id)
    return pages.render(
        "outcomes/index.html",
        page,
        step_routes.TAB,
        news=news,
        figures=telling.figures(figures.of_case(actor, case_id, news)),
        hearings=queries.hearings(news, local_date(clock.now())),
        open_steps=[step for step in page.steps if step.work in WORKS and step.standing in OPEN],
        people={one.id: one.label for one in page.people},
        labels=labels,
        told=telling,
    )


__all__ = ["TABS", "WORKS", "bp", "own_routes", "step_routes"]

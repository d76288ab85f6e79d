"""Brings the views of this page set together, and shows what the chain decided in a case."""

from typing import Any
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases.chain import OPEN
from vpt.cases.rules import Hat
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.outcomes import correcting, figures, labels, queries
from vpt.outcomes.queries import News
from vpt.protocol.works import Work
from vpt.web.cases import acting, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.outcomes import own_routes, step_routes, telling
from vpt.web.outcomes.blueprint import ONE, bp
from vpt.web.outcomes.forms import CorrectionForm
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
        may_correct=page.may_find and Hat.COORDINATOR in page.hats,
    )


@bp.route(f"{ONE}/keten/<uuid:outcome_id>/correctie", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def correct(case_id: UUID, outcome_id: UUID) -> ResponseReturnValue:
    """Write something down again as it really was."""
    page = pages.fetch(case_id)
    news = _one(case_id, outcome_id)
    form = CorrectionForm(data=acting.seen(page) | _as_written(news))
    form.beside = lambda _page: {"news": news, "told": telling}
    return acting.change(
        "outcomes/correct.html", page, form,
        lambda: correcting.correct(
            current_actor(), case_id, outcome_id, form.to_correction(),
            version=form.seen(), now=clock.now(),
        ),
        _("De correctie staat erbij. Wie het bericht kreeg, hoort dat er nieuws is."),
        step_routes.TAB,
    )  # fmt: skip


def _one(case_id: UUID, outcome_id: UUID) -> News:
    found = [one for one in queries.of_case(current_actor(), case_id) if one.id == outcome_id]
    if not found:
        raise NotVisible("not_found")
    if found[0].is_corrected and request.method == "GET":
        raise RuleBroken("already_corrected")
    return found[0]


def _as_written(news: News) -> dict[str, Any]:
    names = (*correcting.LINES, *correcting.TEXTS)
    return {
        "decided_on": news.decided_on,
        "dismissal_code": news.dismissal_code,
        "uplift": news.uplift,
        **{name: news.word(name) for name in names},
    }


__all__ = ["TABS", "WORKS", "bp", "own_routes", "step_routes"]

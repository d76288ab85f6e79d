"""What partners answered: the list that waits, the answers of one case, and judging one."""

from typing import Any
from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.answers import judging, labels, queries
from vpt.answers.queries import AnswerView
from vpt.answers.rules import State
from vpt.cases.rules import Hat
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed
from vpt.web import moments
from vpt.web.answers import effects, showing
from vpt.web.answers.blueprint import CASE, TAB, bp
from vpt.web.answers.judge_form import JudgeForm
from vpt.web.cases import acting, pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor


def _is_judge(page: CasePage) -> bool:
    return Hat.COORDINATOR in page.hats and current_actor().may(Permission.CASE_SHARE)


TABS = (
    CaseTab(
        key=TAB, title=lazy_gettext("Antwoorden van partners"), endpoint="answers.of_case",
        place=86, under="sharing", is_shown=_is_judge,
    ),
)  # fmt: skip
ITEMS = (
    Item(
        title=lazy_gettext("Antwoorden van partners"),
        short=lazy_gettext("Antwoorden"),
        endpoint="answers.index",
        icon="shout",
        permissions=(Permission.CASE_SHARE,),
        place=52,
    ),
)


@bp.get("/antwoorden")
@requires(Permission.CASE_SHARE)
def index() -> ResponseReturnValue:
    """List the answers that wait until a coordinator looks at them, oldest first."""
    return render_template(
        "answers/index.html",
        rows=queries.waiting(current_actor()),
        labels=labels,
        moments=moments,
        now=clock.now(),
    )


@bp.get(CASE)
@requires(Permission.CASE_SHARE)
def of_case(case_id: UUID) -> ResponseReturnValue:
    """Show what partners answered in one case, and what became of it."""
    page = _reached(case_id)
    views = queries.of_case(current_actor(), case_id)
    shown = [(view, showing.lines(view.ask, view.values)) for view in reversed(views)]
    return pages.render(
        "answers/case.html", page, TAB, rows=shown, labels=labels, about=_abouts(page)
    )


@bp.route(f"{CASE}/<uuid:answer_id>", methods=["GET", "POST"])
@requires(Permission.CASE_SHARE)
def judge(case_id: UUID, answer_id: UUID) -> ResponseReturnValue:
    """Show one answer beside what taking it over does, and take it over or leave it out."""
    page, form = _reached(case_id), JudgeForm()
    if not form.is_submitted():
        form.version.data = str(page.head.version)
    form.beside = lambda fresh: _beside(fresh, answer_id)

    def act() -> None:
        actor, now = current_actor(), clock.now()
        if form.accepts():
            judging.accept(actor, case_id, answer_id, version=form.seen(), now=now)
        else:
            reason = form.reason.data or ""
            judging.refuse(actor, case_id, answer_id, reason, version=form.seen(), now=now)

    done = _("Het antwoord is overgenomen.") if form.accepts() else _("Het antwoord telt niet mee.")
    return acting.change("answers/judge.html", page, form, act, done, TAB)


def _reached(case_id: UUID) -> CasePage:
    page = pages.fetch(case_id)
    if not _is_judge(page):
        raise NotAllowed("not_your_part")
    return page


def _beside(page: CasePage, answer_id: UUID) -> dict[str, Any]:
    view = queries.get(current_actor(), page.head.id, answer_id)
    return {
        "view": view,
        "lines": showing.lines(view.ask, view.values),
        "about": _abouts(page).get(view.subject_id, ""),
        "effect": effects.of(page, view),
        "labels": labels,
        "is_waiting": view.state == State.UNCONFIRMED,
        "standing": _standing(page, view),
    }


def _abouts(page: CasePage) -> dict[UUID, str]:
    """Return how the things answers are about are called on the pages of the case."""
    named = {UUID(str(step.ref.subject)): step.about for step in page.steps if step.ref.subject}
    return {page.head.id: _("Het dossier"), **named}


def _standing(page: CasePage, view: AnswerView) -> list[tuple[str, str]]:
    """Return what the steps this answer is for say now."""
    return [
        (step.title, step.outcome or step.label) for step in effects.steps(page, view) if step.id
    ]

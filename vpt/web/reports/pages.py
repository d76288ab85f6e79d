"""What the pages of one own report share."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_babel import get_locale

from vpt.cases import queries, viewing
from vpt.cases.chain import StepView
from vpt.cases.own import OwnCase, PlainStep
from vpt.core import clock
from vpt.infra.db import unit_of_work
from vpt.protocol.state import Standing
from vpt.web import moments
from vpt.web.cases import pages as case_pages
from vpt.web.cases import telling, words
from vpt.web.cases.forms import AnswerForm, MessageForm
from vpt.web.i18n import translated as _
from vpt.web.reports.forms import AdditionForm
from vpt.web.session import current_actor


def fetch(case_id: UUID) -> OwnCase:
    """Return an own report; looking is written down."""
    look = viewing.view_own if request.method == "GET" else queries.own_case
    with unit_of_work():
        return look(current_actor(), case_id, now=clock.now(), locale=str(get_locale()))


def render(page: OwnCase, **bound: Any) -> str:
    """Return the page; `bound` replaces a form by one that was filled in."""
    now = clock.now()
    context: dict[str, Any] = {
        "message": MessageForm(None),
        "answers": answers(page),
        "changes": (),
        "stale": False,
        "titles": case_pages.titles(step.step for step in page.steps),
        "wrong": None,
    } | bound
    return render_template(
        "reports/show.html",
        page=page,
        case=page.head,
        chain=[
            _step(step, words.standing_kind(step.step.standing), now)
            for step in _in_time(page.steps)
        ],
        addition=AdditionForm(None),
        said=telling.said(page.messages),
        told=telling.story(page.story) if page.story else None,
        help_text=page.help_text,
        words=words,
        moments=moments,
        now=now,
        **context,
    )


def answers(page: OwnCase) -> dict[UUID, AnswerForm]:
    """Return a form for every open step this person is asked to do."""
    seen = {"version": str(page.head.version)}
    return {
        step.id: AnswerForm(step.choices, None, data=seen, prefix=prefix(step))
        for step in page.mine
        if step.id is not None and step.standing is not Standing.PAUSED and step.work is None
    }


def prefix(step: StepView) -> str:
    """Return what keeps the fields of one form apart from those of the next."""
    return f"{step.key}-{step.id}-"


def _in_time(steps: Sequence[PlainStep]) -> list[PlainStep]:
    """Return steps as they went, then what is open, then what still comes."""
    by_view = {id(step.step): step for step in steps}
    opened = case_pages.in_time(step.step for step in steps if step.step.opened_at)
    coming = [step for step in steps if step.step.opened_at is None]
    return [*(by_view[id(view)] for view in opened), *coming]


def _step(step: PlainStep, kind: str, now: Any) -> dict[str, object]:
    view = step.step
    if view.done_at is not None:
        when = moments.moment(view.done_at)
    elif view.due_at is not None:
        when = _("Uiterlijk %(when)s", when=moments.due(view.due_at, now=now))
    else:
        when = ""
    return {
        "state": step.look,
        "title": view.title,
        "date": " · ".join(part for part in (when, step.who) if part),
        "text": step.outcome or step.words,
        "badge": "" if view.done_at else step.label,
        "badge_kind": kind,
    }

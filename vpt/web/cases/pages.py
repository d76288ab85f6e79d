"""What every page of one case shares: fetching it, its tabs, and its chain as process steps."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask_babel import get_locale, lazy_gettext

from vpt.cases import queries, viewing
from vpt.cases.chain import StepView
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.infra.db import unit_of_work
from vpt.protocol.state import Standing
from vpt.web import moments
from vpt.web.cases import words
from vpt.web.i18n import translated as _
from vpt.web.rooms import CaseTab, all_rooms, work_url
from vpt.web.session import current_actor


def fetch(case_id: UUID, *parts: Part) -> CasePage:
    """Return the page of a case in reach, with the parts a tab needs.

    Looking is an act: it is written down, with what was shown. A change is written down by the
    change itself.
    """
    look = viewing.view_case if request.method == "GET" else queries.case_page
    with unit_of_work():
        return look(
            current_actor(), case_id, now=clock.now(), locale=str(get_locale()), parts=parts
        )


def render(template: str, page: CasePage, tab: str, **context: Any) -> str:
    """Return one tab of a case."""
    return render_template(
        template,
        page=page,
        case=page.head,
        tabs=_tabs(page, tab),
        behind=_behind(page, tab),
        titles=titles(page.steps),
        words=words,
        moments=moments,
        now=clock.now(),
        work_url=work_url,
        **context,
    )


def titles(steps: Iterable[StepView]) -> dict[str, str]:
    """Return the titles of steps by key."""
    return {step.key: step.title for step in steps}


TABS = (
    CaseTab(
        key="show", title=lazy_gettext("Verloop"), endpoint="cases.show", place=0,
    ),
    CaseTab(
        key="report", title=lazy_gettext("Melding"), endpoint="cases.report", place=10,
        is_shown=lambda page: page.sees_file,
    ),
    CaseTab(
        key="people", title=lazy_gettext("Betrokkenen"), endpoint="cases.people", place=20,
        count=lambda page: len(page.people),
    ),
    CaseTab(
        key="evidence", title=lazy_gettext("Bewijs"), endpoint="cases.evidence", place=30,
        is_shown=lambda page: page.sees_file, count=lambda page: page.counts.evidence,
    ),
    CaseTab(
        key="messages", title=lazy_gettext("Berichten"), endpoint="cases.messages", place=80,
        is_shown=lambda page: page.may_message, count=lambda page: page.counts.messages,
    ),
    CaseTab(
        key="documents", title=lazy_gettext("Documenten"), endpoint="documents.index", place=90,
        is_shown=lambda page: page.sees_file, count=lambda page: page.counts.documents,
    ),
    CaseTab(
        key="audience", title=lazy_gettext("Inzage"), endpoint="cases.audience", place=100,
    ),
)  # fmt: skip


def _tabs(page: CasePage, current: str) -> list[dict[str, object]]:
    lit = next((tab.under or tab.key for tab in all_rooms().tabs if tab.key == current), current)
    return [
        {
            "title": str(tab.title),
            "url": url_for(tab.endpoint, case_id=page.head.id),
            "current": tab.key == lit,
            "count": tab.count(page) if tab.count else 0,
        }
        for tab in all_rooms().tabs
        if not tab.under and (tab.is_shown is None or tab.is_shown(page))
    ]


def _behind(page: CasePage, current: str) -> list[dict[str, str]]:
    """Return the pages that lie behind the current tab."""
    return [
        {"title": str(tab.title), "url": url_for(tab.endpoint, case_id=page.head.id)}
        for tab in all_rooms().tabs
        if tab.under == current and (tab.is_shown is None or tab.is_shown(page))
    ]


def tab_url(key: str, case_id: UUID) -> str:
    """Return the address of a tab of a case."""
    endpoint = next(tab.endpoint for tab in all_rooms().tabs if tab.key == key)
    return url_for(endpoint, case_id=case_id)


def further(after: str | None) -> str:
    """Return the address of the next page of a list with the same filters, or nothing."""
    return url_for(str(request.endpoint), **asked(), na=after) if after else ""


def back_to_first() -> str:
    """Return the address of the first page of a list; nothing when this is it."""
    return url_for(str(request.endpoint), **asked()) if "na" in request.args else ""


def asked() -> dict[str, Any]:
    """Return the filters in the address, without the place in the list."""
    return {name: value for name, value in request.args.items() if name != "na" and value}


def in_time(steps: Iterable[StepView]) -> list[StepView]:
    """Return steps as they went: what is done by when it was done, then what is due soonest."""
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(
        steps, key=lambda step: (step.done_at is None, step.done_at or step.due_at or far)
    )


def timeline(
    steps: Iterable[StepView], case_id: UUID, *, now: datetime, endpoint: str = "cases.step"
) -> list[dict[str, object]]:
    """Return steps as the kit's process steps take them."""
    return [
        {
            "state": step.look,
            "title": f"{step.title} ({step.about})" if step.about else step.title,
            "date": _when(step, now),
            "text": _told(step),
            "badge": _badge(step, now),
            "badge_kind": words.standing_kind(step.standing),
            "url": _step_url(step, case_id, endpoint),
            "step": step,
        }
        for step in steps
    ]


def _step_url(step: StepView, case_id: UUID, endpoint: str) -> str:
    if step.id is None:
        return ""
    return work_url(step, case_id) or url_for(endpoint, case_id=case_id, step_id=step.id)


def _when(step: StepView, now: datetime) -> str:
    if step.done_at is not None:
        done = moments.moment(step.done_at)
        return _("%(when)s, %(who)s", when=done, who=step.done_by) if step.done_by else done
    if step.opened_at is None:
        return f"{step.party}, {step.term}"
    who = step.assignee or step.party
    if step.due_at is None:
        return _("Geen termijn, %(who)s", who=who)
    return _("Uiterlijk %(when)s, %(who)s", when=moments.due(step.due_at, now=now), who=who)


def _told(step: StepView) -> str:
    parts = [
        step.outcome,
        _("Telefonisch vastgelegd.") if step.by_telephone else "",
        _("Zelf beantwoord door de partner.") if step.by_partner else "",
        _("Op pauze: %(why)s.", why=step.pause_reason) if step.pause_reason else "",
        _("Wat hieraan voorafging, is later ingetrokken.") if step.grounds_withdrawn else "",
    ]
    return " · ".join(part for part in parts if part)


def _badge(step: StepView, now: datetime) -> str:
    if step.standing is Standing.OVERDUE and step.due_at is not None:
        return moments.lateness(step.due_at, now=now)
    return "" if step.standing is Standing.DONE else step.label

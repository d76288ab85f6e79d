"""The list of cases in reach: searched by reference, place, category and status, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, exists, select

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location, Unit
from vpt.cases import searching
from vpt.cases.models import Case
from vpt.cases.rules import CaseSearch, CaseStatus
from vpt.cases.searching import Place
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.infra.types import read_moment

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case in the list."""

    id: UUID
    reference: str
    summary: str
    category: str
    severity: int | None
    unit: str
    location: str
    opened_at: datetime
    status: CaseStatus
    assignee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One page, newest first; `after` is the cursor of the next page."""

    rows: tuple[CaseRow, ...]
    after: str | None


def case_list(
    actor: Actor,
    search: CaseSearch,
    *,
    after: str | None = None,
    limit: int = PAGE,
    now: datetime,
) -> CaseList:
    """Return one page of the cases in reach that fit the search, in two to five statements."""
    late = _late(now)
    text = search.text.strip() if search.text else ""
    page = searching.page_of(actor, text, _wanted(search, late), _place(after), limit + 1)
    statement = _with_places(actor, page, late)
    found = db.session.execute(statement).all()
    names = accounts.names({row.Case.assignee_id for row in found if row.Case.assignee_id})
    rows = tuple(
        _row(row.Case, names, (row.summary, row.unit, row.location), late=bool(row.late))
        for row in found[:limit]
    )
    more = len(found) > limit
    return CaseList(rows=rows, after=_cursor(rows[-1]) if more else None)


def _late(now: datetime) -> ColumnElement[bool]:
    return exists().where(
        CaseStep.organisation_id == Case.organisation_id,
        CaseStep.case_id == Case.id,
        CaseStep.state == "open",
        CaseStep.paused_since.is_(None),
        CaseStep.due_at < now,
    )


def _with_places(actor: Actor, page: Subquery, late: ColumnElement[bool]) -> Any:
    return (
        select(
            Case,
            Incident.summary,
            Unit.name.label("unit"),
            Location.name.label("location"),
            late.label("late"),
        )
        .select_from(page)
        .join(Case, and_(Case.organisation_id == actor.organisation_id, Case.id == page.c.id))
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .outerjoin(
            Unit, and_(Unit.organisation_id == Case.organisation_id, Unit.id == Case.unit_id)
        )
        .outerjoin(
            Location,
            and_(
                Location.organisation_id == Case.organisation_id,
                Location.id == Incident.location_id,
            ),
        )
        .order_by(page.c.opened_at.desc(), page.c.id.desc())
    )


def _wanted(search: CaseSearch, late: ColumnElement[bool]) -> Sequence[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if search.category:
        chosen.append(Case.category == search.category)
    if search.unit_id:
        chosen.append(Case.unit_id == search.unit_id)
    if search.status is CaseStatus.CLOSED:
        chosen.append(Case.closed_at.is_not(None))
    elif search.status is not None:
        chosen.append(Case.closed_at.is_(None))
        if search.status is CaseStatus.LATE:
            chosen.append(late)
    return chosen


def _row(
    case: Case, names: dict[UUID, str], told: tuple[str, str | None, str | None], *, late: bool
) -> CaseRow:
    open_status = CaseStatus.LATE if late else CaseStatus.OPEN
    return CaseRow(
        id=case.id,
        reference=case.reference,
        summary=told[0],
        category=case.category,
        severity=case.severity,
        unit=told[1] or "",
        location=told[2] or "",
        opened_at=case.opened_at,
        status=CaseStatus.CLOSED if case.closed_at else open_status,
        assignee=names.get(case.assignee_id, "") if case.assignee_id else "",
    )


def _place(after: str | None) -> Place | None:
    opened, _, last = (after or "").partition("_")
    try:
        return read_moment(opened), UUID(last)
    except ValueError:
        return None


def _cursor(row: CaseRow) -> str:
    return f"{row.opened_at.isoformat()}_{row.id}"

"""The worklist: open steps in reach, soonest due first, page by page, with bounded counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, tuple_, union_all

from vpt.accounts import queries as accounts
from vpt.accounts.models import Unit
from vpt.cases import protocols, reach, rules
from vpt.cases.models import Case, CaseSubject
from vpt.cases.rules import Bounds, Lateness, WorkFilters
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.types import read_moment
from vpt.protocol.definition import Step
from vpt.protocol.state import StepRef

PAGE = 50
MOST_COUNTED = 100
NO_TERM = "none"
_CLOCKED = and_(CaseStep.due_at.is_not(None), CaseStep.paused_since.is_(None))
_UNCLOCKED = or_(CaseStep.due_at.is_(None), CaseStep.paused_since.is_not(None))
"""Without a term, or with a term that stands still: listed last, never late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One step to be done, with what a list shows of its case."""

    id: UUID
    case_id: UUID
    reference: str
    summary: str
    category: str
    unit: str
    ref: StepRef
    step: Step
    about: tuple[str, int] | None
    """Whom or what the step is about: scope and number, or None for the case itself."""
    assignee_id: UUID | None
    assignee: str
    opened_at: datetime
    due_at: datetime | None
    target_at: datetime | None
    is_paused: bool
    is_external: bool
    is_mine: bool
    group: Lateness


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One page of the worklist; `after` is the cursor of the next page, None on the last."""

    rows: tuple[WorkRow, ...]
    after: str | None
    counts: Mapping[Lateness, int]
    """How many steps per group, counted no further than `MOST_COUNTED`."""


def worklist(
    actor: Actor,
    filters: WorkFilters,
    *,
    after: str | None = None,
    limit: int = PAGE,
    now: datetime,
) -> Worklist:
    """Return one page: dated steps by due moment, then those without a running term.

    A cursor that makes no sense starts at the beginning.
    """
    bounds = rules.bounds(protocols.calendar(actor.organisation_id), now)
    wanted = (*_wanted(actor, filters), *_in_group(filters.lateness, bounds))
    found = _page(wanted, after, limit + 1)
    rows = _rows(actor, found[:limit], bounds)
    more = rows[-1] if len(found) > limit else None
    return Worklist(
        rows=rows,
        after=_cursor(more) if more else None,
        counts=_counts(_wanted(actor, filters), bounds),
    )


def count_label(count: int) -> str:
    """Return a bounded count as shown: "99+" when counting stopped."""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)


def _wanted(actor: Actor, filters: WorkFilters) -> tuple[ColumnElement[bool], ...]:
    chosen: list[ColumnElement[bool]] = [reach.open_step_scope(actor)]
    if filters.mine:
        chosen.append(CaseStep.assignee_id == actor.id)
    if filters.step:
        chosen.append(CaseStep.key == filters.step)
    if filters.category:
        chosen.append(CaseStep.category == filters.category)
    if filters.unit_id:
        path = (
            select(Unit.path)
            .where(Unit.organisation_id == actor.organisation_id, Unit.id == filters.unit_id)
            .scalar_subquery()
        )
        below = select(Unit.path).where(
            Unit.organisation_id == actor.organisation_id, Unit.path.startswith(path)
        )
        chosen.append(CaseStep.unit_path.in_(below))
    return tuple(chosen)


def _in_group(lateness: Lateness | None, bounds: Bounds) -> tuple[ColumnElement[bool], ...]:
    if lateness is None:
        return ()
    return {
        Lateness.LATE: (_CLOCKED, CaseStep.due_at < bounds.now),
        Lateness.TODAY: (
            _CLOCKED,
            CaseStep.due_at >= bounds.now,
            CaseStep.due_at <= bounds.day_ends,
        ),
        Lateness.WEEK: (
            _CLOCKED,
            CaseStep.due_at > bounds.day_ends,
            CaseStep.due_at <= bounds.week_ends,
        ),
        Lateness.LATER: (or_(_UNCLOCKED, CaseStep.due_at > bounds.week_ends),),
    }[lateness]


def _page(wanted: Sequence[ColumnElement[bool]], after: str | None, limit: int) -> list[CaseStep]:
    due, last = _place(after)
    found: list[CaseStep] = []
    if due != NO_TERM:
        dated = select(CaseStep).where(*wanted, _CLOCKED)
        if isinstance(due, datetime):
            dated = dated.where(tuple_(CaseStep.due_at, CaseStep.id) > (due, last))
        ordered = dated.order_by(CaseStep.due_at, CaseStep.id).limit(limit)
        found = list(db.session.scalars(ordered))
    if len(found) < limit:
        undated = select(CaseStep).where(*wanted, _UNCLOCKED)
        if due == NO_TERM:
            undated = undated.where(CaseStep.id > last)
        rest = undated.order_by(CaseStep.id).limit(limit - len(found))
        found.extend(db.session.scalars(rest))
    return found


def _place(after: str | None) -> tuple[datetime | str | None, UUID | None]:
    due, _, last = (after or "").partition("_")
    try:
        return (NO_TERM if due == NO_TERM else read_moment(due)), UUID(last)
    except ValueError:
        return None, None


def _cursor(row: WorkRow) -> str:
    due = row.due_at.isoformat() if row.due_at and not row.is_paused else NO_TERM
    return f"{due}_{row.id}"


def _counts(wanted: Sequence[ColumnElement[bool]], bounds: Bounds) -> dict[Lateness, int]:
    columns = [
        select(func.count())
        .select_from(
            union_all(
                *(
                    select(select(CaseStep.id).where(*wanted, *way).limit(MOST_COUNTED).subquery())
                    for way in _ways(group, bounds)
                )
            )
            .limit(MOST_COUNTED)
            .subquery()
        )
        .scalar_subquery()
        .label(group.value)
        for group in Lateness
    ]
    counted = db.session.execute(select(*columns)).one()
    return dict(zip(Lateness, counted, strict=True))


def _ways(group: Lateness, bounds: Bounds) -> tuple[tuple[ColumnElement[bool], ...], ...]:
    """Return a group as ways that share no step and each walk an index: an "or" would read all."""
    if group is not Lateness.LATER:
        return (_in_group(group, bounds),)
    return (
        (_CLOCKED, CaseStep.due_at > bounds.week_ends),
        (CaseStep.due_at.is_(None),),
        (CaseStep.paused_since.is_not(None), CaseStep.due_at.is_not(None)),
    )


def _rows(actor: Actor, steps: Sequence[CaseStep], bounds: Bounds) -> tuple[WorkRow, ...]:
    if not steps:
        return ()
    cases = _cases(actor, {row.case_id for row in steps})
    versions = protocols.parsed_versions(
        actor.organisation_id, {row.protocol_version_id for row in cases.values()}
    )
    numbers = _numbers(actor, {row.subject_id for row in steps})
    people = accounts.names({row.assignee_id for row in steps if row.assignee_id})
    listed = []
    for step in steps:
        case = cases[step.case_id]
        protocol = versions[case.protocol_version_id]
        defined = protocol.step(step.key)
        listed.append(
            WorkRow(
                **_of_step(step),
                reference=case.reference,
                summary=case.summary,
                unit=case.unit or "",
                step=defined,
                about=numbers.get(step.subject_id),
                assignee=people.get(step.assignee_id, "") if step.assignee_id else "",
                is_external=protocol.party(defined.party).external,
                is_mine=step.assignee_id == actor.id,
                group=bounds.group(step.due_at, paused=step.paused_since is not None),
            )
        )
    return tuple(listed)


def _of_step(step: CaseStep) -> dict[str, Any]:
    subject = None if step.subject_id == step.case_id else step.subject_id
    return {
        "id": step.id,
        "case_id": step.case_id,
        "category": step.category,
        "ref": StepRef(step.key, subject, step.occurrence),
        "assignee_id": step.assignee_id,
        "opened_at": step.opened_at,
        "due_at": step.due_at,
        "target_at": step.target_at,
        "is_paused": step.paused_since is not None,
    }


def _cases(actor: Actor, case_ids: set[UUID]) -> dict[UUID, Row[UUID, str, UUID, str, str]]:
    rows = db.session.execute(
        select(
            Case.id,
            Case.reference,
            Case.protocol_version_id,
            Incident.summary,
            Unit.name.label("unit"),
        )
        .join(
            Incident,
            and_(Incident.organisation_id == Case.organisation_id, Incident.id == Case.id),
        )
        .outerjoin(
            Unit, and_(Unit.organisation_id == Case.organisation_id, Unit.id == Case.unit_id)
        )
        .where(Case.organisation_id == actor.organisation_id, Case.id.in_(case_ids))
    )
    return {row.id: row for row in rows}


def _numbers(actor: Actor, subject_ids: set[UUID]) -> dict[UUID, tuple[str, int]]:
    people: Select[UUID, str, int] = select(Involved.id, Involved.role, Involved.ordinal).where(
        Involved.organisation_id == actor.organisation_id, Involved.id.in_(subject_ids)
    )
    things: Select[UUID, str, int] = select(
        CaseSubject.id, CaseSubject.scope, CaseSubject.ordinal
    ).where(CaseSubject.organisation_id == actor.organisation_id, CaseSubject.id.in_(subject_ids))
    rows = db.session.execute(people.union_all(things))
    return {row[0]: (row[1], row[2]) for row in rows}

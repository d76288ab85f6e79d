"""All open work of somebody who leaves goes to others in one action; parties to a case never."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, update

from vpt.accounts import queries as accounts
from vpt.accounts import standing_in
from vpt.audit import service as audit
from vpt.cases import reach, succeeding
from vpt.cases.leaving import ensure_coordinator, is_work
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Author, Permission, Role
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who takes over: one for all, or another one for a unit (None: cases without a unit).

    Without a successor everything goes to a coordinator.
    """

    successor_id: UUID | None
    by_unit: Mapping[UUID | None, UUID] = field(default_factory=dict)
    with_units: bool = False
    """Whether the successors also lead the units, where the leaver did."""

    def of(self, unit_id: UUID | None) -> UUID | None:
        """Return who takes over the work of a unit."""
        return self.by_unit.get(unit_id, self.successor_id)

    def everybody(self) -> set[UUID]:
        """Return all successors."""
        return {one for one in (self.successor_id, *self.by_unit.values()) if one}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What was moved; `excepted` are the cases that their planned successor may not handle."""

    cases: int
    steps: int
    units: int
    excepted: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moves:
    """Who gets what, read once for all cases."""

    plan: Plan
    rows: Sequence[Any]
    steps: Mapping[UUID, list[Any]]
    actors: Mapping[UUID, Actor]
    coordinators: Sequence[UUID]
    parties: frozenset[tuple[UUID, UUID]]
    opens_nothing: bool = False
    """Whether a case may only go to who knows of it already by role, or to a coordinator."""

    def taker(self, row: Any, *, is_care: bool = False) -> UUID | None:
        """Return who gets a case or a step of it: the planned one, else a free coordinator."""
        planned = self.plan.of(row.unit_id)
        if planned and self._fits(row, self.actors[planned], is_care=is_care):
            return planned
        free = (one for one in self.coordinators if (row.id, one) not in self.parties)
        return next(free, None)

    def is_excepted(self, row: Any) -> bool:
        """Tell whether something of a case goes to another than planned."""
        planned = self.plan.of(row.unit_id)
        return any(one != planned for one in self.takers(row))

    def takers(self, row: Any) -> set[UUID | None]:
        """Return everybody who gets something of a case."""
        given = {self.taker(row, is_care=_is_care(one)) for one in self.steps.get(row.id, ())}
        return given | ({self.taker(row)} if row.is_handled else set())

    def _fits(self, row: Any, actor: Actor, *, is_care: bool) -> bool:
        cares = is_care and actor.may(Permission.CASE_READ_AFTERCARE)
        leads = any(row.unit_path.startswith(path) for path in actor.unit_paths)
        is_excluded = bool(row.confined and row.unit_path and leads)
        is_able = cares or actor.may(Permission.CASE_HANDLE)
        if self.opens_nothing and not cares:
            sees = actor.may(Permission.CASE_READ_ALL) or (leads and row.unit_path)
            is_able = sees and (Role.COORDINATOR in actor.roles or not row.confined)
        return bool(is_able) and not is_excluded and (row.id, actor.id) not in self.parties


def hand_over(actor: Actor, leaver_id: UUID, plan: Plan, *, now: datetime) -> HandedOver:
    """Give every open case and step of somebody who leaves to their successors, at once.

    Closed cases stay as they are, and so do cases the actor may not know of. Raises
    NotAllowed("page_not_for_role"), and RuleBroken("leaver_unknown", "successor_leaves",
    "successor_unable").
    """
    ensure_coordinator(actor)
    if leaver_id in plan.everybody():
        raise RuleBroken("successor_leaves", field="successor")
    units = succeeding.hand_units(actor, leaver_id, plan.of, now=now) if plan.with_units else 0
    moves = _read(actor, reach.visible(actor), leaver_id, plan, now)
    if not moves.rows and not units:
        raise RuleBroken("leaver_unknown", field="successor")
    return _carry_out(actor, leaver_id, moves, units, now)


def hand_over_unseen(
    actor: Actor | Author, leaver_id: UUID, plan: Plan, *, now: datetime
) -> HandedOver:
    """Do the same for who may know of no case: the caller says who may, and shows counts only.

    Nothing opens by it: a case goes to the successor who knows of it already by role, else to a
    coordinator; so does a confined case. Raises RuleBroken("successor_leaves",
    "successor_unable", "nobody_able") at `successor`.
    """
    if leaver_id in plan.everybody():
        raise RuleBroken("successor_leaves", field="successor")
    every = select(Case).where(Case.organisation_id == actor.organisation_id)
    moves = replace(_read(actor, every, leaver_id, plan, now), opens_nothing=True)
    if any(None in moves.takers(row) for row in moves.rows):
        raise RuleBroken("nobody_able", field="successor")
    return _carry_out(actor, leaver_id, moves, 0, now)


def _carry_out(
    actor: Actor | Author, leaver_id: UUID, moves: _Moves, units: int, now: datetime
) -> HandedOver:
    _give_cases(actor, moves, now)
    _give_steps(actor, moves)
    _write_down(actor, leaver_id, moves, now)
    takers = {one for row in moves.rows for one in moves.takers(row)}
    notifications.queue_all(_notices(actor, takers), at=now)
    db.session.flush()
    return HandedOver(
        cases=sum(row.is_handled for row in moves.rows),
        steps=sum(map(len, moves.steps.values())),
        units=units,
        excepted=tuple(sorted(row.reference for row in moves.rows if moves.is_excepted(row))),
    )


def _read(
    actor: Actor | Author, within: Select[Case], leaver_id: UUID, plan: Plan, now: datetime
) -> _Moves:
    theirs = select(CaseStep.id, CaseStep.case_id, CaseStep.party).where(
        CaseStep.organisation_id == actor.organisation_id,
        CaseStep.assignee_id == leaver_id,
        *is_work(),
    )
    has_step = Case.id.in_(theirs.with_only_columns(CaseStep.case_id))
    rows = db.session.execute(_held(within, leaver_id, has_step)).all()
    steps: dict[UUID, list[Any]] = {row.id: [] for row in rows}
    for step in db.session.execute(theirs):
        if step.case_id in steps:
            steps[step.case_id].append(step)
    above = _coordinators(actor, leaver_id, now)
    return _Moves(
        plan=plan,
        rows=rows,
        steps=steps,
        actors={one: _able(actor, one, now) for one in plan.everybody()},
        coordinators=above,
        parties=_parties(actor, steps, {*plan.everybody(), *above}),
    )


def _held(
    within: Select[Case], leaver_id: UUID, has_step: ColumnElement[bool]
) -> Select[UUID, str, UUID | None, str, bool, int, bool]:
    """Return the statement that locks the open cases with work of somebody who leaves."""
    return (
        within.where(Case.closed_at.is_(None), or_(Case.assignee_id == leaver_id, has_step))
        .with_only_columns(
            Case.id,
            Case.reference,
            Case.unit_id,
            Case.unit_path,
            Case.confined,
            Case.version,
            (Case.assignee_id.is_not_distinct_from(leaver_id)).label("is_handled"),
        )
        .order_by(Case.id)
        .with_for_update(of=Case)
    )


def _coordinators(actor: Actor | Author, leaver_id: UUID, now: datetime) -> list[UUID]:
    """Return the coordinators who stay, those who are away last."""
    found = accounts.list_with_role(actor.organisation_id, (Role.COORDINATOR,), now=now)
    staying = [one.id for one in found if one.id != leaver_id]
    away = standing_in.absent(actor.organisation_id, staying, local_date(now))
    return sorted(staying, key=lambda one: one in away)


def _able(actor: Actor | Author, user_id: UUID, now: datetime) -> Actor:
    found = accounts.find_actor(user_id, actor.organisation_id, now=now)
    enough = (Permission.CASE_HANDLE, Permission.CASE_READ_AFTERCARE)
    if found is None or not any(found[1].may(one) for one in enough):
        raise RuleBroken("successor_unable", field="successor")
    return found[1]


def _parties(
    actor: Actor | Author, cases: Iterable[UUID], users: Iterable[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    rows = db.session.execute(
        select(Involved.incident_id, Involved.user_id).where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id.in_(list(cases)),
            Involved.user_id.in_(list(users)),
        )
    )
    return frozenset((row.incident_id, row.user_id) for row in rows)


def _give_cases(actor: Actor | Author, moves: _Moves, now: datetime) -> None:
    """Store the new handlers, one statement for each; a form seen before is out of date now."""
    groups: dict[tuple[bool, UUID | None], list[UUID]] = defaultdict(list)
    for row in moves.rows:
        groups[row.is_handled, moves.taker(row) if row.is_handled else None].append(row.id)
    for (is_handled, taker), ids in groups.items():
        new = {"assignee_id": taker} if is_handled else {}
        db.session.execute(
            update(Case)
            .where(Case.organisation_id == actor.organisation_id, Case.id.in_(ids))
            .values(changed_at=now, version=Case.version + 1, **new)
            .execution_options(synchronize_session=False)
        )


def _give_steps(actor: Actor | Author, moves: _Moves) -> None:
    groups: dict[UUID | None, list[UUID]] = defaultdict(list)
    for row in moves.rows:
        for step in moves.steps[row.id]:
            groups[moves.taker(row, is_care=_is_care(step))].append(step.id)
    for taker, ids in groups.items():
        db.session.execute(
            update(CaseStep)
            .where(CaseStep.organisation_id == actor.organisation_id, CaseStep.id.in_(ids))
            .values(assignee_id=taker)
            .execution_options(synchronize_session=False)
        )
    db.session.expire_all()


def _write_down(actor: Actor | Author, leaver_id: UUID, moves: _Moves, now: datetime) -> None:
    for row in moves.rows:
        codes = {
            "before": str(leaver_id),
            "assignee": ",".join(sorted(str(one) for one in moves.takers(row) if one)),
            "steps": str(len(moves.steps[row.id])),
            "version": str(row.version + 1),
        }
        audit.record(actor, "case.handed_over", ("case", row.id), at=now, codes=codes)


def _notices(actor: Actor | Author, takers: Iterable[UUID | None]) -> list[Notice]:
    """Return one notice for each who takes over, however much it is."""
    action_id = new_id()
    return [
        Notice(
            organisation_id=actor.organisation_id,
            recipient_id=one,
            kind=Kind.CASES_HANDED_OVER,
            subject_id=action_id,
        )
        for one in takers
        if one is not None and one != actor.id
    ]


def _is_care(step: Any) -> bool:
    return bool(step.party == reach.AFTERCARE)

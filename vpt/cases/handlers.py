"""Who gets what: the handler of a case and the owner of each step, parties left out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from vpt.accounts import standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.cases.running import Running
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.protocol.state import StepState

ROLE_OF_PARTY: Mapping[str, Role] = {"hr": Role.HR, "support_team": Role.SUPPORT_TEAM}
SOLE = frozenset({Role.SUPPORT_TEAM})
"""Roles whose work goes to somebody by itself only when there is no choice to make."""
WORKING = frozenset({Role.COORDINATOR, Role.MANAGER, *ROLE_OF_PARTY.values()})
"""Roles that can open the case they are given work in; so can who is at the head of a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people who can be given work in one case: no party to it, no closed account, not away."""

    handler_id: UUID | None
    by_role: Mapping[Role, UUID]
    reporter_id: UUID

    def owner(self, running: Running, step: StepState) -> UUID | None:
        """Return who gets a step: by its lane, else the coordinator, who passes it on."""
        lane = running.protocol.step(step.key).party
        coordinator = self.by_role.get(Role.COORDINATOR)
        if lane == "employee":
            return self._employee(running, step)
        if lane == "manager":
            return self.handler_id or coordinator
        return self.by_role.get(ROLE_OF_PARTY.get(lane, Role.COORDINATOR)) or coordinator

    def _employee(self, running: Running, step: StepState) -> UUID:
        victim = running.victim_of(step.subject)
        return running.user_of(victim) or self.reporter_id


def owners(
    cast: Cast, running: Running, steps: Collection[StepState]
) -> dict[tuple[str, UUID], UUID | None]:
    """Return who gets each of these steps, by step key and stored subject."""
    return {
        (step.key, running.subject_id(step.subject)): cast.owner(running, step) for step in steps
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Able:
    """Who can be given work in one case, read in one statement."""

    everybody: frozenset[UUID] = frozenset()
    here: frozenset[UUID] = frozenset()
    """Of those, who is not away today."""
    by_role: Mapping[Role, UUID] = field(default_factory=dict)
    leads: tuple[UUID | None, ...] = ()
    """Who is at the head of the unit today: the manager, then who stands in."""

    def handler(self, *before: UUID | None) -> UUID | None:
        """Return who handles: the first who is here, else a coordinator, else whoever can."""
        nearest = (*before, *self.leads)
        near = next((one for one in nearest if one in self.here), None)
        above = near or self.by_role.get(Role.COORDINATOR)
        return above or next((one for one in nearest if one in self.everybody), None)


def choose(
    organisation_id: UUID,
    unit: Unit | None,
    parties: Collection[UUID],
    *,
    confined: bool,
    now: datetime,
) -> tuple[UUID | None, dict[Role, UUID]]:
    """Return the handler of a new case and who holds each role, in one statement.

    The manager of the unit, else who stands in there today, else a coordinator: whoever has a
    valid account, is no party to the incident and is not away. A confined case goes to a
    coordinator. Who is away is chosen only when there is nobody else.
    """
    unit_id = unit.id if unit and not confined else None
    able = _read(organisation_id, unit_id, (), parties, now)
    return able.handler(), dict(able.by_role)


def cast_of(running: Running, reporter_id: UUID, *, now: datetime) -> Cast:
    """Return the cast of a running case, in one statement.

    New work of a handler who is away, or can no longer open the case, goes where a new case
    would go; of one who turns out to be a party it goes to a coordinator.
    """
    case = running.case
    parties = {one.user_id for one in running.involved if one.user_id}
    wanted = {case.assignee_id} if case.assignee_id else set()
    unit_id = None if case.confined or case.assignee_id in parties else case.unit_id
    able = _read(case.organisation_id, unit_id, wanted, parties, now)
    handler = able.handler(case.assignee_id)
    return Cast(handler_id=handler, by_role=able.by_role, reporter_id=reporter_id)


def list_able(
    organisation_id: UUID, user_ids: Collection[UUID], parties: Collection[UUID], now: datetime
) -> frozenset[UUID]:
    """Return which of these people may be given work now, and are here to do it."""
    return _read(organisation_id, None, user_ids, parties, now).here


def _read(
    organisation_id: UUID,
    unit_id: UUID | None,
    wanted: Collection[UUID],
    parties: Collection[UUID],
    now: datetime,
) -> _Able:
    rows = db.session.execute(_staff(organisation_id, unit_id, wanted, now)).all()
    able = [row for row in rows if row.user_id not in parties]
    here = [row for row in able if not row.is_away]
    return _Able(
        everybody=frozenset(row.user_id for row in able),
        here=frozenset(row.user_id for row in here),
        by_role={**_by_role(able), **_by_role(here)},
        leads=(rows[0].manager_id, rows[0].deputy_id) if rows else (),
    )


def _staff(
    organisation_id: UUID, unit_id: UUID | None, wanted: Collection[UUID], now: datetime
) -> Select[UUID, str, bool, UUID | None, UUID | None]:
    """Return the statement that finds who holds a role in the chain, leads the unit or is wanted.

    Every row tells who leads the unit today.
    """
    today = local_date(now)
    leads = standing_in.is_leader(Membership.organisation_id, Membership.user_id, today)
    away = standing_in.is_away(Membership.organisation_id, Membership.user_id, today)
    deputy = standing_in.deputy_on(today)
    in_roles = Membership.role.in_(WORKING)
    in_chain = Membership.role.in_([Role.COORDINATOR, *ROLE_OF_PARTY.values()])
    is_meant = or_(
        Membership.user_id.in_(wanted),
        Membership.user_id == Unit.manager_id,
        Membership.user_id == deputy,
    )
    return (
        select(
            Membership.user_id,
            Membership.role,
            away.label("is_away"),
            Unit.manager_id,
            deputy.label("deputy_id"),
        )
        .join(User, User.id == Membership.user_id)
        .outerjoin(Unit, and_(Unit.organisation_id == organisation_id, Unit.id == unit_id))
        .where(
            Membership.organisation_id == organisation_id,
            User.disabled_at.is_(None),
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
            or_(in_chain, and_(is_meant, or_(in_roles, leads))),
        )
        .order_by(User.name, Membership.user_id)
    )


def _by_role(rows: Sequence[Any]) -> dict[Role, UUID]:
    found: dict[Role, UUID] = {}
    for row in rows:
        found.setdefault(Role(row.role), row.user_id)
    for role in SOLE:
        if len({row.user_id for row in rows if row.role == role}) > 1:
            del found[role]
    return found

"""Who gets what: the handler of a case and the owner of each step, parties left out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.cases.running import Running
from vpt.core.actor import Role
from vpt.infra.db import db
from vpt.protocol.state import StepState

ROLE_OF_PARTY: Mapping[str, Role] = {"hr": Role.HR, "support_team": Role.SUPPORT_TEAM}
SOLE = frozenset({Role.SUPPORT_TEAM})
"""Roles whose work goes to somebody by itself only when there is no choice to make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people who can be given work in one case: no party to it, no closed account."""

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


def choose(
    organisation_id: UUID,
    unit: Unit | None,
    parties: Collection[UUID],
    *,
    confined: bool,
    now: datetime,
) -> tuple[UUID | None, dict[Role, UUID]]:
    """Return the handler of a new case and who holds each role, in one statement.

    The manager of the unit, else its deputy, else a coordinator: whoever has a valid account and
    is no party to the incident. A confined case goes to a coordinator.
    """
    leads = [unit.manager_id, unit.deputy_id] if unit and not confined else []
    wanted = {lead for lead in leads if lead}
    able, by_role = _able(organisation_id, wanted, parties, now)
    handler = next((lead for lead in leads if lead in able), None)
    return handler or by_role.get(Role.COORDINATOR), by_role


def cast_of(running: Running, reporter_id: UUID, *, now: datetime) -> Cast:
    """Return the cast of a running case, in one statement."""
    case = running.case
    parties = {one.user_id for one in running.involved if one.user_id}
    wanted = {case.assignee_id} if case.assignee_id else set()
    able, by_role = _able(case.organisation_id, wanted, parties, now)
    handler = case.assignee_id if case.assignee_id in able else by_role.get(Role.COORDINATOR)
    return Cast(handler_id=handler, by_role=by_role, reporter_id=reporter_id)


def list_able(
    organisation_id: UUID, user_ids: Collection[UUID], parties: Collection[UUID], now: datetime
) -> set[UUID]:
    """Return which of these people may be given work now."""
    return _able(organisation_id, set(user_ids), parties, now)[0]


def _able(
    organisation_id: UUID, wanted: set[UUID], parties: Collection[UUID], now: datetime
) -> tuple[set[UUID], dict[Role, UUID]]:
    rows = db.session.execute(
        select(Membership.user_id, Membership.role)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == organisation_id,
            User.disabled_at.is_(None),
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
            or_(
                Membership.user_id.in_(wanted),
                Membership.role.in_([Role.COORDINATOR, *ROLE_OF_PARTY.values()]),
            ),
        )
        .order_by(User.name, Membership.user_id)
    ).all()
    able = [row for row in rows if row.user_id not in parties]
    by_role: dict[Role, UUID] = {}
    for row in able:
        by_role.setdefault(Role(row.role), row.user_id)
    for role in SOLE:
        if len({row.user_id for row in able if row.role == role}) > 1:
            del by_role[role]
    return {row.user_id for row in able}, by_role

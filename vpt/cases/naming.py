"""The names of everybody in a case, who else may see it and who looked, in one statement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, literal, or_, select

from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.audit import queries as trail
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.infra.db import db

SEES_EVERY_CASE = (Role.COORDINATOR, Role.HR)


@dataclass(slots=True)
class People:
    """The accounts around a case."""

    names: dict[UUID, str] = field(default_factory=dict)
    staff: dict[UUID, frozenset[Role]] = field(default_factory=dict)
    """Who holds a role that sees every case, and who leads a unit above this one."""
    seen: dict[UUID, datetime] = field(default_factory=dict)
    """Who looked, and when last; empty when looks were not asked for."""


def people(case: Case, mentioned: Iterable[UUID | None], looks: Collection[str] = ()) -> People:
    """Return the people around a case; `looks` names the acts that count as having looked."""
    leads = _leads(case)
    looked = trail.last_looks(case.organisation_id, case.id, looks) if looks else None
    seen_at = looked.c.seen_at if looked is not None else literal(None)
    statement = select(
        User.id, User.name, Membership.role, User.disabled_at, User.id.in_(leads), seen_at
    ).outerjoin(
        Membership,
        and_(
            Membership.user_id == User.id,
            Membership.organisation_id == case.organisation_id,
            Membership.valid_until.is_(None),
        ),
    )
    wanted = [
        User.id.in_({one for one in mentioned if one is not None}),
        User.id.in_(leads),
        Membership.role.in_(SEES_EVERY_CASE),
    ]
    if looked is not None:
        statement = statement.outerjoin(looked, looked.c.actor_id == User.id)
        wanted.append(User.id.in_(select(looked.c.actor_id)))
    found = People()
    for row in db.session.execute(statement.where(or_(*wanted))):
        _add(found, case, row)
    return found


def _add(found: People, case: Case, row: Any) -> None:
    user_id, name, role, disabled_at, is_lead, seen_at = row
    found.names[user_id] = name
    if seen_at is not None:
        found.seen[user_id] = seen_at
    if disabled_at is not None:
        return
    held = {Role(role)} & set(SEES_EVERY_CASE) if role else set()
    led = {Role.MANAGER} if is_lead and not case.confined else set()
    if held or led:
        found.staff[user_id] = found.staff.get(user_id, frozenset()) | held | led


def _leads(case: Case) -> Any:
    above = [case.unit_path[: end + 1] for end, sign in enumerate(case.unit_path) if sign == "/"]
    units = select(Unit).where(Unit.organisation_id == case.organisation_id, Unit.path.in_(above))
    managers = units.with_only_columns(Unit.manager_id).where(Unit.manager_id.is_not(None))
    deputies = units.with_only_columns(Unit.deputy_id).where(Unit.deputy_id.is_not(None))
    return managers.union_all(deputies)

"""The names of everybody in a case, who else may see it and who looked, in one statement."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, literal, or_, select

from vpt.accounts import queries as accounts
from vpt.accounts import standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.audit import queries as trail
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.core.worktime import local_date
from vpt.infra.db import db

SEES_EVERY_CASE = (Role.COORDINATOR, Role.HR)


@dataclass(slots=True)
class People:
    """The accounts around a case."""

    names: dict[UUID, str] = field(default_factory=dict)
    staff: dict[UUID, frozenset[Role]] = field(default_factory=dict)
    """Who holds a role that sees every case, and who leads a unit above this one, on a day."""
    seen: dict[UUID, datetime] = field(default_factory=dict)
    """Who looked, and when last; empty when looks were not asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """When the question who may see a case is asked, and which acts count as having looked."""

    now: datetime
    looks: Collection[str] = ()


def people(case: Case, mentioned: Iterable[UUID | None], asked: Asked | None = None) -> People:
    """Return the people around a case; who may see it, and who looked, only when that is asked."""
    if asked is None:
        return People(names=accounts.names(one for one in mentioned if one is not None))
    leads, looks, now = _leads(case, local_date(asked.now)), asked.looks, asked.now
    looked = trail.last_looks(case.organisation_id, case.id, looks) if looks else None
    seen_at = looked.c.seen_at if looked is not None else literal(None)
    statement = select(
        User.id, User.name, Membership.role, User.disabled_at, User.id.in_(leads), seen_at
    ).outerjoin(
        Membership,
        and_(
            Membership.user_id == User.id,
            Membership.organisation_id == case.organisation_id,
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
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


def _leads(case: Case, on: date) -> Any:
    above = [case.unit_path[: end + 1] for end, sign in enumerate(case.unit_path) if sign == "/"]
    units = select(Unit).where(Unit.organisation_id == case.organisation_id, Unit.path.in_(above))
    managers = units.with_only_columns(Unit.manager_id).where(Unit.manager_id.is_not(None))
    deputies = units.with_only_columns(Unit.deputy_id).where(
        Unit.deputy_id.is_not(None), standing_in.within_dates(on)
    )
    return managers.union_all(deputies)

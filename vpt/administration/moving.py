"""Moving a branch of units with everything that follows it, in one transaction.

A case keeps the path of its unit, so that a manager's reach is one comparison; a branch that moves
takes the paths of its cases and steps along, and with them who may open these.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute

from vpt.accounts import queries, standing_in, units
from vpt.accounts.models import Location, Unit
from vpt.accounts.people import Membership
from vpt.accounts.rules import CONFIRMERS
from vpt.accounts.units import Moved
from vpt.administration import confirming
from vpt.audit import service as audit
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.notifications.rules import Kind

CARRIERS: tuple[InstrumentedAttribute[str], ...] = (Case.unit_path, CaseStep.unit_path)
"""Every column that holds the path of a unit besides the tree itself; a test looks for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What hangs in a branch: numbers alone, so that whoever sees no case may read them."""

    units: int
    locations: int
    people: int
    open_cases: int
    closed_cases: int


def reach_of(actor: Actor, unit_id: UUID, *, now: datetime) -> Reach:
    """Count what hangs in a branch, in four statements. NotAllowed, NotVisible."""
    policy.ensure(actor, Permission.CONFIGURE)
    branch = units.get(actor, unit_id).path
    inside = select(Unit.id).where(
        Unit.organisation_id == actor.organisation_id, _under(Unit.path, branch)
    )
    valid = (Membership.valid_until.is_(None)) | (Membership.valid_until > now)
    people = select(func.count(func.distinct(Membership.user_id))).where(
        Membership.organisation_id == actor.organisation_id, Membership.unit_id.in_(inside), valid
    )
    places = select(func.count()).where(
        Location.organisation_id == actor.organisation_id,
        Location.unit_id.in_(inside),
        Location.closed_at.is_(None),
    )
    cases = select(func.count(Case.id) - func.count(Case.closed_at), func.count(Case.closed_at))
    mine = Case.organisation_id == actor.organisation_id
    opened, closed = db.session.execute(cases.where(mine, _under(Case.unit_path, branch))).one()
    return Reach(
        units=_count(select(func.count()).select_from(inside.subquery())) - 1,
        locations=_count(places),
        people=_count(people),
        open_cases=opened,
        closed_cases=closed,
    )


def heads_above(actor: Actor, unit_id: UUID | None, *, now: datetime) -> tuple[str, ...]:
    """Return who leads a unit or one above it today, by name: they see what hangs below."""
    policy.ensure(actor, Permission.CONFIGURE)
    if unit_id is None:
        return ()
    path = units.get(actor, unit_id).path
    above = [path[: place + 1] for place, sign in enumerate(path) if sign == "/"]
    rows = db.session.scalars(
        select(Unit).where(Unit.organisation_id == actor.organisation_id, Unit.path.in_(above))
    )
    today = local_date(now)
    found = {one for row in rows for one in standing_in.leaders_of(row, today)}
    return tuple(sorted(queries.names(found).values()))


def move(actor: Actor, unit_id: UUID, parent_id: UUID | None, *, seen: int, now: datetime) -> Moved:
    """Hang a branch elsewhere; its cases and steps follow.

    Raises NotAllowed, what `units.move` raises, and RuleBroken("own_reach") when whoever moves it
    would lead it from then on: nobody opens cases for himself.
    """
    policy.ensure(actor, Permission.CONFIGURE)
    return _followed(actor, unit_id, units.move(actor, unit_id, parent_id, seen=seen, now=now), now)


def put_back(actor: Actor, unit_id: UUID, number: int, *, seen: int, now: datetime) -> Moved:
    """Make a unit what it was in an earlier version; when it moves, its cases follow."""
    policy.ensure(actor, Permission.CONFIGURE)
    moved = units.put_back(actor, unit_id, number, seen=seen, now=now)
    return _followed(actor, unit_id, moved, now)


def _followed(actor: Actor, unit_id: UUID, moved: Moved, now: datetime) -> Moved:
    old, new = moved.old_path, moved.new_path
    if old == new:
        return moved
    if any(new.startswith(path) and not old.startswith(path) for path in actor.unit_paths):
        raise RuleBroken("own_reach", field="parent_id")
    counts = {column.class_.__tablename__: str(_carry(actor, column, moved)) for column in CARRIERS}
    audit.record(actor, "account.unit_moved", ("unit", unit_id), at=now, codes=counts)
    watchers = queries.list_with_role(actor.organisation_id, CONFIRMERS, now=now)
    others = [one.id for one in watchers if one.id != actor.id]
    confirming.tell(actor, others, Kind.UNIT_MOVED, unit_id, now=now)
    db.session.expire_all()
    return moved


def _carry(actor: Actor, column: InstrumentedAttribute[str], moved: Moved) -> int:
    """Give the rows of one table in a branch its new path; return how many there were."""
    rest = func.substr(column, len(moved.old_path) + 1)
    model: Any = column.class_
    done: Any = db.session.execute(
        update(model)
        .where(model.organisation_id == actor.organisation_id, _under(column, moved.old_path))
        .values({column.key: literal(moved.new_path).concat(rest)})
        .execution_options(synchronize_session=False)
    )
    return int(done.rowcount)


def _under(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    return column.startswith(path, autoescape=True)


def _count(statement: Any) -> int:
    return int(db.session.scalar(statement) or 0)

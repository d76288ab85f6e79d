"""Who stands in for whom on a day, and who is away: the one place that reads a deputy's dates."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from vpt.accounts.models import Unit
from vpt.accounts.people import Absence
from vpt.infra.db import db


def deputy_of(unit: Unit, on: date) -> UUID | None:
    """Return who stands in at the head of a unit on a local day, first and last day included."""
    has_begun = unit.deputy_from is None or unit.deputy_from <= on
    is_over = unit.deputy_until is not None and unit.deputy_until < on
    return unit.deputy_id if has_begun and not is_over else None


def leaders_of(unit: Unit, on: date) -> tuple[UUID, ...]:
    """Return who is at the head of a unit on a day: the manager first, then who stands in."""
    found = (unit.manager_id, deputy_of(unit, on))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def within_dates(on: date, unit: type[Unit] = Unit) -> ColumnElement[bool]:
    """Return the predicate over a unit that its deputy stands in on a local day."""
    return and_(
        or_(unit.deputy_from.is_(None), unit.deputy_from <= on),
        or_(unit.deputy_until.is_(None), unit.deputy_until >= on),
    )


def deputy_on(on: date) -> ColumnElement[UUID | None]:
    """Return the column with who stands in on a day; empty outside the dates."""
    return case((within_dates(on), Unit.deputy_id), else_=null())


def led_by(
    user_id: UUID | InstrumentedAttribute[UUID], on: date, unit: type[Unit] = Unit
) -> ColumnElement[bool]:
    """Return the predicate over a unit that somebody is at its head on a day."""
    stands_in = and_(unit.deputy_id == user_id, within_dates(on, unit))
    return or_(unit.manager_id == user_id, stands_in)


def ids_of_leaders(organisation_id: UUID, on: date) -> Select[UUID]:
    """Return everybody at the head of a unit on a day, to be used inside another statement."""
    units = select(Unit).where(Unit.organisation_id == organisation_id)
    managers = units.with_only_columns(Unit.manager_id).where(Unit.manager_id.is_not(None))
    deputies = units.with_only_columns(Unit.deputy_id).where(
        Unit.deputy_id.is_not(None), within_dates(on)
    )
    both = managers.union_all(deputies).subquery()
    return select(both.c[0])


def is_leader(
    organisation_id: InstrumentedAttribute[UUID], user_id: InstrumentedAttribute[UUID], on: date
) -> ColumnElement[bool]:
    """Return the predicate, over a row about somebody, that they are at the head of a unit."""
    unit = aliased(Unit)
    return exists().where(unit.organisation_id == organisation_id, led_by(user_id, on, unit))


def is_away(
    organisation_id: InstrumentedAttribute[UUID], user_id: InstrumentedAttribute[UUID], on: date
) -> ColumnElement[bool]:
    """Return the predicate, over a row about somebody, that they are away on a local day."""
    return exists().where(
        Absence.organisation_id == organisation_id, Absence.user_id == user_id, *_covers(on)
    )


def absent(organisation_id: UUID, user_ids: Collection[UUID], on: date) -> frozenset[UUID]:
    """Return which of these people are away on a local day."""
    if not user_ids:
        return frozenset()
    found = db.session.scalars(
        select(Absence.user_id).where(
            Absence.organisation_id == organisation_id,
            Absence.user_id.in_(set(user_ids)),
            *_covers(on),
        )
    )
    return frozenset(found)


def _covers(on: date) -> tuple[ColumnElement[bool], ...]:
    return Absence.withdrawn_at.is_(None), Absence.first_day <= on, Absence.last_day >= on

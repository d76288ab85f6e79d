"""Who works at which place: the one rule that ties people to locations."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, literal, or_, select

from vpt.accounts import standing_in
from vpt.accounts.models import Location, Unit
from vpt.accounts.people import Membership, User
from vpt.core.actor import Actor, Role
from vpt.core.worktime import local_date
from vpt.infra.db import db

EVERYWHERE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A location with the path of its unit; an empty path is a place of the whole organisation."""

    id: UUID
    name: str
    address: str
    path: str
    desk_phone: str = ""
    police_station: str = ""
    house_rules: str = ""
    is_closed: bool = False
    """Nobody chooses it any more; what still counts there is shown."""

    @property
    def helps(self) -> bool:
        """Tell whether anything is known that helps who is there now."""
        return bool(self.desk_phone or self.police_station or self.house_rules)

    def is_place_of(self, unit_path: str) -> bool:
        """Tell whether somebody in this unit works here: in the place's unit or under it."""
        return unit_path.startswith(self.path)

    def is_in_line_with(self, unit_path: str) -> bool:
        """Tell whether the place lies in the unit's own branch: the same unit, above or below."""
        return unit_path.startswith(self.path) or self.path.startswith(unit_path)


def place_of(location: Location, path: str = EVERYWHERE) -> Place:
    """Return a stored location as a place; the path of its unit matters only in comparisons."""
    return Place(
        id=location.id,
        name=location.name,
        address=location.address,
        path=path,
        desk_phone=location.desk_phone,
        police_station=location.police_station,
        house_rules=location.house_rules,
        is_closed=location.closed_at is not None,
    )


def all_places(organisation_id: UUID) -> list[Place]:
    """Return the places of an organisation by name, closed ones too, in one statement."""
    rows = db.session.execute(
        select(Location, Unit.path)
        .outerjoin(
            Unit,
            and_(Unit.organisation_id == Location.organisation_id, Unit.id == Location.unit_id),
        )
        .where(Location.organisation_id == organisation_id)
        .order_by(Location.name, Location.id)
    )
    return [place_of(row[0], row[1] or EVERYWHERE) for row in rows]


def open_only(places: Iterable[Place]) -> list[Place]:
    """Return the places that somebody can choose."""
    return [one for one in places if not one.is_closed]


def own_places(actor: Actor, *, now: datetime) -> list[Place]:
    """Return the places somebody works at, in two statements.

    Everybody has the places of their own unit and of the units it is part of; who leads a unit
    has those below too. Reception has besides every place at the same address as one in its own
    branch: it stands at the door of the building.
    """
    places = all_places(actor.organisation_id)
    units = _units_of(actor, now)
    mine = [path for path, _role in units]
    desks = [path for path, role in units if role == Role.RECEPTION]
    guarded = _guarded(places, desks)
    return [
        one
        for one in places
        if one.path == EVERYWHERE
        or any(one.is_place_of(path) for path in mine)
        or any(one.path.startswith(path) for path in actor.unit_paths)
        or one.id in guarded
    ]


def led_places(actor: Actor) -> list[Place]:
    """Return the places of the units somebody leads and of the units below, in one statement."""
    return [
        one
        for one in all_places(actor.organisation_id)
        if any(one.path and one.path.startswith(path) for path in actor.unit_paths)
    ]


def people_at(
    organisation_id: UUID, location_ids: Collection[UUID], *, now: datetime
) -> frozenset[UUID]:
    """Return the accounts that have at least one of these places, in three statements.

    The same rule as `own_places`, from the side of the place; accounts that are closed are left
    out. Those who lead a unit above the place's own are not among them: they are told by choice.
    """
    places = all_places(organisation_id)
    wanted = [one for one in places if one.id in location_ids]
    units = db.session.scalars(select(Unit).where(Unit.organisation_id == organisation_id)).all()
    work = {
        unit.id: unit.path for unit in units if any(one.is_place_of(unit.path) for one in wanted)
    }
    desks = {
        unit.id for unit in units if {one.id for one in wanted} & _guarded(places, [unit.path])
    }
    leaders = _leaders(units, wanted, local_date(now))
    found = db.session.scalars(
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
            User.disabled_at.is_(None),
            or_(
                literal(any(one.path == EVERYWHERE for one in wanted)),
                Membership.unit_id.in_(work),
                and_(Membership.role == Role.RECEPTION, Membership.unit_id.in_(desks)),
                Membership.user_id.in_(leaders),
            ),
        )
    )
    return frozenset(found)


def _leaders(units: Iterable[Unit], wanted: Sequence[Place], on: date) -> set[UUID]:
    return {
        leader
        for unit in units
        for leader in standing_in.leaders_of(unit, on)
        if any(one.path == unit.path for one in wanted)
    }


def _guarded(places: Iterable[Place], unit_paths: Collection[str]) -> frozenset[UUID]:
    """Return the places in a desk's own branch and those that share an address with one."""
    known = list(places)
    branch = [one for one in known if any(one.is_in_line_with(path) for path in unit_paths)]
    addresses: Mapping[str, None] = dict.fromkeys(one.address for one in branch if one.address)
    return frozenset(
        one.id for one in known if one in branch or (one.address and one.address in addresses)
    )


def _units_of(actor: Actor, now: datetime) -> list[tuple[str, Role]]:
    rows = db.session.execute(
        select(Unit.path, Membership.role)
        .join(
            Membership,
            and_(Membership.organisation_id == Unit.organisation_id, Membership.unit_id == Unit.id),
        )
        .where(
            Membership.user_id == actor.id,
            Membership.organisation_id == actor.organisation_id,
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
        )
    )
    return [(row.path, Role(row.role)) for row in rows]

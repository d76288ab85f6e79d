"""Reading people, units and places."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select

from vpt.accounts import standing_in
from vpt.accounts.models import Installation, Location, Organisation, Unit
from vpt.accounts.people import Membership, User
from vpt.core.actor import Actor, Role, permissions_of
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.infra.db import db

OUTSIDERS = frozenset({Role.PARTNER, Role.ANALYST})
"""Leading a unit of a partner's own organisation gives no case work here."""


def find_actor(user_id: UUID, organisation_id: UUID, *, now: datetime) -> tuple[User, Actor] | None:
    """Return a person and what they may do in one organisation, or None without a valid role.

    A deputy leads the unit on the days of standing in, and on no other.
    """
    rows = db.session.execute(
        _current(now).where(
            Membership.user_id == user_id, Membership.organisation_id == organisation_id
        )
    ).all()
    if not rows:
        return None
    user, roles = rows[0][0], {row[1].role for row in rows}
    own, today = {row[1].unit_id for row in rows if row[1].unit_id}, local_date(now)
    led = _led_units(user_id, organisation_id, own, today)
    paths = {unit.path for unit in led if user_id in standing_in.leaders_of(unit, today)}
    if paths and not roles <= OUTSIDERS:
        roles.add(Role.MANAGER)
    if Role.MANAGER in roles:
        managed = {row[1].unit_id for row in rows if row[1].role == Role.MANAGER}
        paths |= {unit.path for unit in led if unit.id in managed}
    frozen = frozenset(Role(role) for role in roles)
    return user, Actor(
        id=user.id,
        organisation_id=organisation_id,
        name=user.name,
        roles=frozen,
        permissions=permissions_of(frozen),
        unit_paths=tuple(sorted(paths)),
    )


def list_organisations_of(user_id: UUID, *, now: datetime) -> list[Organisation]:
    """Return the organisations a person has a valid role in, by name."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(
                Organisation.id.in_(
                    select(Membership.organisation_id).where(
                        Membership.user_id == user_id, *_valid(now)
                    )
                )
            )
            .order_by(Organisation.name)
        )
    )


def find_home_organisation(user_id: UUID, *, now: datetime) -> Organisation | None:
    """Return the organisation of a person's oldest valid role: it seals their credentials."""
    return db.session.scalar(
        select(Organisation)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .where(Membership.user_id == user_id, *_valid(now))
        .order_by(Membership.valid_from, Membership.id)
        .limit(1)
    )


def find_first_organisation_id(user_id: UUID) -> UUID | None:
    """Return where a person had a role first, also when it has ended: whose trail it is."""
    return db.session.scalar(
        select(Membership.organisation_id)
        .where(Membership.user_id == user_id)
        .order_by(Membership.valid_from, Membership.id)
        .limit(1)
    )


def find_organisation_by_code(code: str) -> Organisation | None:
    """Return the organisation whose references start with this code."""
    return db.session.scalar(select(Organisation).where(Organisation.short_code == code.upper()))


def list_all_organisations() -> list[Organisation]:
    """Return every organisation of the installation, by code; for its operator only."""
    return list(db.session.scalars(select(Organisation).order_by(Organisation.short_code)))


def list_people(organisation_id: UUID, *, now: datetime) -> list[tuple[User, list[Role]]]:
    """Return everybody with a valid role in an organisation with those roles, by name."""
    rows = db.session.execute(
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id, *_valid(now))
        .order_by(User.name, User.id, Membership.role)
    )
    people: dict[UUID, tuple[User, list[Role]]] = {}
    for user, role in rows:
        people.setdefault(user.id, (user, []))[1].append(Role(role))
    return list(people.values())


def list_roles_of(user_id: UUID, *, now: datetime) -> list[tuple[UUID, Role]]:
    """Return every valid role of a person as (organisation id, role), in all organisations."""
    rows = db.session.execute(
        select(Membership.organisation_id, Membership.role)
        .where(Membership.user_id == user_id, *_valid(now))
        .order_by(Membership.valid_from, Membership.id)
    )
    return [(row.organisation_id, Role(row.role)) for row in rows]


def find_user_by_email(email: str) -> User | None:
    """Return the account with this address, also when it is disabled."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def is_demo() -> bool:
    """Return whether this database was created as a demo."""
    row = db.session.get(Installation, 1)
    return row is not None and row.is_demo


def get_organisation(actor: Actor) -> Organisation:
    """Return the actor's own organisation."""
    return db.session.get_one(Organisation, actor.organisation_id)


def list_locations(actor: Actor, *, with_closed: bool = False) -> list[Location]:
    """Return the places that can be chosen in the actor's organisation, by name."""
    return list(
        db.session.scalars(
            select(Location)
            .where(
                Location.organisation_id == actor.organisation_id,
                *(() if with_closed else (Location.closed_at.is_(None),)),
            )
            .order_by(Location.name)
        )
    )


def find_location_by_code(actor: Actor, code: str) -> Location | None:
    """Return the open place whose QR says this, within the actor's organisation."""
    return db.session.scalar(
        select(Location).where(
            Location.organisation_id == actor.organisation_id,
            Location.code == code.strip().upper(),
            Location.closed_at.is_(None),
        )
    )


def list_units(actor: Actor, *, with_closed: bool = False) -> list[Unit]:
    """Return the units that can be chosen in the actor's organisation, in tree order."""
    return list(
        db.session.scalars(
            select(Unit)
            .where(
                Unit.organisation_id == actor.organisation_id,
                *(() if with_closed else (Unit.closed_at.is_(None),)),
            )
            .order_by(Unit.path)
        )
    )


def find_home_unit(actor: Actor, user_id: UUID, *, now: datetime) -> Unit | None:
    """Return the unit a colleague works in, or None.

    Nobody moves it until the caller's transaction ends, so that its path can be stored elsewhere.
    """
    return db.session.scalar(
        select(Unit)
        .join(
            Membership,
            (Membership.organisation_id == Unit.organisation_id) & (Membership.unit_id == Unit.id),
        )
        .where(
            Membership.user_id == user_id,
            Membership.organisation_id == actor.organisation_id,
            *_valid(now),
        )
        .order_by(Unit.path.desc())
        .limit(1)
        .with_for_update(read=True, of=Unit)
        .execution_options(populate_existing=True)
    )


def list_colleagues(actor: Actor, *, now: datetime) -> list[User]:
    """Return everybody with a valid role in the actor's organisation, by name."""
    return list(
        db.session.scalars(
            select(User)
            .where(
                User.id.in_(
                    select(Membership.user_id).where(
                        Membership.organisation_id == actor.organisation_id, *_valid(now)
                    )
                )
            )
            .order_by(User.name)
        )
    )


def ids_with_role(organisation_id: UUID, roles: Iterable[Role], *, now: datetime) -> Select[UUID]:
    """Return the accounts that hold one of the roles now, to be used inside another statement."""
    return select(Membership.user_id).where(
        Membership.organisation_id == organisation_id,
        Membership.role.in_(list(roles)),
        *_valid(now),
    )


def list_with_role(organisation_id: UUID, roles: Iterable[Role], *, now: datetime) -> list[User]:
    """Return the people who hold one of the roles now, by name."""
    return list(
        db.session.scalars(
            select(User)
            .where(
                User.disabled_at.is_(None),
                User.id.in_(ids_with_role(organisation_id, roles, now=now)),
            )
            .order_by(User.name)
        )
    )


def names(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of many accounts in one statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def get_colleague(actor: Actor, user_id: UUID, *, now: datetime) -> User:
    """Return a person with a valid role in the actor's organisation, else NotVisible."""
    user = db.session.scalar(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            User.id == user_id, Membership.organisation_id == actor.organisation_id, *_valid(now)
        )
        .limit(1)
    )
    if user is None:
        raise NotVisible("not_found")
    return user


def _current(now: datetime) -> Select[User, Membership]:
    return (
        select(User, Membership)
        .join(Membership, Membership.user_id == User.id)
        .where(User.disabled_at.is_(None), *_valid(now))
    )


def _valid(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Membership.valid_from <= now,
        or_(Membership.valid_until.is_(None), Membership.valid_until > now),
    )


def _led_units(user_id: UUID, organisation_id: UUID, own: set[UUID], on: date) -> list[Unit]:
    return list(
        db.session.scalars(
            select(Unit).where(
                Unit.organisation_id == organisation_id,
                or_(standing_in.led_by(user_id, on), Unit.id.in_(own)),
            )
        )
    )

"""The people of an organisation as who keeps the accounts sees them: roles and no work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, tuple_

from vpt.accounts import asked, outsiders, queries, standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import Credential, Membership, RoleRequest, User
from vpt.accounts.rules import AccountStanding, CredentialKind, Post
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.core.worktime import local_date
from vpt.infra.db import db

PAGE = 25


class State(StrEnum):
    """Which people are listed."""

    HERE = ""
    """Everybody with a role that holds or begins later, or that waits."""
    WAITING = "wacht"
    INVITED = "uitgenodigd"
    GONE = "weg"
    """Nothing left here, or the account is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to look for: part of a name or address, a unit with all below it, a role, a state."""

    words: str = ""
    unit_id: UUID | None = None
    role: Role | None = None
    state: State = State.HERE
    after: UUID | None = None
    """The last person of the page before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """A role or a place at the head of a unit; without a membership it is such a place."""

    role: Role
    post: Post = Post.NONE
    unit_id: UUID | None = None
    unit_name: str = ""
    membership_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    """The days of standing in, both included; empty: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of the list."""

    id: UUID
    name: str
    email: str
    standing: AccountStanding
    held: tuple[HeldRole, ...]
    waiting: int
    is_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A page of people and where the next one begins."""

    rows: tuple[Listed, ...]
    after: UUID | None


def list_people(actor: Actor, search: Search, *, now: datetime) -> People:
    """Return a page of people by name, in at most eight statements whatever their number."""
    policy.ensure(actor, Permission.CONFIGURE)
    statement = _found(actor.organisation_id, search, now)
    users = db.session.scalars(statement.limit(PAGE + 1)).all()
    shown = users[:PAGE]
    ids = [one.id for one in shown]
    held = held_roles(actor.organisation_id, ids, now=now)
    standings = outsiders.standings(ids)
    away = standing_in.absent(actor.organisation_id, ids, local_date(now))
    waiting = [one.user_id for one in asked.list_of(actor.organisation_id, ids)]
    rows = tuple(
        Listed(
            id=one.id,
            name=one.name,
            email=one.email,
            standing=standings[one.id],
            held=tuple(held.get(one.id, ())),
            waiting=waiting.count(one.id),
            is_away=one.id in away,
        )
        for one in shown
    )
    return People(rows=rows, after=ids[-1] if len(users) > PAGE else None)


def held_roles(
    organisation_id: UUID, user_ids: Iterable[UUID], *, now: datetime
) -> dict[UUID, list[HeldRole]]:
    """Return what people hold now or from a later day on, in two statements."""
    wanted = set(user_ids)
    held: dict[UUID, list[HeldRole]] = {}
    rows = db.session.execute(
        select(Membership, Unit.name)
        .outerjoin(Unit, _same_unit())
        .where(
            Membership.organisation_id == organisation_id,
            Membership.user_id.in_(wanted),
            _lasts(now),
        )
        .order_by(Membership.valid_from, Membership.id)
    )
    for row, unit_name in rows:
        held.setdefault(row.user_id, []).append(_as_held(row, unit_name or ""))
    units = db.session.scalars(
        select(Unit)
        .where(
            Unit.organisation_id == organisation_id,
            or_(Unit.manager_id.in_(wanted), Unit.deputy_id.in_(wanted)),
        )
        .order_by(Unit.path)
    )
    for unit in units:
        for post, holder in ((Post.MANAGER, unit.manager_id), (Post.DEPUTY, unit.deputy_id)):
            if holder in wanted:
                held.setdefault(holder, []).append(_as_place(unit, post))
    return held


def is_last(actor: Actor, user_id: UUID, role: Role, *, now: datetime) -> bool:
    """Tell whether nobody else here holds this role with an account that works."""
    others = queries.list_with_role(actor.organisation_id, [role], now=now)
    return all(one.id == user_id for one in others)


def has_second_factor(user_id: UUID) -> bool:
    """Tell whether somebody signs in with a code of their telephone."""
    found = select(Credential.id).where(
        Credential.user_id == user_id,
        Credential.kind == CredentialKind.TOTP,
        Credential.confirmed_at.is_not(None),
    )
    return db.session.scalar(found.limit(1)) is not None


def _as_held(row: Membership, unit_name: str) -> HeldRole:
    return HeldRole(
        role=Role(row.role),
        unit_id=row.unit_id,
        unit_name=unit_name,
        membership_id=row.id,
        since=row.valid_from,
        until=row.valid_until,
    )


def _as_place(unit: Unit, post: Post) -> HeldRole:
    dated = post is Post.DEPUTY
    return HeldRole(
        role=Role.MANAGER,
        post=post,
        unit_id=unit.id,
        unit_name=unit.name,
        first_day=unit.deputy_from if dated else None,
        last_day=unit.deputy_until if dated else None,
    )


def _found(organisation_id: UUID, search: Search, now: datetime) -> Select[User]:
    statement = select(User).where(*_in_state(organisation_id, search.state, now))
    for word in search.words.split():
        statement = statement.where(
            or_(
                User.name.icontains(word, autoescape=True),
                User.email.icontains(word, autoescape=True),
            )
        )
    if search.role is not None or search.unit_id is not None:
        statement = statement.where(_holds(organisation_id, search, now))
    last = db.session.get(User, search.after) if search.after is not None else None
    if last is not None:
        statement = statement.where(tuple_(User.name, User.id) > tuple_(last.name, last.id))
    return statement.order_by(User.name, User.id)


def _in_state(
    organisation_id: UUID, state: State, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    mine = and_(Membership.organisation_id == organisation_id, Membership.user_id == User.id)
    asked_for = exists().where(
        RoleRequest.organisation_id == organisation_id, RoleRequest.user_id == User.id
    )
    waits = asked_for.where(RoleRequest.decided_at.is_(None))
    here = or_(exists().where(mine, _lasts(now)), waits)
    if state is State.WAITING:
        return (waits,)
    if state is State.GONE:
        known = or_(exists().where(mine), asked_for)
        return known, or_(~here, User.disabled_at.is_not(None))
    if state is State.INVITED:
        begun = exists().where(
            Credential.user_id == User.id, Credential.kind == CredentialKind.PASSWORD
        )
        return here, User.disabled_at.is_(None), ~begun, User.demo_role == ""
    return here, User.disabled_at.is_(None)


def _holds(organisation_id: UUID, search: Search, now: datetime) -> ColumnElement[bool]:
    """Return the predicate that somebody has the role, in the unit or below it."""
    membership = exists().where(
        Membership.organisation_id == organisation_id, Membership.user_id == User.id, _lasts(now)
    )
    place = exists().where(
        Unit.organisation_id == organisation_id,
        or_(Unit.manager_id == User.id, Unit.deputy_id == User.id),
    )
    if search.unit_id is not None:
        branch = _branch(organisation_id, search.unit_id)
        membership = membership.where(Membership.unit_id.in_(branch))
        place = place.where(Unit.id.in_(branch))
    if search.role is None:
        return or_(membership, place)
    by_role = membership.where(Membership.role == search.role)
    return or_(by_role, place) if search.role is Role.MANAGER else by_role


def _branch(organisation_id: UUID, unit_id: UUID) -> list[UUID]:
    top = db.session.get(Unit, (organisation_id, unit_id))
    if top is None:
        return []
    below = select(Unit.id).where(
        Unit.organisation_id == organisation_id, Unit.path.startswith(top.path, autoescape=True)
    )
    return list(db.session.scalars(below))


def _lasts(now: datetime) -> ColumnElement[bool]:
    return or_(Membership.valid_until.is_(None), Membership.valid_until > now)


def _same_unit() -> ColumnElement[bool]:
    return and_(Unit.organisation_id == Membership.organisation_id, Unit.id == Membership.unit_id)

"""Reading attention notices: for who works at the place, and for who sends them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from vpt.accounts import places
from vpt.accounts import queries as accounts
from vpt.accounts.models import Location
from vpt.accounts.places import Place
from vpt.attention.models import AttentionNotice, AttentionPlace, AttentionReading
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.core.policy import ensure
from vpt.infra import keysets
from vpt.infra.db import db

MOST_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """One notice as somebody may know it; the texts are empty where they are not to be shown."""

    id: UUID
    places: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    applies: bool
    is_over: bool
    withdrawn_at: datetime | None
    sender: str
    watch_for: str
    what_to_do: str
    read_at: datetime | None
    is_mine: bool
    may_manage: bool
    help_places: tuple[Place, ...] = ()
    """The places with the help that is there; only in one that is opened whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One colleague at the place, and when they pressed "Gelezen"."""

    name: str
    read_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A stored notice with its places by id and the actor's own reading."""

    notice: AttentionNotice
    places: dict[UUID, Place]
    read_at: datetime | None


def may_send_for(actor: Actor) -> list[Place]:
    """Return the places somebody may warn: all for who sees all cases, else those they lead."""
    ensure(actor, Permission.ATTENTION_SEND)
    if actor.may(Permission.CASE_READ_ALL):
        return places.all_places(actor.organisation_id)
    return places.led_places(actor)


def list_for_reader(actor: Actor, *, now: datetime) -> list[NoticeView]:
    """Return the notices that count now at the actor's own places, soonest end first.

    Who sent one need not be warned by it. One statement when nothing counts anywhere in the
    organisation. The texts are open only in what the actor has not read yet.
    """
    running = _rows(
        actor,
        AttentionNotice.withdrawn_at.is_(None),
        AttentionNotice.starts_at <= now,
        AttentionNotice.ends_at > now,
        AttentionNotice.sent_by != actor.id,
    )
    if not running:
        return []
    own = {one.id for one in places.own_places(actor, now=now)}
    mine = [row for row in running if own & set(row.places)]
    return _views(actor, sorted(mine, key=lambda row: row.notice.ends_at), now)


def list_for_sender(actor: Actor, *, now: datetime) -> list[NoticeView]:
    """Return the newest notices for places the actor may warn, and what they sent themselves."""
    within = {one.id for one in may_send_for(actor)}
    rows = _rows(actor, limit=MOST_LISTED)
    mine = [row for row in rows if _may_manage(actor, row, within)]
    return _views(actor, mine, now)


def get(actor: Actor, notice_id: UUID, *, now: datetime) -> NoticeView:
    """Return one notice with its texts for who works there or may warn there, else NotVisible.

    A reader sees it until it is over; a sender also afterwards.
    """
    row = find(actor, notice_id)
    if not may_manage(actor, row):
        own = {one.id for one in places.own_places(actor, now=now)}
        if row.notice.is_over(now) or not own & set(row.places):
            raise NotVisible("not_found")
    return _views(actor, [row], now, whole=True)[0]


def still_open(actor: Actor, notice_ids: Collection[UUID], *, now: datetime) -> frozenset[UUID]:
    """Return which of these notices the actor was told of can still be opened by them."""
    rows = _rows(actor, AttentionNotice.id.in_(notice_ids))
    own = {one.id for one in places.own_places(actor, now=now)}
    return frozenset(
        row.notice.id for row in rows if not row.notice.is_over(now) and own & set(row.places)
    )


def receipts(actor: Actor, notice_id: UUID, *, now: datetime) -> list[Receipt]:
    """Return who at the places has and has not read it, unread first; NotVisible for readers."""
    row = find(actor, notice_id)
    if not may_manage(actor, row):
        raise NotVisible("not_found")
    read = {
        one.user_id: one.read_at
        for one in db.session.scalars(
            select(AttentionReading).where(
                AttentionReading.organisation_id == actor.organisation_id,
                AttentionReading.notice_id == notice_id,
            )
        )
    }
    people = places.people_at(actor.organisation_id, row.places, now=now) | set(read)
    names = accounts.names(people - {row.notice.sent_by})
    listed = [Receipt(name=name, read_at=read.get(user_id)) for user_id, name in names.items()]
    return sorted(listed, key=lambda one: (one.read_at is not None, one.name))


def find(actor: Actor, notice_id: UUID) -> Row:
    """Return a stored notice of the actor's organisation, for whoever; else NotVisible."""
    rows = _rows(actor, AttentionNotice.id == notice_id)
    if not rows:
        raise NotVisible("not_found")
    return rows[0]


def may_manage(actor: Actor, row: Row) -> bool:
    """Tell whether somebody may withdraw a notice and see who read it.

    Who sent it, and who may warn at every one of its places: a deputy takes over.
    """
    if not actor.may(Permission.ATTENTION_SEND):
        return False
    return _may_manage(actor, row, {one.id for one in may_send_for(actor)})


def _may_manage(actor: Actor, row: Row, within: set[UUID]) -> bool:
    return row.notice.sent_by == actor.id or set(row.places) <= within


def _rows(actor: Actor, *conditions: ColumnElement[bool], limit: int = MOST_LISTED) -> list[Row]:
    """Read notices with their places and the actor's own reading, newest first; two statements."""
    mine = and_(
        AttentionReading.organisation_id == AttentionNotice.organisation_id,
        AttentionReading.notice_id == AttentionNotice.id,
        AttentionReading.user_id == actor.id,
    )
    found = db.session.execute(
        select(AttentionNotice, AttentionReading.read_at)
        .outerjoin(AttentionReading, mine)
        .where(AttentionNotice.organisation_id == actor.organisation_id, *conditions)
        .order_by(AttentionNotice.sent_at.desc(), AttentionNotice.id.desc())
        .limit(limit)
    ).all()
    where = _places_of(actor, [row[0].id for row in found])
    return [Row(notice=row[0], places=where.get(row[0].id, {}), read_at=row[1]) for row in found]


def _places_of(actor: Actor, notice_ids: list[UUID]) -> dict[UUID, dict[UUID, Place]]:
    found: dict[UUID, dict[UUID, Place]] = {}
    if not notice_ids:
        return found
    rows = db.session.execute(
        select(AttentionPlace.notice_id, Location)
        .join(
            Location,
            and_(
                Location.organisation_id == AttentionPlace.organisation_id,
                Location.id == AttentionPlace.location_id,
            ),
        )
        .where(
            AttentionPlace.organisation_id == actor.organisation_id,
            AttentionPlace.notice_id.in_(notice_ids),
        )
        .order_by(Location.name)
    )
    for row in rows:
        found.setdefault(row[0], {})[row[1].id] = places.place_of(row[1])
    return found


def _views(
    actor: Actor, rows: Iterable[Row], now: datetime, *, whole: bool = False
) -> list[NoticeView]:
    listed = list(rows)
    keysets.prefetch(actor.organisation_id, {row.notice.keyset_id for row in listed})
    names = accounts.names({row.notice.sent_by for row in listed})
    sends = actor.may(Permission.ATTENTION_SEND)
    within = {one.id for one in may_send_for(actor)} if sends else set()
    return [
        NoticeView(
            id=row.notice.id,
            places=tuple(one.name for one in row.places.values()),
            help_places=tuple(row.places.values()) if whole else (),
            starts_at=row.notice.starts_at,
            ends_at=row.notice.ends_at,
            applies=row.notice.applies(now),
            is_over=row.notice.is_over(now),
            withdrawn_at=row.notice.withdrawn_at,
            sender=names.get(row.notice.sent_by, ""),
            watch_for=(row.notice.watch_for or "") if whole or row.read_at is None else "",
            what_to_do=(row.notice.what_to_do or "") if whole or row.read_at is None else "",
            read_at=row.read_at,
            is_mine=row.notice.sent_by == actor.id,
            may_manage=sends and _may_manage(actor, row, within),
        )
        for row in listed
    ]

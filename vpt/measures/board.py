"""The measures that are in force today at a place, with as little as reception needs to act."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from vpt.accounts import places
from vpt.accounts.places import Place
from vpt.audit import service as audit
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.core.policy import ensure
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Shredded
from vpt.measures import board_rules, queries
from vpt.measures.models import Measure, MeasureLocation
from vpt.measures.sightings import Encounter

MOST = 200
SHOWN = ("name", "area", "instruction", "call")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One measure as reception may know it: no offence, no photograph, no case, no victim."""

    id: UUID
    name: str
    level: str
    """Key of the ladder; the page shows its name."""
    issuer: str
    """Who imposed it when that was not the employer; empty otherwise."""
    area: str
    places: tuple[str, ...]
    everywhere: bool
    until: date
    instruction: str
    call: str
    last_seen: datetime | None
    """When somebody last noted an encounter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Today's list, with the places it can be narrowed to."""

    on: date
    places: tuple[Place, ...]
    chosen: UUID | None
    rows: tuple[BoardRow, ...]
    is_cut: bool
    """There are more than fit; choosing a place helps."""


def view(
    actor: Actor, *, now: datetime, location_id: UUID | None = None, printed: bool = False
) -> Board:
    """Return today's list for the actor's own places and write down what was shown, by id.

    A coordinator has every place. `location_id` narrows it; a place that is not the actor's
    narrows to nothing. At most nine statements, however many measures there are. Raises
    NotAllowed("permission_missing").
    """
    mine = board_places(actor, now=now)
    chosen = next((one for one in mine if one.id == location_id), None)
    within = mine if location_id is None else [chosen] if chosen else []
    on = local_date(now)
    found = db.session.execute(_in_force(actor, on, within).limit(MOST + 1)).all()
    rows = _rows(actor, [(row[0], row[1]) for row in found[:MOST]], mine)
    for row in rows:
        codes = {"as": "print"} if printed else {}
        audit.record(
            actor, "measure.shown_at_desk", ("measure", row.id), at=now, fields=SHOWN, codes=codes
        )
    return Board(
        on=on,
        places=tuple(mine),
        chosen=chosen.id if chosen else None,
        rows=tuple(rows),
        is_cut=len(found) > MOST,
    )


def view_one(actor: Actor, measure_id: UUID, *, now: datetime) -> BoardRow:
    """Return one measure of today's list and write down the look; NotVisible when not on it."""
    mine = board_places(actor, now=now)
    row = _find(actor, measure_id, mine, now)
    shown = _rows(actor, [row], mine)[0]
    audit.record(actor, "measure.shown_at_desk", ("measure", measure_id), at=now, fields=SHOWN)
    return shown


def find(actor: Actor, measure_id: UUID, *, now: datetime) -> tuple[Measure, list[Place]]:
    """Return a stored measure of today's list with the actor's places; NotVisible otherwise."""
    mine = board_places(actor, now=now)
    return _find(actor, measure_id, mine, now)[0], mine


def count(actor: Actor, *, now: datetime) -> int:
    """Return how many measures are in force today at the actor's places; nothing is shown."""
    mine = board_places(actor, now=now)
    ids = _in_force(actor, local_date(now), mine).with_only_columns(Measure.id)
    within = ids.order_by(None).limit(MOST).subquery()
    return db.session.scalar(select(func.count()).select_from(within)) or 0


def board_places(actor: Actor, *, now: datetime) -> list[Place]:
    """Return the places a person's list is about: all for a coordinator, else their own."""
    ensure(actor, Permission.MEASURES_TODAY)
    if actor.may(Permission.CASE_READ_ALL):
        return places.all_places(actor.organisation_id)
    return places.own_places(actor, now=now)


def _find(
    actor: Actor, measure_id: UUID, mine: Sequence[Place], now: datetime
) -> tuple[Measure, Involved]:
    on = local_date(now)
    row = db.session.execute(
        _in_force(actor, on, mine).where(Measure.id == measure_id)
    ).one_or_none()
    if row is None:
        raise NotVisible("not_found")
    return row[0], row[1]


def _in_force(actor: Actor, on: date, within: Collection[Place]) -> Select[Measure, Involved]:
    """Return what applies on a day, was told to the person, and counts at one of the places."""
    return (
        queries.running(actor.organisation_id, on)
        .join(
            Involved,
            and_(
                Involved.organisation_id == Measure.organisation_id,
                Involved.id == Measure.involved_id,
            ),
        )
        .add_columns(Involved)
        .where(
            Measure.level.in_(board_rules.shown_levels()),
            _is_told(on),
            _is_at(within),
        )
        .order_by(Measure.ends_on, Measure.id)
    )


def _is_told(on: date) -> ColumnElement[bool]:
    """Return that the person was told: an authority serves its own, ours counts once served."""
    return or_(Measure.issuer != "", Measure.served_on <= on)


def _is_at(within: Collection[Place]) -> ColumnElement[bool]:
    covered = exists().where(
        MeasureLocation.organisation_id == Measure.organisation_id,
        MeasureLocation.measure_id == Measure.id,
        MeasureLocation.location_id.in_([one.id for one in within]),
    )
    return or_(Measure.everywhere.is_(True) if within else Measure.id.is_(None), covered)


def _rows(
    actor: Actor, found: Sequence[tuple[Measure, Involved]], mine: Sequence[Place]
) -> list[BoardRow]:
    ids = [measure.id for measure, _ in found]
    covered = queries.locations_of(actor.organisation_id, ids)
    seen = _last_seen(actor, ids)
    wanted = {one for row, person in found for one in (row.keyset_id, person.keyset_id)}
    keysets.prefetch(actor.organisation_id, wanted)
    rows = []
    for measure, person in found:
        where = covered.get(measure.id, set())
        try:
            rows.append(_row(measure, person, [one.name for one in mine if one.id in where], seen))
        except Shredded:
            continue  # destroyed meanwhile: there is nobody left to recognise
    return sorted(rows, key=lambda row: (row.name.casefold(), row.until))


def _row(
    measure: Measure, person: Involved, names: Sequence[str], seen: dict[UUID, datetime]
) -> BoardRow:
    last = measure.ended_on or measure.ends_on
    if last is None:  # `running` compares with it, so a measure without an end is not found
        raise NotVisible("not_found")
    return BoardRow(
        id=measure.id,
        name=str((person.identity or {}).get("name", "")),
        level=measure.level or "",
        issuer=measure.issuer,
        area=measure.area or "",
        places=tuple(names),
        everywhere=measure.everywhere,
        until=last,
        instruction=measure.instruction or "",
        call=measure.call or "",
        last_seen=seen.get(measure.id),
    )


def _last_seen(actor: Actor, measure_ids: Collection[UUID]) -> dict[UUID, datetime]:
    rows = db.session.execute(
        select(Encounter.measure_id, func.max(Encounter.happened_at).label("at"))
        .where(
            Encounter.organisation_id == actor.organisation_id,
            Encounter.measure_id.in_(list(measure_ids)),
        )
        .group_by(Encounter.measure_id)
    )
    return {row.measure_id: row.at for row in rows}

"""The places where people work: added, changed, closed, opened again, each change kept."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts import service
from vpt.accounts.models import Location, Unit
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.core.plaintext import clean, clean_line
from vpt.history import queries as versions
from vpt.history import service as history
from vpt.history.rules import Content, Kind
from vpt.infra.db import db
from vpt.infra.ids import new_id

MOST = {
    "name": 120,
    "kind": 40,
    "address": 200,
    "desk_phone": 30,
    "police_station": 120,
    "house_rules": 2000,
}
"""Longest text per field, in characters; as wide as the columns."""
LONGEST_RETENTION = 3650
PHONE = re.compile(r"\+?[0-9][0-9 ()/-]*")
IS_CLOSED = "is_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationDetails:
    """Everything that is set about a place; `kind` is a code the report's taxonomy knows."""

    name: str
    kind: str
    unit_id: UUID | None = None
    address: str = ""
    image_retention_days: int = 28
    desk_phone: str = ""
    police_station: str = ""
    house_rules: str = ""


def get(author: Actor | Author, location_id: UUID) -> Location:
    """Return a place of the author's organisation, closed or not; else NotVisible."""
    found = db.session.get(Location, (author.organisation_id, location_id))
    if found is None:
        raise NotVisible("not_found")
    return found


def add(
    author: Actor | Author, details: LocationDetails, *, code: str = "", now: datetime
) -> Location:
    """Store a place; its `code`, which the QR on its wall says, is made up when empty.

    Raises RuleBroken at a field: name_empty, location_name_taken, phone_unclear, text_too_long,
    retention_out_of_range, unit_closed; NotVisible for a unit elsewhere.
    """
    service.queue_up(author.organisation_id)
    known = _checked(author, details)
    _ensure_free(author, known.name, None)
    identifier = new_id()
    location = Location(
        organisation_id=author.organisation_id,
        id=identifier,
        code=(code or identifier.hex[-8:]).upper(),
        version=1,
        **asdict(known),
    )
    db.session.add(location)
    db.session.flush()
    audit.record(author, "account.location_added", ("location", location.id), at=now)
    return location


def change(
    author: Actor | Author,
    location_id: UUID,
    details: LocationDetails,
    *,
    version: int,
    now: datetime,
) -> Location:
    """Change what is set about a place. Raises what `add` raises, and StaleData."""
    location, before = _held(author, location_id, version)
    known = _checked(author, details, kept_unit=location.unit_id)
    _ensure_free(author, known.name, location.id)
    _fill(location, known)
    _keep(author, location, before, None, now)
    return location


def put_back(
    author: Actor | Author, location_id: UUID, number: int, *, version: int, now: datetime
) -> Location:
    """Make a place what it was in an earlier version, open or closed too.

    Raises what `change` raises; NotVisible for a version that does not exist.
    """
    location, before = _held(author, location_id, version)
    old = versions.get(author.organisation_id, Kind.LOCATION, number, str(location.id)).content
    known = _checked(author, details_in(old), kept_unit=location.unit_id)
    _ensure_free(author, known.name, location.id)
    _fill(location, known)
    if bool(old[IS_CLOSED]) != (location.closed_at is not None):
        location.closed_at = now if old[IS_CLOSED] else None
    _keep(author, location, before, number, now)
    return location


def close(author: Actor | Author, location_id: UUID, *, version: int, now: datetime) -> None:
    """Let a place be chosen nowhere from now on; what happened there stays."""
    location, before = _held(author, location_id, version)
    location.closed_at = location.closed_at or now
    _keep(author, location, before, None, now)


def reopen(author: Actor | Author, location_id: UUID, *, version: int, now: datetime) -> None:
    """Let a closed place be chosen again. RuleBroken when its unit is closed or its name taken."""
    location, before = _held(author, location_id, version)
    _checked(author, details_in(before))
    _ensure_free(author, location.name, location.id)
    location.closed_at = None
    _keep(author, location, before, None, now)


def content_of(location: Location) -> dict[str, Any]:
    """Return what the history keeps of a place."""
    texts = {name: getattr(location, name) for name in MOST}
    return {
        **texts,
        "unit_id": str(location.unit_id) if location.unit_id else None,
        "image_retention_days": location.image_retention_days,
        IS_CLOSED: location.closed_at is not None,
    }


def details_in(content: Content) -> LocationDetails:
    """Return what a kept version says about the place."""
    values: Mapping[str, Any] = {name: content[name] for name in MOST}
    unit_id = content["unit_id"]
    return LocationDetails(
        **values,
        unit_id=UUID(unit_id) if unit_id else None,
        image_retention_days=content["image_retention_days"],
    )


def _held(
    author: Actor | Author, location_id: UUID, version: int
) -> tuple[Location, dict[str, Any]]:
    """Return the place as it is now, with nobody else changing it, and its content."""
    service.queue_up(author.organisation_id)
    location = get(author, location_id)
    db.session.refresh(location)
    if location.version != version:
        raise StaleData("setting_changed")
    return location, content_of(location)


def _keep(
    author: Actor | Author,
    location: Location,
    before: Content,
    back_to: int | None,
    now: datetime,
) -> None:
    kept = history.keep(
        author,
        history.Change(
            kind=Kind.LOCATION,
            before=before,
            after=content_of(location),
            subject=str(location.id),
            subject_id=location.id,
            back_to=back_to,
        ),
        now=now,
    )
    if kept:
        location.version += 1
        db.session.flush()


def _fill(location: Location, known: LocationDetails) -> None:
    for name, value in asdict(known).items():
        setattr(location, name, value)


def _checked(
    author: Actor | Author, details: LocationDetails, *, kept_unit: UUID | None = None
) -> LocationDetails:
    """Return the details tidied. A unit that has closed may stay where it was chosen before."""
    lines: dict[str, Any] = {
        name: clean_line(getattr(details, name)) for name in MOST if name != "house_rules"
    }
    known = replace(details, **lines, house_rules=clean(details.house_rules))
    for name in ("name", "kind"):
        if not getattr(known, name):
            raise RuleBroken("name_empty" if name == "name" else "kind_missing", field=name)
    for name, most in MOST.items():
        if len(getattr(known, name)) > most:
            raise RuleBroken("text_too_long", field=name, most=most)
    if known.desk_phone and not PHONE.fullmatch(known.desk_phone):
        raise RuleBroken("phone_unclear", field="desk_phone")
    if not 1 <= known.image_retention_days <= LONGEST_RETENTION:
        raise RuleBroken(
            "retention_out_of_range", field="image_retention_days", most=LONGEST_RETENTION
        )
    if known.unit_id and known.unit_id != kept_unit:
        _ensure_open(author, known.unit_id)
    return known


def _ensure_open(author: Actor | Author, unit_id: UUID) -> None:
    unit = db.session.get(Unit, (author.organisation_id, unit_id))
    if unit is None:
        raise NotVisible("not_found")
    if unit.closed_at is not None:
        raise RuleBroken("unit_closed", field="unit_id")


def _ensure_free(author: Actor | Author, name: str, own: UUID | None) -> None:
    """Refuse a second open place with the same name: nobody could tell them apart in a list."""
    taken = db.session.scalar(
        select(Location.id)
        .where(
            Location.organisation_id == author.organisation_id,
            func.lower(Location.name) == name.lower(),
            Location.closed_at.is_(None),
            Location.id != own if own else Location.id.is_not(None),
        )
        .limit(1)
    )
    if taken:
        raise RuleBroken("location_name_taken", field="name")

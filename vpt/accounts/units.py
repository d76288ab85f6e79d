"""The tree of units: added, renamed, moved, closed, opened again; each change kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts import service
from vpt.accounts.models import Unit
from vpt.accounts.rules import path_of
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.core.plaintext import clean_line
from vpt.history import queries as versions
from vpt.history import service as history
from vpt.history.rules import Content, Kind
from vpt.infra.db import db
from vpt.infra.ids import new_id

LONGEST_NAME = 120
LONGEST_PATH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """From which branch to which a unit went with all below it; equal when it stayed."""

    old_path: str
    new_path: str


def get(author: Actor | Author, unit_id: UUID) -> Unit:
    """Return a unit of the author's organisation, closed or not; else NotVisible."""
    found = db.session.get(Unit, (author.organisation_id, unit_id))
    if found is None:
        raise NotVisible("not_found")
    return found


def seen_number(author: Actor | Author, unit_id: UUID) -> int:
    """Return the number of the version that holds now: what a form carries along."""
    newest = versions.newest(author.organisation_id, Kind.UNIT, str(unit_id))
    return newest.number if newest else 0


def add(author: Actor | Author, name: str, *, parent_id: UUID | None = None, now: datetime) -> Unit:
    """Store a unit below another one, or at the top.

    NotVisible for a parent elsewhere; RuleBroken at a field: name_empty, text_too_long,
    unit_name_taken, unit_closed, tree_too_deep.
    """
    service.queue_up(author.organisation_id)
    parent = _parent(author, parent_id)
    known = _checked(name)
    unit = Unit(
        organisation_id=author.organisation_id, id=new_id(), name=known, parent_id=parent_id
    )
    _ensure_free(unit)
    unit.path = _path(parent, unit)
    db.session.add(unit)
    db.session.flush()
    audit.record(author, "account.unit_added", ("unit", unit.id), at=now)
    return unit


def rename(author: Actor | Author, unit_id: UUID, name: str, *, seen: int, now: datetime) -> None:
    """Give a unit another name. Raises what `add` raises, and StaleData."""
    unit, before = _held(author, unit_id, seen)
    unit.name = _checked(name)
    _ensure_free(unit)
    keep(author, unit, before, None, now)


def move(
    author: Actor | Author, unit_id: UUID, parent_id: UUID | None, *, seen: int, now: datetime
) -> Moved:
    """Hang a unit with all below it under another one, or at the top.

    What keeps a path of its own follows in the same transaction: that is the caller's part. Raises
    what `add` raises, StaleData, and RuleBroken("unit_under_itself").
    """
    unit, before = _held(author, unit_id, seen)
    moved = _hang(author, unit, parent_id)
    keep(author, unit, before, None, now)
    return moved


def close(author: Actor | Author, unit_id: UUID, *, seen: int, now: datetime) -> None:
    """Let a unit be chosen nowhere from now on. RuleBroken while open units hang under it."""
    unit, before = _held(author, unit_id, seen)
    _close(unit, now)
    keep(author, unit, before, None, now)


def reopen(author: Actor | Author, unit_id: UUID, *, seen: int, now: datetime) -> None:
    """Let a closed unit be chosen again. RuleBroken while the unit above it is closed."""
    unit, before = _held(author, unit_id, seen)
    _parent(author, unit.parent_id)
    _ensure_free(unit)
    unit.closed_at = None
    keep(author, unit, before, None, now)


def put_back(
    author: Actor | Author, unit_id: UUID, number: int, *, seen: int, now: datetime
) -> Moved:
    """Give a unit the name and the place in the tree of an earlier version, open or closed too.

    Who leads it stays: that goes through the second person. Raises what `move` and `close` raise.
    """
    unit, before = _held(author, unit_id, seen)
    old = versions.get(author.organisation_id, Kind.UNIT, number, str(unit.id)).content
    unit.name = _checked(old["name"])
    moved = _hang(author, unit, UUID(old["parent_id"]) if old["parent_id"] else None)
    if not old["is_closed"]:
        unit.closed_at = None
    elif unit.closed_at is None:
        _close(unit, now)
    keep(author, unit, before, number, now)
    return moved


def content_of(unit: Unit) -> dict[str, Any]:
    """Return what the history keeps of a unit."""
    ids = {name: getattr(unit, name) for name in ("parent_id", "manager_id", "deputy_id")}
    days = {name: getattr(unit, name) for name in ("deputy_from", "deputy_until")}
    return {
        "name": unit.name,
        **{name: str(value) if value else None for name, value in ids.items()},
        **{name: value.isoformat() if value else None for name, value in days.items()},
        "is_closed": unit.closed_at is not None,
    }


def keep(
    author: Actor | Author, unit: Unit, before: Content, back_to: int | None, now: datetime
) -> None:
    """Store the version of a unit that a change made; `before` is its content until then."""
    db.session.flush()
    change = history.Change(
        kind=Kind.UNIT,
        before=before,
        after=content_of(unit),
        subject=str(unit.id),
        subject_id=unit.id,
        back_to=back_to,
    )
    history.keep(author, change, now=now)


def _held(author: Actor | Author, unit_id: UUID, seen: int) -> tuple[Unit, dict[str, Any]]:
    """Return the unit as it is now, with nobody else changing it, and its content."""
    service.queue_up(author.organisation_id)
    unit = get(author, unit_id)
    db.session.refresh(unit)
    if seen_number(author, unit_id) != seen:
        raise StaleData("setting_changed")
    return unit, content_of(unit)


def _hang(author: Actor | Author, unit: Unit, parent_id: UUID | None) -> Moved:
    """Give the unit and all below it the paths that belong to another parent."""
    old = unit.path
    parent = _parent(author, parent_id) if parent_id != unit.parent_id else None
    if parent_id == unit.parent_id:
        return Moved(old_path=old, new_path=old)
    if parent is not None and parent.path.startswith(old):
        raise RuleBroken("unit_under_itself", field="parent_id")
    unit.parent_id = parent_id
    _ensure_free(unit)
    new = _path(parent, unit)
    branch = db.session.scalars(
        select(Unit)
        .where(
            Unit.organisation_id == unit.organisation_id,
            Unit.path.startswith(old, autoescape=True),
        )
        .with_for_update()
    ).all()
    for one in branch:
        one.path = new + one.path[len(old) :]
        if len(one.path) > LONGEST_PATH:
            raise RuleBroken("tree_too_deep", field="parent_id")
    db.session.flush()
    return Moved(old_path=old, new_path=new)


def _close(unit: Unit, now: datetime) -> None:
    below = db.session.scalar(
        select(func.count()).where(
            Unit.organisation_id == unit.organisation_id,
            Unit.parent_id == unit.id,
            Unit.closed_at.is_(None),
        )
    )
    if below:
        raise RuleBroken("unit_has_units", count=below)
    unit.closed_at = unit.closed_at or now


def _parent(author: Actor | Author, parent_id: UUID | None) -> Unit | None:
    if parent_id is None:
        return None
    parent = get(author, parent_id)
    if parent.closed_at is not None:
        raise RuleBroken("unit_closed", field="parent_id")
    return parent


def _path(parent: Unit | None, unit: Unit) -> str:
    path = path_of(parent.path if parent else "", unit.id.hex[-8:])
    if len(path) > LONGEST_PATH:
        raise RuleBroken("tree_too_deep", field="parent_id")
    return path


def _checked(name: str) -> str:
    known = clean_line(name)
    if not known:
        raise RuleBroken("name_empty", field="name")
    if len(known) > LONGEST_NAME:
        raise RuleBroken("text_too_long", field="name", most=LONGEST_NAME)
    return known


def _ensure_free(unit: Unit) -> None:
    """Refuse a second open unit with the same name under the same one."""
    with db.session.no_autoflush:
        taken = db.session.scalar(
            select(Unit.id)
            .where(
                Unit.organisation_id == unit.organisation_id,
                Unit.parent_id == unit.parent_id if unit.parent_id else Unit.parent_id.is_(None),
                func.lower(Unit.name) == unit.name.lower(),
                Unit.closed_at.is_(None),
                Unit.id != unit.id,
            )
            .limit(1)
        )
    if taken:
        raise RuleBroken("unit_name_taken", field="name")

"""What the pages of units show: the tree, who is at the head, old versions in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask import url_for

from vpt.accounts import asked, queries, units
from vpt.accounts.models import Unit
from vpt.accounts.people import RoleRequest
from vpt.core.actor import Actor
from vpt.history import queries as versions
from vpt.history.rules import Content, Kind
from vpt.web import moments, telling_history
from vpt.web.i18n import translated as _
from vpt.web.telling_history import HistoryRow
from vpt.web.units import words

Names = Mapping[UUID, str]
DEEPEST = 6
"""So many steps the tree moves to the right; below that the words say what hangs under what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A unit in the tree with how deep it hangs."""

    unit: Unit
    depth: int
    above: str
    manager: str
    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of a unit as it is and as it was, in words."""

    field: str
    now: str
    then: str
    comes_back: bool
    """Who leads does not: that goes through the second person."""


def tree(actor: Actor) -> list[Line]:
    """Return every unit below the one it hangs under, by name, in two statements."""
    every = queries.list_units(actor, with_closed=True)
    people = queries.names(_heads(every))
    below = _below(every)
    known = {one.id: one.name for one in every}
    return [
        Line(
            unit=one,
            depth=min(depth, DEEPEST),
            above=known[one.parent_id] if one.parent_id else "",
            manager=people.get(one.manager_id, "") if one.manager_id else "",
            deputy=_deputy(one, people),
        )
        for one, depth in _walk(below, None, 0)
    ]


def offered(actor: Actor, *, but: Unit | None = None) -> list[tuple[str, str]]:
    """Return the open units to hang something under, in full, except one and all below it."""
    every = queries.list_units(actor, with_closed=True)
    full = full_names(every)
    open_ones = [
        one
        for one in every
        if one.closed_at is None and not (but and one.path.startswith(but.path))
    ]
    return sorted(((str(one.id), full[one.id]) for one in open_ones), key=lambda one: one[1])


def full_names(every: Sequence[Unit]) -> dict[UUID, str]:
    """Return the name of every unit after the names of those above it."""
    by_key = {one.path.split("/")[-2]: one.name for one in every}
    return {
        one.id: " › ".join(by_key[key] for key in one.path.split("/")[:-1] if key in by_key)
        for one in every
    }


def colleagues(actor: Actor, *, now: datetime) -> list[tuple[str, str]]:
    """Return who can be at the head of a unit: everybody but oneself."""
    found = queries.list_colleagues(actor, now=now)
    return [
        (str(one.id), one.name) for one in found if one.id != actor.id and one.disabled_at is None
    ]


def waiting(actor: Actor, unit_id: UUID) -> list[tuple[RoleRequest, str]]:
    """Return who was asked for a place at the head of this unit and waits, with their names."""
    rows = [
        one
        for one in asked.list_waiting(actor.organisation_id)
        if one.unit_id == unit_id and one.post
    ]
    people = queries.names(one.user_id for one in rows)
    return [(one, people.get(one.user_id, "")) for one in rows]


def history(actor: Actor, unit: Unit, *, now: datetime) -> list[HistoryRow]:
    """Return who changed what about a unit, each version with the way back."""
    found = versions.list_versions(actor.organisation_id, Kind.UNIT, str(unit.id))

    def back(number: int) -> str:
        return url_for("units.version", unit_id=unit.id, number=number)

    return telling_history.told(found, words.FIELDS, back, now=now)


def differences(actor: Actor, unit: Unit, old: Content) -> list[Difference]:
    """Return the fields in which an old version differs from what holds now."""
    present = units.content_of(unit)
    every = full_names(queries.list_units(actor, with_closed=True))
    ids = {
        UUID(one[name])
        for one in (present, old)
        for name in ("manager_id", "deputy_id")
        if one[name]
    }
    names = {**every, **queries.names(ids)}
    return [
        Difference(
            field=str(label),
            now=_told(name, present[name], names),
            then=_told(name, old[name], names),
            comes_back=name in words.RESTORED,
        )
        for name, label in words.FIELDS.items()
        if present[name] != old[name]
    ]


def days(unit: Unit) -> str:
    """Return between which days a deputy stands in; empty for always."""
    first, last = unit.deputy_from, unit.deputy_until
    if first and last:
        return _("%(first)s tot en met %(last)s", first=moments.day(first), last=moments.day(last))
    if first:
        return _("vanaf %(first)s", first=moments.day(first))
    return _("tot en met %(last)s", last=moments.day(last)) if last else ""


def _told(name: str, value: object, names: Names) -> str:
    if name == "is_closed":
        return _("Gesloten") if value else _("Open")
    if not value:
        return _("Geen") if name.endswith("_id") else "–"
    if name.endswith("_id"):
        return names.get(UUID(str(value)), "–")
    if name.startswith("deputy_"):
        return moments.day(date.fromisoformat(str(value)))
    return str(value)


def _deputy(unit: Unit, people: Names) -> str:
    name = people.get(unit.deputy_id, "") if unit.deputy_id else ""
    when = days(unit)
    return f"{name} ({when})" if name and when else name


def _heads(every: Iterable[Unit]) -> Iterator[UUID]:
    for one in every:
        yield from (head for head in (one.manager_id, one.deputy_id) if head)


def _below(every: Iterable[Unit]) -> Mapping[UUID | None, list[Unit]]:
    below: dict[UUID | None, list[Unit]] = defaultdict(list)
    for one in every:
        below[one.parent_id].append(one)
    for rows in below.values():
        rows.sort(key=lambda one: (one.closed_at is not None, one.name.casefold()))
    return below


def _walk(
    below: Mapping[UUID | None, list[Unit]], parent: UUID | None, depth: int
) -> Iterator[tuple[Unit, int]]:
    for one in below.get(parent, ()):
        yield one, depth
        yield from _walk(below, one.id, depth + 1)

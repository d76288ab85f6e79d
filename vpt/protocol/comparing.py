"""Tells what is different between two protocols: codes and values, for others to put in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from vpt.protocol.definition import (
    Anchor,
    Basis,
    Condition,
    Protocol,
    Repeat,
    Step,
    Term,
    Text,
)
from vpt.protocol.edits import Of
from vpt.protocol.terms import write_anchor, write_term
from vpt.protocol.writing import literal

Said = str | bool | tuple[str, ...] | None
INSIDE = (Text, Basis, Condition, Repeat)
"""What is compared field by field; everything else is compared as a whole."""
KEPT_APART = {"parties", "phases", "facts", "steps", "outcomes"}


class Code(StrEnum):
    """What happened to a thing or a field."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the difference is: what, whose, and, when it changed, which field.

    `key` names the party, phase, fact or step; of an outcome the step, with `outcome` beside it.
    Fields inside a field have a point: `title.nl`, `basis.text.en`, `when.all`, `repeat.every`.
    """

    of: Of
    key: str = ""
    outcome: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is no longer the same.

    `before` and `after` of what changed are as the file writes them; a field that was not there
    is None. Of what was added or removed they are its Dutch title, of what moved the key of what
    stands right before it, empty for the first.
    """

    code: Code
    place: Place
    before: Said = None
    after: Said = None


def differences(old: Protocol, new: Protocol) -> tuple[Difference, ...]:
    """Return every difference, from the top of the new protocol to its end."""
    return tuple(
        difference
        for part in (
            _fields(old, new, Place(of=Of.PROTOCOL)),
            _listed(_by_key(old.parties), _by_key(new.parties), Place(of=Of.PARTY)),
            _listed(_by_key(old.phases), _by_key(new.phases), Place(of=Of.PHASE)),
            _unordered(old.facts, new.facts, Place(of=Of.FACT)),
            _listed(_by_key(old.steps), _by_key(new.steps), Place(of=Of.STEP)),
        )
        for difference in part
    )


def _by_key(things: tuple[Any, ...]) -> dict[str, Any]:
    return {thing.key: thing for thing in things}


def _listed(old: Mapping[str, Any], new: Mapping[str, Any], at: Place) -> Iterator[Difference]:
    yield from _unordered(old, new, at)
    moved = _moved(list(old), list(new))
    yield from (_move(old, new, key, at) for key in new if key in moved)


def _unordered(old: Mapping[str, Any], new: Mapping[str, Any], at: Place) -> Iterator[Difference]:
    for key, thing in new.items():
        place = _place(at, key)
        if key not in old:
            yield Difference(code=Code.ADDED, place=place, after=thing.title.nl)
            continue
        yield from _fields(old[key], thing, place)
        if isinstance(thing, Step):
            outcomes = Place(of=Of.OUTCOME, key=key)
            yield from _listed(_by_key(old[key].outcomes), _by_key(thing.outcomes), outcomes)
    for key, thing in old.items():
        if key not in new:
            yield Difference(code=Code.REMOVED, place=_place(at, key), before=thing.title.nl)


def _place(at: Place, key: str) -> Place:
    if at.of is Of.OUTCOME:
        return Place(of=at.of, key=at.key, outcome=key)
    return Place(of=at.of, key=key)


def _move(old: Mapping[str, Any], new: Mapping[str, Any], key: str, at: Place) -> Difference:
    return Difference(
        code=Code.MOVED,
        place=_place(at, key),
        before=_right_before(list(old), key),
        after=_right_before(list(new), key),
    )


def _right_before(keys: list[str], key: str) -> str:
    place = keys.index(key)
    return keys[place - 1] if place else ""


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return the fewest things that must move to bring the old order into the new one."""
    places = [(old.index(key), key) for key in new if key in old]
    runs: list[list[tuple[int, str]]] = []
    for place in places:
        before = [run for run in runs if run[-1] < place]
        runs.append([*max(before, key=len, default=[]), place])
    kept = {key for _, key in max(runs, key=len, default=[])}
    return {key for _, key in places} - kept


def _fields(old: Any, new: Any, at: Place) -> Iterator[Difference]:
    for field in fields(new):
        if field.name not in KEPT_APART and not _is_identity(new, field.name):
            before, after = getattr(old, field.name), getattr(new, field.name)
            yield from _compared(before, after, at, field.name)


def _is_identity(thing: object, name: str) -> bool:
    return name == "key" and not isinstance(thing, Protocol)


def _compared(old: Any, new: Any, at: Place, name: str) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(new, INSIDE) and type(old) is type(new):
        for field in fields(new):
            before, after = getattr(old, field.name), getattr(new, field.name)
            yield from _compared(before, after, at, f"{name}.{field.name}")
        return
    place = Place(of=at.of, key=at.key, outcome=at.outcome, field=name)
    yield Difference(code=Code.CHANGED, place=place, before=written(old), after=written(new))


def written(value: Any) -> Said:
    """Return a value of a protocol as its file writes it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Term):
        return write_term(value)
    return write_anchor(value) if isinstance(value, Anchor) else _several(value)


def _several(value: Any) -> Said:
    if isinstance(value, Mapping):
        return tuple(f"{key} = {literal(one)}" for key, one in value.items())
    if is_dataclass(value):
        said = ((field.name, written(getattr(value, field.name))) for field in fields(value))
        return tuple(f"{name} = {one}" for name, one in said if one)
    return tuple(sorted(map(str, value)) if isinstance(value, frozenset) else map(str, value))

"""What was found in an original: labelled facts in plain groups, cleaned and bounded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vpt.incidents import words

MOST_FACTS = 40
"""In one group; a hostile file can hold millions of fields."""
MOST_LETTERS = 200
"""Of one value; enough to recognise a name, an address or a sentence."""

_MOMENT = re.compile(
    r"(?:D:)?(\d{4})[:-]?(\d\d)[:-]?(\d\d)"
    r"(?:[ T]?(\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,9})?)?)?([ A-Z0-9+:'-]{0,10})\Z"
)
Fact = tuple[str, str]
"""A label in Dutch and a value as the file has it; an empty value says only that it is there."""


class Group(StrEnum):
    """What a fact is about."""

    PLACE = "place"
    DEVICE = "device"
    AUTHOR = "author"
    MOMENT = "moment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What an original tells of itself. Labels are message ids; values are shown as they are.

    `is_readable` is False when the file could not be looked into, or only in part: then what is
    missing here may still be in it.
    """

    place: tuple[Fact, ...] = ()
    device: tuple[Fact, ...] = ()
    author: tuple[Fact, ...] = ()
    moment: tuple[Fact, ...] = ()
    other: tuple[Fact, ...] = ()
    is_readable: bool = True

    @property
    def is_silent(self) -> bool:
        """Tell whether the file was read and says nothing beside what one sees."""
        return self.is_readable and not any(self.groups().values())

    def groups(self) -> dict[Group, tuple[Fact, ...]]:
        """Return the facts by what they are about."""
        return {group: getattr(self, group.value) for group in Group}

    def to_values(self) -> dict[str, object]:
        """Return everything as plain values, for sealing and for comparing."""
        told = {
            group.value: [list(fact) for fact in facts] for group, facts in self.groups().items()
        }
        return {**told, "is_readable": self.is_readable}

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> "Metadata":
        """Return what `to_values` gave."""
        told = {
            group.value: tuple((str(label), str(value)) for label, value in values[group.value])
            for group in Group
        }
        return cls(**told, is_readable=bool(values["is_readable"]))


class Findings:
    """Collects facts while a file is read; whatever a file holds, this stays small."""

    def __init__(self) -> None:
        self._facts: dict[Group, list[Fact]] = {group: [] for group in Group}
        self._is_whole = True

    def add(self, group: Group, label: str, value: object) -> None:
        """Note a value; nothing when there is nothing to read in it or the group is full."""
        text = shown(value)
        if group is Group.MOMENT:
            text = _spelled(text)
        if text:
            self._keep(group, (label, text))

    def note(self, group: Group, label: str) -> None:
        """Note that something is there, without saying what."""
        self._keep(group, (label, ""))

    def cut_short(self) -> None:
        """Note that not everything could be read."""
        self._is_whole = False

    def result(self) -> Metadata:
        """Return what was found."""
        found = {group.value: tuple(facts) for group, facts in self._facts.items()}
        return Metadata(**found, is_readable=self._is_whole)

    def _keep(self, group: Group, fact: Fact) -> None:
        kept = self._facts[group]
        if fact in kept:
            return
        if len(kept) >= MOST_FACTS:
            self._is_whole = False
            return
        kept.append(fact)


def shown(value: object) -> str:
    """Return a value from a file as one line of bounded, clean text."""
    if isinstance(value, (tuple, list)):
        value = ", ".join(shown(one) for one in value[:MOST_FACTS])
    if isinstance(value, bytes):
        value = text_of(value[: 4 * MOST_LETTERS])
    text = " ".join(words.clean(str(value)[: 4 * MOST_LETTERS]).split())
    return f"{text[:MOST_LETTERS]}…" if len(text) > MOST_LETTERS else text


def degrees(number: float, letters: str) -> str:
    """Return decimal degrees as people write them; `letters` are those above and below zero."""
    return f"{abs(number):.6f}° {letters[0 if number >= 0 else 1]}".replace(".", ",")


def _spelled(text: str) -> str:
    """Return a moment of EXIF, PDF or ISO 8601 as day, month, year; other spellings as they are."""
    found = _MOMENT.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, rest = found.groups()
    clock = f" {hour}:{minute}" + (f":{second}" if second else "") if hour else ""
    zone = rest.replace("'", ":").strip(":").strip()
    return f"{day}-{month}-{year}{clock} {zone}".strip()


def text_of(raw: bytes) -> str:
    """Return bytes as text: UTF-8, else byte for byte."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")

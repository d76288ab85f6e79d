"""The ladder of measures, read from its data file: levels, who decides, which letter, examples."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

SOURCE = Path(__file__).with_name("ladder.toml")


class Nature(StrEnum):
    """What a measure is in law, which decides what somebody can do against it."""

    COMPLAINT = "complaint"
    """Private law or actual conduct: the complaint procedure."""
    DECISION = "decision"
    """A decision in the sense of the Awb: objection within six weeks."""
    AUTHORITY = "authority"
    """Of mayor, prosecutor or court: their own papers name the remedy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One level of the ladder; texts by language, `months` an example length (0: none)."""

    key: str
    level: int
    title: Mapping[str, str]
    trigger: Mapping[str, str]
    nature: Nature
    by_handler: bool
    """Whether the handler of the case may decide this alone."""
    letter: str
    duration: Mapping[str, str]
    months: int
    issuers: tuple[str, ...]
    source: str
    verified: bool

    @property
    def is_own(self) -> bool:
        """Tell whether the employer imposes it: such a measure obeys the gate."""
        return self.nature is not Nature.AUTHORITY

    def named(self, locale: str = "nl") -> str:
        """Return the name in a language, Dutch when there is none."""
        return self.title.get(locale, self.title["nl"])


def rung(key: str | None) -> Rung | None:
    """Return a level by its key, or None for an unknown one."""
    return rungs().get(key or "")


def own_rungs() -> tuple[Rung, ...]:
    """Return the levels the employer may impose, lightest first."""
    return tuple(one for one in rungs().values() if one.is_own)


def external_rungs() -> tuple[Rung, ...]:
    """Return the levels that an authority imposes and we record."""
    return tuple(one for one in rungs().values() if one.issuers)


@cache
def rungs() -> Mapping[str, Rung]:
    """Return every level by key, lightest first. Raises ValueError for a broken file."""
    read = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["rungs"]
    found = {one["key"]: _rung(one) for one in read}
    levels = [one.level for one in found.values()]
    if levels != sorted(set(levels)) or len(found) != len(read):
        message = "ladder.toml: keys and levels differ and levels rise"
        raise ValueError(message)
    return MappingProxyType(found)


def _rung(read: dict[str, Any]) -> Rung:
    return Rung(
        key=read["key"],
        level=read["level"],
        title=read["title"],
        trigger=read["trigger"],
        nature=Nature(read["nature"]),
        by_handler=read["by_handler"],
        letter=read.get("letter", ""),
        duration=read["duration"],
        months=read.get("months", 0),
        issuers=tuple(read.get("issuers", ())),
        source=read["source"],
        verified=read["verified"],
    )

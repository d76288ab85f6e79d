"""What every list that is read in has in common: looked at first, then stored whole or not."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vpt.administration.spreadsheets import Line
from vpt.core.errors import RuleBroken

PRINT = 32


class Act(StrEnum):
    """What reading a row in does."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row cannot be read in: the key of the column, a code, and what its sentence names."""

    column: str
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a row changes in one column; codes that mean something are put in words by the page."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one row."""

    number: int
    subject: str
    act: Act
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    note: str = ""
    """A code for something good to know about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What reading a list in would do; `work` is what the room that made it stores."""

    outcomes: tuple[Outcome, ...]
    work: Any = None

    @property
    def is_good(self) -> bool:
        """Return whether every row can be read in."""
        return not any(one.problems for one in self.outcomes)

    @property
    def refused(self) -> list[Outcome]:
        """Return the rows that cannot be read in."""
        return [one for one in self.outcomes if one.problems]

    def count(self, act: Act) -> int:
        """Return how many rows do this."""
        return sum(one.act is act for one in self.outcomes)

    def fingerprint(self) -> str:
        """Return what tells whether the same list would still do the same."""
        plain = [
            [one.number, one.subject, one.act, [[d.before, d.after] for d in one.differences]]
            for one in self.outcomes
        ]
        return hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:PRINT]


def ensure_storable(plan: Plan, seen: str) -> None:
    """Refuse a list with a bad row, and one that would do something else than was shown.

    Raises RuleBroken: import_refused, import_changed.
    """
    if not plan.is_good:
        raise RuleBroken("import_refused")
    if plan.fingerprint() != seen:
        raise RuleBroken("import_changed")


class Repeats:
    """Finds rows that say the same thing twice."""

    def __init__(self) -> None:
        self._first: dict[str, Line] = {}

    def judge(self, key: str, line: Line, column: str) -> tuple[bool, tuple[Problem, ...]]:
        """Return whether a row may be skipped as a copy, and what is wrong with it otherwise."""
        first = self._first.setdefault(key, line)
        if first is line:
            return False, ()
        if dict(first.cells) == dict(line.cells):
            return True, ()
        return False, (Problem(column=column, code="row_twice", details={"row": first.number}),)


def length_problems(line: Line, most: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for every cell that is too long, and for cells beyond the header."""
    if line.is_too_long:
        yield Problem(column="", code="cells_many")
    for key, limit in most.items():
        if len(line.cells.get(key, "")) > limit:
            yield Problem(column=key, code="text_too_long", details={"most": limit})


def refused(line: Line, subject: str, problems: Sequence[Problem]) -> Outcome:
    """Return the outcome of a row with problems."""
    return Outcome(number=line.number, subject=subject, act=Act.REFUSED, problems=tuple(problems))

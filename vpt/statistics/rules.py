"""Periods of the register: a year, half a year, a quarter or a month, each with a short code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid5

from vpt.core.worktime import months_later

SEVERE = 4
"""From this severity on an incident counts as severe."""
MOST_ROWS = 3000
"""More is no paper: a shorter period is asked."""
MOST_YEARS = 10
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>[hkm])(?P<number>\d{1,2}))?")


class Part(StrEnum):
    """Of what kind a period is; the value stands in its code."""

    YEAR = ""
    HALF = "h"
    QUARTER = "k"
    MONTH = "m"


MONTHS = {Part.YEAR: 12, Part.HALF: 6, Part.QUARTER: 3, Part.MONTH: 1}


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of one year; `number` counts from 1 within the year."""

    year: int
    part: Part = Part.YEAR
    number: int = 1

    @property
    def code(self) -> str:
        """Return how the period is called in an address: "2026", "2026-h1", "2026-k3"."""
        return f"{self.year}-{self.part}{self.number}" if self.part else str(self.year)

    @property
    def first(self) -> date:
        """Return the first day."""
        return date(self.year, (self.number - 1) * MONTHS[self.part] + 1, 1)

    @property
    def after(self) -> date:
        """Return the first day that no longer belongs to it."""
        return months_later(self.first, MONTHS[self.part])

    def of(self, organisation_id: UUID) -> UUID:
        """Return what its papers are about: always the same id for the same period."""
        return uuid5(organisation_id, self.code)


def read(code: str) -> Period | None:
    """Return the period with this code, or None for what is no period."""
    found = _CODE.fullmatch(code)
    if found is None or int(found["year"]) == 0:
        return None
    part, number = Part(found["part"] or ""), int(found["number"] or 1)
    if not 1 <= number <= 12 // MONTHS[part]:
        return None
    return Period(int(found["year"]), part, number)


def periods(years: range) -> Iterator[Period]:
    """Yield every period of these years, the newest year first, each from long to short."""
    for year in reversed(years):
        for part, months in MONTHS.items():
            yield from (Period(year, part, number) for number in range(1, 12 // months + 1))

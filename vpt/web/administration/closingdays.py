"""Closing days as somebody types them: a day or a stretch of days per line."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

DAY = timedelta(days=1)
STYLES = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")
BETWEEN = re.compile(r"\s+(?:t/m|tot en met|to|until|–)\s+|\s+-\s+")
LONGEST = 100
"""Days in one stretch: more is a slip of the pen."""
SHOWN = 60
"""Characters of a line that is no day, as it is named to who typed it."""


def read(text: str) -> tuple[date, ...]:
    """Return the days, in order; ValueError with the first line that is none."""
    return tuple(sorted({day for line in text.splitlines() for day in _days(line.strip())}))


def write(days: Iterable[date]) -> str:
    """Return the lines that `read` reads; days in a row become one line."""
    return "\n".join(
        f"{first:%d-%m-%Y}" if first == last else f"{first:%d-%m-%Y} t/m {last:%d-%m-%Y}"
        for first, last in stretches(days)
    )


def stretches(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Yield first and last day of every stretch of days in a row."""
    first = last = None
    for day in sorted(days):
        if last is not None and first is not None and day != last + DAY:
            yield first, last
            first = None
        first, last = first or day, day
    if first is not None and last is not None:
        yield first, last


def _days(line: str) -> list[date]:
    if not line:
        return []
    ends = [_day(part, line) for part in BETWEEN.split(line, maxsplit=1)]
    length = (ends[-1] - ends[0]).days
    if not 0 <= length < LONGEST:
        raise ValueError(line[:SHOWN])
    return [ends[0] + DAY * offset for offset in range(length + 1)]


def _day(part: str, line: str) -> date:
    for style in STYLES:
        try:
            return datetime.strptime(part.strip(), style).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(line[:SHOWN])

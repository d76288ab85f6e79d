"""The days on which the Netherlands is free, and those on which a statutory term cannot end."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

SUNDAY = 7
SATURDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class EquatedDay:
    """A day that a decree puts on a par with a public holiday (Algemene termijnenwet art. 3(3))."""

    on: date
    source: str
    verified: bool


EQUATED_DAYS: tuple[EquatedDay, ...] = tuple(
    EquatedDay(on=on, source="WIKI-ATW", verified=False)
    for on in (date(2026, 5, 15), date(2027, 5, 7), date(2028, 5, 26))
)
"""The Friday after Ascension, in practice always equated; the decrees themselves were not read."""


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + leap + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """Return King's Day: 27 April, or the 26th when the 27th is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.isoweekday() == SUNDAY else day


@cache
def free_days(year: int, *, liberation_day: bool, good_friday: bool) -> frozenset[date]:
    """Return the days on which offices are closed; 5 May and Good Friday as the office chose."""
    sunday = easter(year)
    days = {
        date(year, 1, 1),
        sunday,
        sunday + timedelta(days=1),
        kings_day(year),
        sunday + timedelta(days=39),
        sunday + timedelta(days=49),
        sunday + timedelta(days=50),
        date(year, 12, 25),
        date(year, 12, 26),
    }
    if liberation_day:
        days.add(date(year, 5, 5))
    if good_friday:
        days.add(sunday - timedelta(days=2))
    return frozenset(days)


@cache
def act_days(year: int) -> frozenset[date]:
    """Return the days of Algemene termijnenwet art. 3, whatever an office itself chose."""
    days = free_days(year, liberation_day=True, good_friday=True)
    return days | {day.on for day in EQUATED_DAYS if day.on.year == year}


def ends_no_statutory_term(on: date) -> bool:
    """Tell whether a statutory term may not end on this day (Algemene termijnenwet art. 1)."""
    return on.isoweekday() >= SATURDAY or on in act_days(on.year)

"""How an organisation's working calendar is written down, and read back."""

from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache
from typing import Any

from vpt.core.worktime import OFFICE_DAY, OfficeDay, WorkCalendar

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = frozenset({"sat", "sun"})
KEPT_READ = 256


def read(stored: Mapping[str, Any]) -> WorkCalendar:
    """Read a stored calendar; what is not in it keeps the default of DESIGN §5.

    `office_hours`: {"mon": ["08:30", "17:00"], "sat": null, …}; `closing_days`: ISO dates;
    `liberation_day_free` and `good_friday_free`: true or false.
    """
    hours = stored.get("office_hours") or {}
    return _calendar(
        tuple(_day(hours, name) for name in WEEK),
        frozenset(date.fromisoformat(day) for day in stored.get("closing_days", ())),
        (stored.get("liberation_day_free", False), stored.get("good_friday_free", True)),
    )


def write(calendar: WorkCalendar) -> dict[str, Any]:
    """Return what `read` reads, complete: the same calendar is always written alike."""
    return {
        "office_hours": {
            name: [f"{hours[0]:%H:%M}", f"{hours[1]:%H:%M}"] if hours else None
            for name, hours in zip(WEEK, calendar.office_hours, strict=True)
        },
        "closing_days": sorted(day.isoformat() for day in calendar.closing_days),
        "liberation_day_free": calendar.liberation_day_free,
        "good_friday_free": calendar.good_friday_free,
    }


@lru_cache(maxsize=KEPT_READ)
def _calendar(
    hours: tuple[OfficeDay, ...], closing: frozenset[date], free: tuple[bool, bool]
) -> WorkCalendar:
    return WorkCalendar(
        office_hours=hours,
        closing_days=closing,
        liberation_day_free=free[0],
        good_friday_free=free[1],
    )


def _day(hours: Mapping[str, Any], name: str) -> OfficeDay:
    if name not in hours:
        return OFFICE_DAY if name not in WEEKEND and not hours else None
    day = hours[name]
    return (time.fromisoformat(day[0]), time.fromisoformat(day[1])) if day else None

"""Counts terms: in clock hours, office hours, working days and calendar days, in local time."""

import calendar as gregorian
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from vpt.core.freedays import ends_no_statutory_term, free_days

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
LATE_IN_THE_DAY = timedelta(hours=4)
NOON = time(12)
ART_2_FROM_DAYS = 3
ART_2_WORKABLE_DAYS = 2

OfficeDay = tuple[time, time] | None
OFFICE_DAY: OfficeDay = (time(8, 30), time(17))


class Unit(StrEnum):
    """What a term is counted in, and so what a pause adds to it."""

    CLOCK = "clock"
    WORKING_TIME = "working_time"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """When an organisation works: Monday first, `None` for a weekday on which it is closed."""

    office_hours: tuple[OfficeDay, ...] = (OFFICE_DAY,) * 5 + (None, None)
    closing_days: frozenset[date] = field(default_factory=frozenset)
    liberation_day_free: bool = False
    good_friday_free: bool = True
    zone: ZoneInfo = AMSTERDAM

    def __post_init__(self) -> None:
        if len(self.office_hours) != 7:  # noqa: PLR2004 — the days of a week
            raise ValueError("office hours need seven days")
        opened = [day for day in self.office_hours if day]
        if not opened or any(start >= end for start, end in opened):
            raise ValueError("office hours need a day that opens before it closes")

    def hours_on(self, on: date) -> OfficeDay:
        """Return opening and closing time, or None when the office is closed that day."""
        free = free_days(
            on.year, liberation_day=self.liberation_day_free, good_friday=self.good_friday_free
        )
        if on in self.closing_days or on in free:
            return None
        return self.office_hours[on.weekday()]

    def local_date(self, moment: datetime) -> date:
        """Return the date on the office's own calendar."""
        return moment.astimezone(self.zone).date()

    def at(self, on: date, clock: time) -> datetime:
        """Return a local wall-clock time as a moment in UTC."""
        return datetime.combine(on, clock, self.zone).astimezone(UTC)

    def end_of(self, on: date) -> datetime:
        """Return 24:00 local of this day, in UTC."""
        return self.at(on + DAY, time())


def local_date(moment: datetime) -> date:
    """Return the date in Amsterdam at a moment."""
    return moment.astimezone(AMSTERDAM).date()


def is_working_day(calendar: WorkCalendar, on: date) -> bool:
    """Tell whether the office is open at any time of this day."""
    return calendar.hours_on(on) is not None


def hours_after(anchor: datetime, hours: int) -> datetime:
    """Return the moment exactly so many clock hours later, also across a clock change."""
    return anchor.astimezone(UTC) + timedelta(hours=hours)


def same_day(calendar: WorkCalendar, anchor: datetime) -> datetime:
    """Return 24:00 local, or 12:00 the next day when fewer than four hours remain."""
    today = calendar.local_date(anchor)
    midnight = calendar.end_of(today)
    if midnight - anchor < LATE_IN_THE_DAY:
        return calendar.at(today + DAY, NOON)
    return midnight


def add_working_time(calendar: WorkCalendar, anchor: datetime, span: timedelta) -> datetime:
    """Return the moment at which the office has been open for `span` since the anchor."""
    left, on, since = span, calendar.local_date(anchor), anchor.astimezone(UTC)
    while True:
        start, end = _office(calendar, on)
        start = max(start, since)
        if start < end:
            if left <= end - start:
                return start + left
            left -= end - start
        on += DAY


def working_time_between(calendar: WorkCalendar, since: datetime, until: datetime) -> timedelta:
    """Return how long the office was open between two moments; zero when they are reversed."""
    total, on, last = timedelta(), calendar.local_date(since), calendar.local_date(until)
    while on <= last:
        start, end = _office(calendar, on)
        total += max(min(end, until) - max(start, since), timedelta())
        on += DAY
    return total


def _office(calendar: WorkCalendar, on: date) -> tuple[datetime, datetime]:
    hours = calendar.hours_on(on)
    if hours is None:
        return (calendar.end_of(on),) * 2
    return calendar.at(on, hours[0]), calendar.at(on, hours[1])


def working_day_after(calendar: WorkCalendar, on: date, days: int) -> date:
    """Return the n-th working day after a date; the date itself never counts."""
    while days > 0:
        on += DAY
        days -= is_working_day(calendar, on)
    return on


def close_of_office(calendar: WorkCalendar, on: date) -> datetime:
    """Return closing time of the first working day from this date on."""
    while not is_working_day(calendar, on):
        on += DAY
    return _office(calendar, on)[1]


def months_later(on: date, months: int) -> date:
    """Return the same day number so many months on, clipped to the month's end."""
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    return date(year, month + 1, min(on.day, gregorian.monthrange(year, month + 1)[1]))


def rolled(anchor_on: date, last: date) -> date:
    """Extend a statutory term's last day as Algemene termijnenwet arts 1 and 2 require.

    Article 2: a term of three days or more holds at least two days that are no Saturday, Sunday
    or holiday. Article 1: it does not end on such a day. Article 4 (hours, long terms) is the
    caller's to decide.
    """
    if (last - anchor_on).days >= ART_2_FROM_DAYS:
        while _workable_days(anchor_on, last) < ART_2_WORKABLE_DAYS:
            last += DAY
    while ends_no_statutory_term(last):
        last += DAY
    return last


def _workable_days(anchor_on: date, last: date) -> int:
    days = (anchor_on + DAY * offset for offset in range(1, (last - anchor_on).days + 1))
    return sum(not ends_no_statutory_term(day) for day in days)


def elapsed(calendar: WorkCalendar, unit: Unit, since: datetime, until: datetime) -> timedelta:
    """Return the time between two moments in a term's own unit.

    Days are whole days, counted as a term counts them: the first date does not count, the last
    one does. A fixed date knows no elapsed time.
    """
    first, last = calendar.local_date(since), calendar.local_date(until)
    if unit is Unit.FIXED or until <= since:
        return timedelta()
    if unit is Unit.WORKING_TIME:
        return working_time_between(calendar, since, until)
    if unit is Unit.CALENDAR_DAYS:
        return last - first
    if unit is Unit.WORKING_DAYS:
        days = (first + DAY * offset for offset in range(1, (last - first).days + 1))
        return DAY * sum(is_working_day(calendar, day) for day in days)
    return until - since


def shifted(calendar: WorkCalendar, unit: Unit, moment: datetime, by: timedelta) -> datetime:
    """Move a moment by a span in a term's own unit; the local time of day stays for days."""
    if not by or unit is Unit.FIXED:
        return moment
    if unit is Unit.CLOCK:
        return moment + by
    if unit is Unit.WORKING_TIME:
        return add_working_time(calendar, moment, by)
    return _shifted_days(calendar, unit, moment, by.days)


def _shifted_days(calendar: WorkCalendar, unit: Unit, moment: datetime, days: int) -> datetime:
    local = moment.astimezone(calendar.zone)
    if unit is Unit.CALENDAR_DAYS:
        return calendar.at(local.date() + DAY * days, local.time())
    closing = moment == _office(calendar, local.date())[1]
    on = working_day_after(calendar, local.date(), days)
    return close_of_office(calendar, on) if closing else calendar.at(on, local.time())


def three_quarters(
    calendar: WorkCalendar, unit: Unit, since: datetime, until: datetime
) -> datetime:
    """Return the moment at which three quarters of a term have passed, to the second."""
    if unit in {Unit.WORKING_TIME, Unit.WORKING_DAYS}:
        span = working_time_between(calendar, since, until) * 3 / 4
        if span:
            return add_working_time(calendar, since, span).replace(microsecond=0)
    return (since + (until - since) * 3 / 4).replace(microsecond=0)

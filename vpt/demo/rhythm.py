"""When things happen in the demo region: days an incident fits, and hours people work."""

from datetime import date, datetime, time, timedelta
from random import Random

from vpt.core.worktime import DAY, WorkCalendar, is_working_day
from vpt.demo.shapes import IncidentTemplate

SATURDAY = 5
SAME_SHIFT, NEXT_MORNING = 0.72, 0.2
MORNING = time(7, 40)
AFTERNOON = time(16, 30)
DAWN, EVENING = time(7), time(20)
"""Between these hours a manager still calls somebody who had a bad day."""
STEP = 5
"""Reported times are rounded to so many minutes, as people do."""


def fits(incident: IncidentTemplate, on: date, calendar: WorkCalendar) -> bool:
    """Tell whether an incident can have happened on this day: month, weekday, opening."""
    if incident.months and on.month not in incident.months:
        return False
    if incident.days == "weekdays":
        return is_working_day(calendar, on)
    return incident.days != "weekend" or on.weekday() >= SATURDAY


def occurred(incident: IncidentTemplate, on: date, calendar: WorkCalendar, rng: Random) -> datetime:
    """Return the moment of an incident on a day: its own time, give or take a quarter."""
    moment = calendar.at(on, time.fromisoformat(incident.at))
    return moment + timedelta(minutes=STEP * rng.randint(-3, 3))


def reported(at: datetime, calendar: WorkCalendar, rng: Random) -> datetime:
    """Return when somebody reports: mostly the same shift, else next morning or three days on."""
    chance = rng.random()
    if chance < SAME_SHIFT:
        return at + timedelta(minutes=rng.randint(25, 260))
    days = 1 if chance < SAME_SHIFT + NEXT_MORNING else 3
    on = calendar.local_date(at) + DAY * days
    return calendar.at(on, MORNING) + timedelta(minutes=rng.randint(0, 420))


def in_office(moment: datetime, calendar: WorkCalendar, rng: Random) -> datetime:
    """Return the moment itself, or soon after the office opens when it is closed then."""
    on = calendar.local_date(moment)
    for _ in range(30):
        hours = calendar.hours_on(on)
        if hours is not None and moment < calendar.at(on, hours[1]):
            opens = calendar.at(on, max(hours[0], MORNING))
            return moment if moment >= opens else opens + timedelta(minutes=rng.randint(5, 120))
        on += DAY
        moment = calendar.at(on, time())
    return moment


def same_day(
    moment: datetime, since: datetime, calendar: WorkCalendar, rng: Random, *, urgent: bool
) -> datetime:
    """Return when somebody comes the same day: soon after it was told when the office closes.

    At night and in the weekend only for what is urgent; else when the office opens again.
    """
    on = calendar.local_date(since)
    hours = calendar.hours_on(on)
    soon = since + timedelta(minutes=rng.randint(10, 40))
    at = min(moment, soon)
    if hours is not None and calendar.at(on, DAWN) <= since:
        at = min(moment, max(calendar.at(on, hours[1]), soon))
    is_day = DAWN <= at.astimezone(calendar.zone).time() < EVENING and hours is not None
    return at if urgent or is_day else in_office(at, calendar, rng)


def office_before(moment: datetime, calendar: WorkCalendar) -> datetime:
    """Return the moment itself when the office is open, else an hour before it last closed."""
    on = calendar.local_date(moment)
    hours = calendar.hours_on(on)
    if hours is not None and calendar.at(on, hours[0]) <= moment < calendar.at(on, hours[1]):
        return moment
    if hours is None or moment < calendar.at(on, hours[0]):
        on = last_working_day(on - DAY, calendar)
    hours = calendar.hours_on(on)
    return calendar.at(on, hours[1] if hours else AFTERNOON) - timedelta(hours=1)


def last_working_day(on: date, calendar: WorkCalendar) -> date:
    """Return this day, or the nearest day before it on which the office is open."""
    while not is_working_day(calendar, on):
        on -= DAY
    return on

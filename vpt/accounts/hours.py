"""When an organisation works: office hours, closing days and the two days that are a choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.core import officehours
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.core.worktime import OfficeDay, WorkCalendar
from vpt.history import service as history
from vpt.history.rules import Content, Kind, Seen
from vpt.history.service import Change
from vpt.infra.db import db

MOST_CLOSING_DAYS = 400
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What somebody filled in: a weekday without times is one on which the office is closed."""

    week: tuple[tuple[time | None, time | None], ...]
    """From and until, Monday first."""
    closing_days: tuple[date, ...] = ()
    liberation_day_free: bool = False
    good_friday_free: bool = True


def checked(new: Hours) -> WorkCalendar:
    """Return the calendar that these hours make.

    Raises RuleBroken, each with its field: hours_half, hours_reversed, hours_none,
    closing_day_far, closing_days_many.
    """
    week = tuple(
        _office_day(name, *times) for name, times in zip(officehours.WEEK, new.week, strict=True)
    )
    if not any(week):
        raise RuleBroken("hours_none", field=f"{officehours.WEEK[0]}_from")
    return WorkCalendar(
        office_hours=week,
        closing_days=_closing_days(new.closing_days),
        liberation_day_free=new.liberation_day_free,
        good_friday_free=new.good_friday_free,
    )


def current(row: Organisation) -> WorkCalendar:
    """Return the calendar on which terms are counted that begin now."""
    return officehours.read(row.calendar)


def from_content(content: Content) -> WorkCalendar:
    """Return a calendar as it was kept."""
    return officehours.read(content)


def change(author: Actor | Author, new: WorkCalendar, seen: Seen, *, now: datetime) -> None:
    """Count terms on another calendar from now on; a term that runs keeps its end.

    Raises StaleData("setting_changed").
    """
    accounts.queue_up(author.organisation_id)
    history.ensure_newest(author, Kind.HOURS, seen)
    row = db.session.get_one(Organisation, author.organisation_id, populate_existing=True)
    before, after = officehours.write(current(row)), officehours.write(new)
    row.calendar = after
    kept = Change(kind=Kind.HOURS, before=before, after=after, back_to=seen.back_to)
    history.keep(author, kept, now=now)
    db.session.flush()


def _office_day(name: str, start: time | None, end: time | None) -> OfficeDay:
    if start is None and end is None:
        return None
    if start is None or end is None:
        missing = "from" if start is None else "until"
        raise RuleBroken("hours_half", field=f"{name}_{missing}")
    if start >= end:
        raise RuleBroken("hours_reversed", field=f"{name}_until")
    return start, end


def _closing_days(days: Iterable[date]) -> frozenset[date]:
    found = frozenset(days)
    if len(found) > MOST_CLOSING_DAYS:
        raise RuleBroken("closing_days_many", field="closing_days", most=str(MOST_CLOSING_DAYS))
    far = next((day for day in sorted(found) if not FIRST <= day <= LAST), None)
    if far is not None:
        raise RuleBroken("closing_day_far", field="closing_days", on=far)
    return found

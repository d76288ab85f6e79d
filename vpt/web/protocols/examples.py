"""Says what a term comes to with a real day: begun on Friday afternoon, done by when."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from flask_babel import format_date

from vpt.core.worktime import WorkCalendar
from vpt.protocol import moments as counting
from vpt.protocol.definition import Protocol, Step, Term
from vpt.protocol.moments import Place
from vpt.protocol.state import CaseState
from vpt.web import moments
from vpt.web.i18n import translated as _

FRIDAY, AFTERNOON = 4, time(15, 0)
DAY = "EEEE d MMMM"


def told(
    protocol: Protocol, terms: tuple[Term, Term | None], calendar: WorkCalendar, now: datetime
) -> str:
    """Return an example in one sentence; empty when the term depends on a date in the case."""
    begin = coming_friday(calendar, now)
    step = replace(protocol.steps[0], due=terms[0], target=terms[1])
    due = due_at(protocol, step, calendar, begin)
    if due is None:
        return ""
    return _(
        "Begint de termijn op %(begin)s, dan is het klaar op %(due)s.",
        begin=said(begin),
        due=said(due),
    )


def said(at: datetime) -> str:
    """Return a moment with its weekday; the end of a day is that day, never 00:00 of the next."""
    local = at.astimezone(moments.LOCAL)
    if local.time() == time():
        before = local.date() - timedelta(days=1)
        return _("%(day)s, aan het eind van de dag", day=format_date(before, DAY))
    return _("%(day)s om %(time)s uur", day=format_date(local.date(), DAY), time=f"{local:%H:%M}")


def due_at(
    protocol: Protocol, step: Step, calendar: WorkCalendar, begin: datetime
) -> datetime | None:
    """Return when a term that begins at a moment ends, in a case of which nothing is known."""
    state = CaseState(opened_at=begin)
    place = Place(protocol=protocol, state=state, calendar=calendar, step=step, subject=None)
    return counting.moments(place, (step.due, step.target), begin, begin).due_at


def coming_friday(calendar: WorkCalendar, now: datetime) -> datetime:
    """Return the next Friday at three: an example in which a weekend counts."""
    today = calendar.local_date(now)
    ahead = (FRIDAY - today.weekday()) % 7 or 7
    return calendar.at(today + timedelta(days=ahead), AFTERNOON)

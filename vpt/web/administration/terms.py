"""Which terms end when, on the working calendar of now and on another one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from flask_babel import get_locale

from vpt.cases import wording
from vpt.core import worktime
from vpt.core.worktime import DAY, WorkCalendar
from vpt.protocol.definition import Protocol, Step, Term, TermKind
from vpt.web import moments

FRIDAY, LATE_AFTERNOON, NOON = 4, time(16, 30), time(12)
COUNTED = {TermKind.WORKING_HOURS, TermKind.WORKING_DAYS}
"""Terms that office hours and closing days move; the others run through nights and holidays."""
NAMED = 2
"""Steps that are named as an example of a term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """When one term ends, counted from one moment; every word is ready to be shown."""

    term: str
    steps: str
    before: str
    after: str
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The terms of something that happens at one moment."""

    moment: str
    ends: tuple[End, ...]


def samples(
    protocol: Protocol, before: WorkCalendar, after: WorkCalendar, *, now: datetime
) -> list[Sample]:
    """Return what ends when for a moment that is near, one before a weekend, one before a change.

    Moments at which nothing differs are left out.
    """
    terms = list(_terms(protocol))
    found = [_sample(at, terms, before, after) for at in _moments(before, after, now)]
    return [one for one in found if any(end.moves for end in one.ends)]


def _sample(
    at: datetime, terms: Sequence[tuple[Term, str]], before: WorkCalendar, after: WorkCalendar
) -> Sample:
    ends = []
    for term, steps in terms:
        old, new = _end(term, before, at), _end(term, after, at)
        words = wording.term(term, str(get_locale()))
        ends.append(
            End(
                term=words,
                steps=steps,
                before=moments.moment(old),
                after=moments.moment(new),
                moves=old != new,
            )
        )
    return Sample(moment=moments.moment(at), ends=tuple(ends))


def _end(term: Term, calendar: WorkCalendar, at: datetime) -> datetime:
    if term.kind is TermKind.WORKING_HOURS:
        return worktime.add_working_time(calendar, at, timedelta(hours=term.amount))
    on = worktime.working_day_after(calendar, calendar.local_date(at), term.amount)
    return worktime.close_of_office(calendar, on)


def _terms(protocol: Protocol) -> Iterator[tuple[Term, str]]:
    """Yield every different term in office time, shortest first, with steps as an example."""
    users: dict[Term, list[str]] = {}
    for step in protocol.steps:
        title = step.title.in_language(str(get_locale()))
        for term in _counted(step):
            users.setdefault(term, []).append(title)
    order = {TermKind.WORKING_HOURS: 0, TermKind.WORKING_DAYS: 1}
    for term in sorted(users, key=lambda one: (order[one.kind], one.amount)):
        titles = list(dict.fromkeys(users[term]))
        more = " …" if len(titles) > NAMED else ""
        yield term, " · ".join(titles[:NAMED]) + more


def _counted(step: Step) -> Iterator[Term]:
    repeat = step.repeat
    terms = [step.due, step.target, *((repeat.every, repeat.target) if repeat else ())]
    for term in terms:
        for one in (term, *term.of) if term else ():
            if one.kind in COUNTED:
                yield one


def _moments(before: WorkCalendar, after: WorkCalendar, now: datetime) -> list[datetime]:
    today = after.local_date(now)
    friday = today + DAY * ((FRIDAY - today.weekday()) % 7)
    found = [now.replace(second=0, microsecond=0), after.at(friday, LATE_AFTERNOON)]
    changed = _first_changed(before, after, today)
    if changed is not None:
        found.append(after.at(changed - DAY, NOON))
    return sorted({one.astimezone(UTC) for one in found})


def _first_changed(before: WorkCalendar, after: WorkCalendar, today: date) -> date | None:
    """Return the first coming day, within a year, that is a working day on one of both only."""
    days = (today + DAY * ahead for ahead in range(1, 366))
    return next((d for d in days if bool(before.hours_on(d)) != bool(after.hours_on(d))), None)

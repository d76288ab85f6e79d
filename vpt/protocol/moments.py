"""Turns anchors and terms into moments: when a step is due, aimed at and escalated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from vpt.core import worktime
from vpt.core.worktime import Unit, WorkCalendar
from vpt.protocol import lookup
from vpt.protocol.definition import Anchor, AnchorKind, Protocol, Step, Term, TermKind
from vpt.protocol.state import CaseState, SubjectId

GRACE = timedelta(hours=1)
LONGEST_STATUTORY = {TermKind.CALENDAR_DAYS: 90, TermKind.WEEKS: 12, TermKind.MONTHS: 3}
UNITS = {
    TermKind.IMMEDIATELY: Unit.CLOCK,
    TermKind.HOURS: Unit.CLOCK,
    TermKind.WORKING_HOURS: Unit.WORKING_TIME,
    TermKind.WORKING_DAYS: Unit.WORKING_DAYS,
    TermKind.AT: Unit.FIXED,
    TermKind.NONE: Unit.FIXED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One step about one subject in one case: where facts and earlier steps are looked up."""

    protocol: Protocol
    state: CaseState
    calendar: WorkCalendar
    step: Step
    subject: SubjectId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What is fixed when a step opens, with the unit in which a pause moves it."""

    due_at: datetime | None
    target_at: datetime | None
    escalate_at: datetime | None
    unit: Unit


def anchor_moment(place: Place, anchor: Anchor, now: datetime) -> datetime | None:
    """Return the moment a term counts from, or None while it is not known.

    `earliest` and `first` pass over what is not known; `latest` waits for all of it.
    """
    if anchor.kind is AnchorKind.OPENING:
        return now
    if anchor.kind is AnchorKind.FACT:
        fact = lookup.live_fact(place.state, anchor.name, place.subject)
        return lookup.moment_of(fact, place.calendar) if fact else None
    if anchor.kind is AnchorKind.STEP:
        return _settled_at(place, place.protocol.step(anchor.name))
    if anchor.kind is AnchorKind.GATE:
        return _gate_moment(place)
    return _of_several(anchor.kind, [anchor_moment(place, one, now) for one in anchor.of])


def _of_several(kind: AnchorKind, moments: list[datetime | None]) -> datetime | None:
    known = [moment for moment in moments if moment is not None]
    if not known or (kind is AnchorKind.LATEST and len(known) < len(moments)):
        return None
    if kind is AnchorKind.FIRST:
        return known[0]
    return max(known) if kind is AnchorKind.LATEST else min(known)


def _settled_at(place: Place, other: Step) -> datetime | None:
    moments = []
    for subject in lookup.counterparts(place.state, place.step, place.subject, other):
        last = lookup.latest(place.state, other.key, subject)
        if last is None or not last.is_settled or last.done_at is None:
            return None
        moments.append(last.done_at)
    return max(moments, default=None)


def _gate_moment(place: Place) -> datetime | None:
    if not lookup.is_gate_open(place.protocol, place.state):
        return None
    gate = {step.key for step in place.protocol.steps if step.gate}
    done = [step.done_at for step in place.state.steps if step.key in gate and step.done_at]
    return max(done, default=place.state.opened_at)


def unit_of(term: Term) -> Unit:
    """Return what a simple term is counted in, and so what a pause adds to it."""
    return UNITS.get(term.kind, Unit.CALENDAR_DAYS)


def is_known(place: Place, term: Term) -> bool:
    """Tell whether the date a term ends at is recorded; other terms need none."""
    if term.kind is TermKind.AT:
        return lookup.live_fact(place.state, term.fact or "", place.subject) is not None
    if term.kind is TermKind.LATEST:
        return all(is_known(place, one) for one in term.of)
    if term.kind is TermKind.EARLIEST:
        return any(is_known(place, one) for one in term.of)
    return True


def moments(
    place: Place, terms: tuple[Term, Term | None], anchor: datetime, opened: datetime
) -> Moments:
    """Return when a step is due, aimed at and escalated.

    Escalation comes at three quarters of the term in its own unit and never counts time from
    before the step opened; a step that is due at once, or was born late, has an hour's grace.
    """
    due, unit = _due(place, terms[0], anchor, opened)
    target = _due(place, terms[1], anchor, opened)[0] if terms[1] else None
    return Moments(
        due_at=due,
        target_at=target,
        escalate_at=_escalation(place.calendar, unit, max(anchor, opened), due),
        unit=unit,
    )


def _escalation(
    calendar: WorkCalendar, unit: Unit, since: datetime, due: datetime | None
) -> datetime | None:
    if due is None:
        return None
    if due <= since:
        return since + GRACE
    return worktime.three_quarters(calendar, unit, since, due)


def _due(
    place: Place, term: Term, anchor: datetime, opened: datetime
) -> tuple[datetime | None, Unit]:
    unit = unit_of(term)
    if term.kind is TermKind.NONE:
        return None, unit
    if term.kind is TermKind.IMMEDIATELY:
        return opened, unit
    if term.kind is TermKind.AT:
        return _at_fact(place, term), unit
    if term.kind in {TermKind.EARLIEST, TermKind.LATEST}:
        return _of_terms(place, term, anchor, opened)
    return _counted(place.calendar, term, anchor), unit


def _at_fact(place: Place, term: Term) -> datetime | None:
    fact = lookup.live_fact(place.state, term.fact or "", place.subject)
    if fact is None:
        return None
    if isinstance(fact.value, datetime):
        return fact.value
    return place.calendar.end_of(place.calendar.local_date(lookup.moment_of(fact, place.calendar)))


def _of_terms(
    place: Place, term: Term, anchor: datetime, opened: datetime
) -> tuple[datetime | None, Unit]:
    known = [
        (due, unit)
        for due, unit in (_due(place, one, anchor, opened) for one in term.of)
        if due is not None
    ]
    if not known:
        return None, Unit.FIXED
    choose: Callable[..., tuple[datetime, Unit]] = min if term.kind is TermKind.EARLIEST else max
    return choose(known, key=lambda pair: pair[0])


def _counted(calendar: WorkCalendar, term: Term, anchor: datetime) -> datetime:
    if term.kind is TermKind.HOURS:
        return worktime.hours_after(anchor, term.amount)
    if term.kind is TermKind.SAME_DAY:
        return worktime.same_day(calendar, anchor)
    if term.kind is TermKind.WORKING_HOURS:
        return worktime.add_working_time(calendar, anchor, timedelta(hours=term.amount))
    return _whole_days(calendar, term, anchor)


def _rolls(term: Term) -> bool:
    days = UNITS.get(term.kind, Unit.CALENDAR_DAYS) in {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS}
    is_short = term.amount <= LONGEST_STATUTORY.get(term.kind, term.amount)
    return term.statutory and days and is_short


def rolled_again(calendar: WorkCalendar, term: Term, due: datetime) -> datetime:
    """Return where a statutory term ends after a pause moved it; other terms stay."""
    if not _rolls(term):
        return due
    last = calendar.local_date(due - timedelta.resolution)
    rolled = worktime.rolled(last, last)
    if rolled == last:
        return due
    if term.kind is TermKind.WORKING_DAYS:
        return worktime.close_of_office(calendar, rolled)
    return calendar.end_of(rolled)


def _whole_days(calendar: WorkCalendar, term: Term, anchor: datetime) -> datetime:
    first = calendar.local_date(anchor)
    last = {
        TermKind.WORKING_DAYS: lambda: worktime.working_day_after(calendar, first, term.amount),
        TermKind.CALENDAR_DAYS: lambda: first + timedelta(days=term.amount),
        TermKind.WEEKS: lambda: first + timedelta(weeks=term.amount),
        TermKind.MONTHS: lambda: worktime.months_later(first, term.amount),
    }[term.kind]()
    if _rolls(term):
        # a term of so many working days holds them already: only article 1 is left
        since = last if term.kind is TermKind.WORKING_DAYS else first
        last = worktime.rolled(since, last)
    if term.kind is TermKind.WORKING_DAYS:
        return worktime.close_of_office(calendar, last)
    return calendar.end_of(last)

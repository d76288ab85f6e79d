"""Brings a case to rest: lapses what lost its ground and opens what may now be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from vpt.core.worktime import WorkCalendar
from vpt.protocol import lookup, moments
from vpt.protocol.definition import Protocol, Step, Term
from vpt.protocol.moments import Place
from vpt.protocol.state import CaseState, Change, StepState, StepStatus, SubjectId


def advance(protocol: Protocol, state: CaseState, calendar: WorkCalendar, now: datetime) -> Change:
    """Return the case at rest at `now`, with what was opened, lapsed and marked on the way."""
    settled, lapsed, marked = _withdraw_grounds(protocol, state, now)
    opened: list[StepState] = []
    while fresh := list(_openable(protocol, settled, calendar, now)):
        opened.extend(fresh)
        settled = replace(settled, steps=(*settled.steps, *fresh))
    return Change(state=settled, opened=tuple(opened), lapsed=lapsed, marked=marked)


def _withdraw_grounds(
    protocol: Protocol, state: CaseState, now: datetime
) -> tuple[CaseState, tuple[StepState, ...], tuple[StepState, ...]]:
    lapsed: list[StepState] = []
    marked: list[StepState] = []
    kept: list[StepState] = []
    for stored in state.steps:
        step = _regrounded(protocol, state, stored, now)
        if step is not stored:
            (lapsed if step.state is StepStatus.LAPSED else marked).append(step)
        kept.append(step)
    return replace(state, steps=tuple(kept)), tuple(lapsed), tuple(marked)


def _regrounded(
    protocol: Protocol, state: CaseState, stored: StepState, now: datetime
) -> StepState:
    when = protocol.step(stored.key).when
    if stored.is_open and not lookup.holds(state, when, stored.subject):
        return replace(stored, state=StepStatus.LAPSED, done_at=now, paused_since=None)
    is_marked = stored.grounds_withdrawn_at is not None
    if stored.is_settled and not is_marked and not lookup.has_grounds(state, when, stored.subject):
        return replace(stored, grounds_withdrawn_at=now)
    return stored


def _openable(
    protocol: Protocol, state: CaseState, calendar: WorkCalendar, now: datetime
) -> Iterator[StepState]:
    for step in protocol.steps:
        for subject in lookup.subjects_of(state, step.scope):
            place = Place(
                protocol=protocol, state=state, calendar=calendar, step=step, subject=subject
            )
            opened = _opened(place, now)
            if opened is not None:
                yield opened


def _opened(place: Place, now: datetime) -> StepState | None:
    last = lookup.latest(place.state, place.step.key, place.subject)
    if last is not None and last.is_open:
        return None
    if not lookup.holds(place.state, place.step.when, place.subject):
        return None
    if last is None or last.state is StepStatus.LAPSED or last.grounds_withdrawn_at:
        return _first(place, last, now)
    return _repeated(place, last, now)


def _first(place: Place, last: StepState | None, now: datetime) -> StepState | None:
    step = place.step
    if not is_preceded(place) or not moments.is_known(place, step.due):
        return None
    anchor = moments.anchor_moment(place, step.anchor, now)
    if anchor is None:
        return None
    return _dated(place, last, (step.due, step.target), anchor, now)


def _repeated(place: Place, last: StepState, now: datetime) -> StepState | None:
    repeat = place.step.repeat
    if repeat is None or last.state is not StepStatus.DONE or last.done_at is None:
        return None
    if lookup.is_true(place.state, repeat.until, place.subject):
        return None
    anchor = _repeats_from(place, repeat.until, last.done_at)
    return _dated(place, last, (repeat.every, repeat.target), anchor, now)


def _repeats_from(place: Place, until: str, done_at: datetime) -> datetime:
    withdrawn = [
        fact.withdrawn_at
        for fact in place.state.facts
        if fact.key == until and fact.subject in {None, place.subject} and fact.withdrawn_at
    ]
    return max([done_at, *withdrawn])


def _dated(
    place: Place,
    last: StepState | None,
    terms: tuple[Term, Term | None],
    anchor: datetime,
    now: datetime,
) -> StepState:
    fixed = moments.moments(place, terms, anchor, now)
    return StepState(
        key=place.step.key,
        subject=place.subject,
        occurrence=last.occurrence + 1 if last else 1,
        opened_at=now,
        anchor_at=anchor,
        due_at=fixed.due_at,
        target_at=fixed.target_at,
        escalate_at=fixed.escalate_at,
    )


def is_preceded(place: Place) -> bool:
    """Tell whether everything that must come first is done, waived, or not asked for here."""
    return all(_came_first(place, name) for name in place.step.after)


def _came_first(place: Place, name: str) -> bool:
    if name == lookup.GATE:
        return lookup.is_gate_open(place.protocol, place.state)
    other = place.protocol.step(name)
    subjects = lookup.counterparts(place.state, place.step, place.subject, other)
    return all(_is_behind(place.state, other, subject) for subject in subjects)


def _is_behind(state: CaseState, other: Step, subject: SubjectId | None) -> bool:
    last = lookup.latest(state, other.key, subject)
    if last is not None and last.is_settled:
        return True
    return not lookup.holds(state, other.when, subject)

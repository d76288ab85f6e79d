"""Derives how a case stands now: what waits, what is late, what comes, what is still missing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from vpt.protocol import lookup
from vpt.protocol.definition import Protocol, Step
from vpt.protocol.state import (
    CaseState,
    Escalation,
    Gap,
    Standing,
    StepState,
    SubjectId,
    TimelineEntry,
)

FIRST_LEVEL, LAST_LEVEL = 75, 100
GRACE = timedelta(hours=1)


def is_running(step: StepState) -> bool:
    """Tell whether a step is open and its clock runs."""
    return step.is_open and step.paused_since is None


def is_overdue(step: StepState, now: datetime) -> bool:
    """Tell whether a running step is past its due moment."""
    return is_running(step) and step.due_at is not None and now > step.due_at


def is_due_soon(step: StepState, now: datetime) -> bool:
    """Tell whether three quarters of a running step's term have passed, but not all of it."""
    if not is_running(step) or step.escalate_at is None or is_overdue(step, now):
        return False
    return now >= step.escalate_at


def overdue(state: CaseState, now: datetime) -> tuple[StepState, ...]:
    """Return the steps past their due moment, the latest promise first broken first."""
    return _by_due(step for step in state.steps if is_overdue(step, now))


def due_soon(state: CaseState, now: datetime) -> tuple[StepState, ...]:
    """Return the steps in the last quarter of their term, soonest first."""
    return _by_due(step for step in state.steps if is_due_soon(step, now))


def waiting(protocol: Protocol, state: CaseState) -> tuple[StepState, ...]:
    """Return the open steps of parties outside the organisation, which answer in their time."""
    return _by_due(
        step
        for step in state.steps
        if is_running(step) and _is_external(protocol, protocol.step(step.key))
    )


def _by_due(steps: Iterator[StepState]) -> tuple[StepState, ...]:
    return tuple(sorted(steps, key=lambda step: (step.due_at is None, step.due_at or 0)))


def upcoming(protocol: Protocol, state: CaseState) -> tuple[TimelineEntry, ...]:
    """Return the steps this case's facts already call for, that wait for something before them."""
    entries = (
        entry
        for step in protocol.steps
        for entry in _entries(protocol, state, step, state.opened_at)
    )
    return tuple(entry for entry in entries if entry.standing is Standing.UPCOMING)


def standing(protocol: Protocol, step: StepState, now: datetime) -> Standing:
    """Return how an opened step stands at this moment."""
    if not step.is_open:
        return Standing(step.state.value)
    if step.paused_since is not None:
        return Standing.PAUSED
    if is_overdue(step, now):
        return Standing.OVERDUE
    if is_due_soon(step, now):
        return Standing.DUE_SOON
    is_external = _is_external(protocol, protocol.step(step.key))
    return Standing.WAITING if is_external else Standing.OPEN


def timeline(protocol: Protocol, state: CaseState, now: datetime) -> tuple[TimelineEntry, ...]:
    """Return the whole chain in protocol order: every opened step, and what may still come."""
    return tuple(entry for step in protocol.steps for entry in _entries(protocol, state, step, now))


def _entries(
    protocol: Protocol, state: CaseState, step: Step, now: datetime
) -> Iterator[TimelineEntry]:
    is_external = _is_external(protocol, step)
    for subject in lookup.subjects_of(state, step.scope) or (None,):
        stored = [one for one in state.steps if (one.key, one.subject) == (step.key, subject)]
        for one in sorted(stored, key=lambda each: each.occurrence):
            yield TimelineEntry(
                key=step.key,
                subject=subject,
                standing=standing(protocol, one, now),
                is_external=is_external,
                step=one,
            )
        if not stored:
            yield TimelineEntry(
                key=step.key,
                subject=subject,
                standing=_prospect(state, step, subject),
                is_external=is_external,
            )


def _prospect(state: CaseState, step: Step, subject: SubjectId | None) -> Standing:
    is_called_for = lookup.holds(state, step.when, subject) and (
        bool(lookup.subjects_of(state, step.scope))
    )
    return Standing.UPCOMING if is_called_for else Standing.IF_NEEDED


def _is_external(protocol: Protocol, step: Step) -> bool:
    return protocol.party(step.party).external


def closure_gaps(protocol: Protocol, state: CaseState) -> tuple[Gap, ...]:
    """Return the decisions that are neither made nor waived; the case closes when none is left.

    A gap may also be that the facts ask for a decision about somebody nobody has named yet.
    """
    undecided = [
        Gap(key=step.key, subject=subject)
        for step, subject in lookup.gate_places(protocol, state)
        if lookup.is_missing(state, step, subject)
    ]
    unnamed = [
        Gap(key=step.key, subject=None, is_subject_missing=True)
        for step in protocol.steps
        if step.gate and lookup.lacks_subject(state, step)
    ]
    return (*undecided, *unnamed)


def escalation_levels(state: CaseState, now: datetime) -> tuple[Escalation, ...]:
    """Return every level a running step has reached: 75, and 100 when its term has run out.

    A step that was due at its opening reaches 100 an hour after 75.
    """
    return tuple(
        Escalation(ref=step.ref, level=level, reached_at=reached)
        for step in state.steps
        if is_running(step)
        for level, reached in _levels(step)
        if now >= reached
    )


def _levels(step: StepState) -> tuple[tuple[int, datetime], ...]:
    if step.escalate_at is None or step.due_at is None:
        return ()
    last = step.due_at if step.due_at > step.escalate_at else step.escalate_at + GRACE
    return (FIRST_LEVEL, step.escalate_at), (LAST_LEVEL, last)

"""Stops, restarts and corrects a step's clock; the only ways a due moment moves."""

from dataclasses import replace
from datetime import datetime, timedelta

from vpt.core import worktime
from vpt.core.errors import RuleBroken
from vpt.core.worktime import Unit, WorkCalendar
from vpt.protocol import moments
from vpt.protocol.definition import Protocol, Term
from vpt.protocol.moments import Moments, Place
from vpt.protocol.refusals import open_step, refuse_before_opening, refuse_unreasoned, with_step
from vpt.protocol.state import (
    CaseState,
    Change,
    Move,
    Reasoned,
    StepRef,
    StepState,
    StepStatus,
)


def pause(protocol: Protocol, state: CaseState, ref: StepRef, why: Reasoned) -> Change:
    """Stop a step's clock, with a reason and a name.

    Refuses with `step_unknown`, `step_not_open`, `too_early`, `not_pausable`, `step_paused`,
    `reason_required` or `name_required`.
    """
    stored, step = open_step(protocol, state, ref)
    refuse_unreasoned(why)
    refuse_before_opening(stored, why.at)
    if not step.pausable:
        raise RuleBroken("not_pausable", step=ref.key)
    if stored.paused_since is not None:
        raise RuleBroken("step_paused", step=ref.key)
    paused = replace(stored, paused_since=why.at, pause_reason=why.reason, by=why.by)
    return Change(state=with_step(state, paused))


def resume(
    protocol: Protocol, state: CaseState, calendar: WorkCalendar, ref: StepRef, at: datetime
) -> Change:
    """Start a paused step's clock again; its moments move by the pause, in the term's own unit.

    Refuses with `step_unknown`, `step_not_open`, `not_paused` or `too_early`.
    """
    stored, step = open_step(protocol, state, ref)
    if stored.paused_since is None:
        raise RuleBroken("not_paused", step=ref.key)
    if at < stored.paused_since:
        raise RuleBroken("too_early", step=ref.key)
    place = Place(protocol=protocol, state=state, calendar=calendar, step=step, subject=ref.subject)
    unit = _fixed(place, stored).unit
    span = worktime.elapsed(calendar, unit, stored.paused_since, at)
    going = _shifted(place, unit, replace(stored, paused_since=None), span)
    return Change(state=with_step(state, going), moved=_move(stored, going))


def correct_anchor(
    protocol: Protocol,
    state: CaseState,
    calendar: WorkCalendar,
    ref: StepRef,
    anchor_at: datetime,
    why: Reasoned,
) -> Change:
    """Count a step's term again from a corrected anchor, keeping the time it was paused.

    `moved` holds the old and new due moment for the log. A step that is due at a recorded date
    reads that date again. Refuses with `step_unknown`, `step_not_open`, `reason_required`,
    `name_required`, or `date_unknown` when that date was taken back.
    """
    stored, step = open_step(protocol, state, ref)
    refuse_unreasoned(why)
    place = Place(protocol=protocol, state=state, calendar=calendar, step=step, subject=ref.subject)
    anchored = replace(stored, anchor_at=anchor_at, paused_total=timedelta())
    fixed = _fixed(place, anchored)
    if fixed.due_at is None and stored.due_at is not None:
        raise RuleBroken("date_unknown", step=ref.key)
    counted = replace(
        anchored,
        due_at=fixed.due_at,
        target_at=fixed.target_at,
        escalate_at=fixed.escalate_at,
    )
    moved = _shifted(place, fixed.unit, counted, stored.paused_total)
    return Change(state=with_step(state, moved), moved=_move(stored, moved))


def unit_of(place: Place, stored: StepState) -> Unit:
    """Return what the term of a step, open or not, is counted in."""
    return _fixed(place, stored).unit


def recounted(place: Place, stored: StepState, anchor_at: datetime, paused: timedelta) -> StepState:
    """Return a step, open or not, as it is due from another anchor and after having been paused.

    `paused` is in the unit of its term. A date that is not known any more keeps the old moments.
    """
    fixed = _fixed(place, replace(stored, anchor_at=anchor_at))
    if anchor_at != stored.anchor_at and not (fixed.due_at is None and stored.due_at):
        stored = replace(
            stored,
            anchor_at=anchor_at,
            due_at=fixed.due_at,
            target_at=fixed.target_at,
            escalate_at=fixed.escalate_at,
        )
    return _shifted(place, fixed.unit, stored, paused)


def _fixed(place: Place, stored: StepState) -> Moments:
    return moments.moments(place, _terms(place, stored), stored.anchor_at, stored.opened_at)


def _terms(place: Place, stored: StepState) -> tuple[Term, Term | None]:
    repeat = place.step.repeat
    if repeat is not None and _is_repetition(place.state, stored):
        return repeat.every, repeat.target
    return place.step.due, place.step.target


def _is_repetition(state: CaseState, stored: StepState) -> bool:
    before = StepRef(stored.key, stored.subject, stored.occurrence - 1)
    previous = next((step for step in state.steps if step.ref == before), None)
    if previous is None or previous.state is not StepStatus.DONE:
        return False
    marked = previous.grounds_withdrawn_at
    return marked is None or marked > stored.opened_at


def _shifted(place: Place, unit: Unit, stored: StepState, span: timedelta) -> StepState:
    def moved(moment: datetime | None) -> datetime | None:
        return worktime.shifted(place.calendar, unit, moment, span) if moment else None

    due, term = moved(stored.due_at), _terms(place, stored)[0]
    return replace(
        stored,
        due_at=moments.rolled_again(place.calendar, term, due) if due and span else due,
        target_at=moved(stored.target_at),
        escalate_at=moved(stored.escalate_at),
        paused_total=stored.paused_total + span,
    )


def _move(old: StepState, new: StepState) -> Move:
    return Move(
        ref=old.ref,
        old_anchor=old.anchor_at,
        new_anchor=new.anchor_at,
        old_due=old.due_at,
        new_due=new.due_at,
    )

"""Runs what really happened in a case along another protocol: what would have been due when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from vpt.core.worktime import WorkCalendar
from vpt.protocol import clocks
from vpt.protocol.definition import Protocol, Step
from vpt.protocol.past import Past
from vpt.protocol.reliving import Reliving
from vpt.protocol.state import CaseState, StepRef, StepState

__all__ = ["Past", "Replay", "Replayed", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One step as it would have gone.

    `step` holds when it would have opened and been due, and how it ended; `real` is the same step
    in the real case, None when that had none. `is_new`: the real protocol has no such step.
    `is_supposed`: nobody knows how it would have ended, so it is taken to be done when it was due.
    """

    step: StepState
    real: StepState | None = None
    is_new: bool = False
    is_supposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A case run along another protocol.

    `steps` in the order they open; `gone`: real steps this protocol would not have had, because
    it has no such step or does not ask for it; `state` is where the case would stand.
    """

    steps: tuple[Replayed, ...]
    gone: tuple[StepState, ...]
    state: CaseState


def replay(protocol: Protocol, past: Past, calendar: WorkCalendar, now: datetime) -> Replay:
    """Return the case as it would have gone along this protocol until `now`."""
    run = own = _relived(protocol, past, calendar, now)
    if protocol != past.protocol:
        own = _relived(past.protocol, past, calendar, now)
    explained = {real.ref: step for step in own.state.steps if (real := own.real(step))}
    return _told(run, explained)


def _relived(protocol: Protocol, past: Past, calendar: WorkCalendar, now: datetime) -> Reliving:
    run = Reliving(protocol=protocol, past=past, calendar=calendar, now=now)
    run.run()
    return run


def _told(run: Reliving, explained: Mapping[StepRef, StepState]) -> Replay:
    steps = []
    known = {step.key for step in run.past.protocol.steps}
    for stored in run.state.steps:
        real = run.real(stored)
        steps.append(
            Replayed(
                step=_timed(run, stored, real, explained.get(real.ref)) if real else stored,
                real=real,
                is_new=stored.key not in known,
                is_supposed=stored.ref in run.supposed,
            )
        )
    kept = {one.real.ref for one in steps if one.real}
    gone = tuple(step for step in run.past.state.steps if step.ref not in kept)
    state = replace(run.state, steps=tuple(one.step for one in steps))
    return Replay(steps=tuple(steps), gone=gone, state=state)


def _timed(
    run: Reliving, step: StepState, real: StepState, explained: StepState | None
) -> StepState:
    """Return the step with what was done to the real one's clock: paused, or counted anew.

    What this protocol counts just as the case's own keeps the real moments. A pause counts when
    the term is still in the same unit.
    """
    mine, theirs = run.protocol.step(step.key), run.past.protocol.step(real.key)
    if explained is None:
        return step
    same = (step.anchor_at, step.due_at) == (explained.anchor_at, explained.due_at)
    if same and _timing(mine) == _timing(theirs):
        return _with_clock_of(step, real)
    is_corrected = real.anchor_at != explained.anchor_at and mine.anchor == theirs.anchor
    anchor = real.anchor_at if is_corrected else step.anchor_at
    place = run.place(step)
    unit = clocks.unit_of(replace(place, protocol=run.past.protocol, step=theirs), explained)
    span = real.paused_total if clocks.unit_of(place, step) is unit else timedelta()
    return clocks.recounted(place, step, anchor, span)


def _timing(step: Step) -> tuple[object, ...]:
    return step.anchor, step.due, step.target, step.repeat


def _with_clock_of(step: StepState, real: StepState) -> StepState:
    return replace(
        step,
        anchor_at=real.anchor_at,
        due_at=real.due_at,
        target_at=real.target_at,
        escalate_at=real.escalate_at,
        paused_since=real.paused_since if step.is_open else None,
        paused_total=real.paused_total,
    )

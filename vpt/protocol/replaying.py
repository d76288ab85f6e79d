"""Runs what really happened in a case along another protocol: what would have been due when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from vpt.core.worktime import WorkCalendar
from vpt.protocol.definition import Protocol
from vpt.protocol.state import CaseState, StepState, SubjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A real case as it stands: its own protocol, its state, and since when it had its subjects.

    A subject that is not in `since` was there when the case opened.
    """

    protocol: Protocol
    state: CaseState
    since: Mapping[SubjectId, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One step as it would have gone.

    `step` holds when it would have opened and been due, and how it ended; `real` is the same step
    in the real case, None when that had none. `is_new`: the real protocol has no such step.
    `is_supposed`: nobody knows how it would have ended, so it is taken to be done when it was due,
    with its first outcome.
    """

    step: StepState
    real: StepState | None = None
    is_new: bool = False
    is_supposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A case run along another protocol.

    `steps` in the order they open; `gone`: real steps this protocol would not have had, because
    it has no such step or never asks for it; `state` is where the case would stand.
    """

    steps: tuple[Replayed, ...]
    gone: tuple[StepState, ...]
    state: CaseState


def replay(protocol: Protocol, past: Past, calendar: WorkCalendar, now: datetime) -> Replay:
    """Return the case as it would have gone along this protocol until `now`."""
    raise NotImplementedError

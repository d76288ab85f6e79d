"""The refusals every change to a step shares, and the way a changed step enters the state."""

from dataclasses import replace
from datetime import datetime

from vpt.core.errors import RuleBroken
from vpt.protocol.definition import Protocol, Step
from vpt.protocol.state import CaseState, Reasoned, StepRef, StepState


def open_step(protocol: Protocol, state: CaseState, ref: StepRef) -> tuple[StepState, Step]:
    """Return an open step and its definition; `step_unknown`, `step_not_open` otherwise."""
    stored = next((step for step in state.steps if step.ref == ref), None)
    if stored is None:
        raise RuleBroken("step_unknown", step=ref.key)
    if not stored.is_open:
        raise RuleBroken("step_not_open", step=ref.key)
    return stored, protocol.step(ref.key)


def refuse_unreasoned(why: Reasoned) -> None:
    """Refuse with `reason_required` or `name_required` when either is blank."""
    if not why.reason.strip():
        raise RuleBroken("reason_required")
    if not why.by.strip():
        raise RuleBroken("name_required")


def refuse_before_opening(stored: StepState, at: datetime) -> None:
    """Refuse with `too_early` what would have happened before the step was opened."""
    if at < stored.opened_at:
        raise RuleBroken("too_early", step=stored.key)


def with_step(state: CaseState, step: StepState) -> CaseState:
    """Return the state with this step in the place of its earlier self."""
    kept = tuple(step if other.ref == step.ref else other for other in state.steps)
    return replace(state, steps=kept)

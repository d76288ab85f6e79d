"""Runs a case along its protocol: pure functions from one state to the next.

Every function takes the protocol, the state and the calendar first, reads no clock and stores
nothing. A refusal is a `RuleBroken` with a code; the caller's state is never changed.
"""

from dataclasses import replace

from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.protocol import lookup
from vpt.protocol.clocks import correct_anchor, pause, resume
from vpt.protocol.closing import fact_values, refuse_incomplete
from vpt.protocol.definition import Protocol, Step
from vpt.protocol.planning import advance
from vpt.protocol.reading import (
    closure_gaps,
    due_soon,
    escalation_levels,
    overdue,
    standing,
    timeline,
    upcoming,
    waiting,
)
from vpt.protocol.recording import (
    add_subject,
    record_fact,
    record_facts,
    with_facts,
    withdraw_fact,
)
from vpt.protocol.refusals import open_step, refuse_before_opening, refuse_unreasoned, with_step
from vpt.protocol.state import (
    CaseState,
    Change,
    Completion,
    Reasoned,
    StepRef,
    StepStatus,
)

__all__ = [
    "add_subject",
    "advance",
    "closure_gaps",
    "complete",
    "correct_anchor",
    "due_soon",
    "escalation_levels",
    "overdue",
    "pause",
    "record_fact",
    "record_facts",
    "resume",
    "standing",
    "timeline",
    "upcoming",
    "waiting",
    "waive",
    "withdraw_fact",
]


def complete(
    protocol: Protocol, state: CaseState, calendar: WorkCalendar, ref: StepRef, done: Completion
) -> Change:
    """Finish a step with an outcome, record the outcome's facts and open what that unlocks.

    Refuses with `step_unknown`, `step_not_open`, `step_paused`, `too_early`, `outcome_unknown`,
    `reason_required`, `date_required`, `number_required`, `document_required`, `subject_missing`,
    `subject_unexpected`, `subject_exists` or, for the step that closes the case, `gate_open`.
    """
    stored, step = open_step(protocol, state, ref)
    if stored.paused_since is not None:
        raise RuleBroken("step_paused", step=ref.key)
    refuse_before_opening(stored, done.at)
    refuse_incomplete(state, step, stored, done)
    _refuse_open_gate(protocol, state, step)
    closed = replace(
        stored,
        state=StepStatus.DONE,
        done_at=done.at,
        outcome=done.outcome,
        reason=done.reason,
        by=done.by,
        on=done.on,
        number=done.number,
        document=done.document,
    )
    facts = fact_values(protocol, step, stored, done)
    changed = replace(with_step(state, closed), subjects=(*state.subjects, *done.subjects))
    change = advance(protocol, with_facts(changed, facts), calendar, done.at)
    return replace(change, closed=closed, subjects=done.subjects, facts=facts)


def waive(
    protocol: Protocol, state: CaseState, calendar: WorkCalendar, ref: StepRef, why: Reasoned
) -> Change:
    """Let a step go, with a reason and a name; it counts as made for the closure gate.

    Refuses with `step_unknown`, `step_not_open`, `too_early`, `reason_required`, `name_required`
    or `closing_not_waivable`.
    """
    stored, step = open_step(protocol, state, ref)
    refuse_unreasoned(why)
    refuse_before_opening(stored, why.at)
    if lookup.GATE in step.after:
        raise RuleBroken("closing_not_waivable", step=ref.key)
    closed = replace(
        stored,
        state=StepStatus.WAIVED,
        done_at=why.at,
        by=why.by,
        reason=why.reason,
        paused_since=None,
    )
    change = advance(protocol, with_step(state, closed), calendar, why.at)
    return replace(change, closed=closed)


def _refuse_open_gate(protocol: Protocol, state: CaseState, step: Step) -> None:
    if lookup.GATE in step.after and not lookup.is_gate_open(protocol, state):
        gaps = closure_gaps(protocol, state)
        raise RuleBroken("gate_open", missing=tuple(gap.key for gap in gaps))

"""Working a case's steps: finish, waive, pause, resume, correct, and record what partners said."""

from datetime import datetime
from uuid import UUID

from vpt.cases import changing, finishing
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat, PauseReason
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.protocol import engine, lookup
from vpt.protocol.definition import Step
from vpt.protocol.state import Reasoned, StepRef

DESK = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


def complete_step(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Finish a step of the actor's own lane with one of its outcomes.

    Raises NotVisible, NotAllowed("partner_step", "not_your_step"), StaleData, and what the engine
    refuses; RuleBroken("has_own_page") for a step that a page of its own finishes. A step after
    the gate closes the case.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    _, step = finishing.own_step(turn, ref)
    _refuse_worked(step)
    if lookup.GATE in step.after:
        policy.ensure(actor, Permission.CASE_CLOSE)
    return finishing.complete(turn, ref, answer)


def record_by_telephone(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Record what a partner said on the telephone as the outcome of the partner's step."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    row, step = finishing.find_step(turn, ref)
    if not turn.running.protocol.party(step.party).external:
        raise RuleBroken("not_a_partner_step", step=ref.key)
    _refuse_worked(step)
    row.by_telephone = True
    return finishing.complete(turn, ref, answer)


def waive_step(
    actor: Actor, case_id: UUID, ref: StepRef, reason: str, *, version: int, now: datetime
) -> Case:
    """Let a step go with a reason; the coordinator may do so for every lane."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    find = finishing.find_step if Hat.COORDINATOR in turn.hats else finishing.own_step
    row, _ = find(turn, ref)
    why = Reasoned(at=now, by=str(actor.id), reason=finishing.clean("reason", reason))
    running_ = turn.running
    change = engine.waive(running_.protocol, running_.state, running_.calendar, ref, why)
    finishing.tell_progress(turn, row)
    return finishing.store(turn, ref, change, "case.step_waived")


def pause_step(
    actor: Actor, case_id: UUID, ref: StepRef, reason: PauseReason, *, version: int, now: datetime
) -> Case:
    """Stop a step's clock for a reason from the list."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    _step_at_desk(turn, ref)
    why = Reasoned(at=now, by=str(actor.id), reason=reason.value)
    change = engine.pause(turn.running.protocol, turn.running.state, ref, why)
    return finishing.store(turn, ref, change, "case.step_paused", reason=reason.value)


def resume_step(actor: Actor, case_id: UUID, ref: StepRef, *, version: int, now: datetime) -> Case:
    """Start a step's clock again; its moments move by the time it stood still."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    _step_at_desk(turn, ref)
    running_ = turn.running
    change = engine.resume(running_.protocol, running_.state, running_.calendar, ref, now)
    return finishing.store(turn, ref, change, "case.step_resumed")


def correct_anchor(
    actor: Actor,
    case_id: UUID,
    ref: StepRef,
    correction: tuple[datetime, str],
    *,
    version: int,
    now: datetime,
) -> Case:  # fmt: skip
    """Count a step's term from another moment: (moment, reason); old and new go into the trail."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, {Hat.COORDINATOR})
    row, _ = finishing.find_step(turn, ref)
    anchor_at, reason = correction
    if anchor_at > now:
        raise RuleBroken("anchor_in_future", step=ref.key)
    why = Reasoned(at=now, by=str(actor.id), reason=finishing.clean("reason", reason))
    running_ = turn.running
    change = engine.correct_anchor(
        running_.protocol, running_.state, running_.calendar, ref, anchor_at, why
    )
    row.details = {**(row.details or {}), "correction": why.reason}
    return finishing.store(turn, ref, change, "case.anchor_corrected")


def _step_at_desk(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    """Return a step for somebody who handles the case: clocks are not stopped by its subjects."""
    changing.ensure(turn, Permission.CASE_HANDLE, DESK)
    return finishing.find_step(turn, ref)


def _refuse_worked(step: Step) -> None:
    """Refuse to tick off a step whose own page asks for more than an outcome."""
    if step.work is not None:
        raise RuleBroken("has_own_page", step=step.key)

"""Working a case's steps: finish, waive, pause, resume, correct, and record what partners said."""

from datetime import datetime
from uuid import UUID

from vpt.cases import changing, lanes, storing
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat, PauseReason
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents import rules as texts
from vpt.incidents import words
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.protocol import engine, lookup
from vpt.protocol.definition import PARENTS, Step
from vpt.protocol.state import Change, Completion, Move, Reasoned, StepRef, Subject

MOST_NOTE = 4000
DESK = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


def complete_step(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Finish a step of the actor's own lane with one of its outcomes.

    Raises NotVisible, NotAllowed("partner_step", "not_your_step"), StaleData, and what the engine
    refuses. A step after the gate closes the case.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    row, step = _own_step(turn, ref)
    if lookup.GATE in step.after:
        policy.ensure(actor, Permission.CASE_CLOSE)
    return _complete(turn, row, ref, answer)


def record_by_telephone(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Record what a partner said on the telephone as the outcome of the partner's step."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    row, step = _step(turn, ref)
    if not turn.running.protocol.party(step.party).external:
        raise RuleBroken("not_a_partner_step", step=ref.key)
    row.by_telephone = True
    return _complete(turn, row, ref, answer)


def waive_step(
    actor: Actor, case_id: UUID, ref: StepRef, reason: str, *, version: int, now: datetime
) -> Case:
    """Let a step go with a reason; the coordinator may do so for every lane."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    row, _ = _step(turn, ref) if Hat.COORDINATOR in turn.hats else _own_step(turn, ref)
    why = Reasoned(at=now, by=str(actor.id), reason=_clean("reason", reason))
    running_ = turn.running
    change = engine.waive(running_.protocol, running_.state, running_.calendar, ref, why)
    _tell_progress(turn, row)
    return _finish(turn, ref, change, "case.step_waived")


def pause_step(
    actor: Actor, case_id: UUID, ref: StepRef, reason: PauseReason, *, version: int, now: datetime
) -> Case:
    """Stop a step's clock for a reason from the list."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    _step_at_desk(turn, ref)
    why = Reasoned(at=now, by=str(actor.id), reason=reason.value)
    change = engine.pause(turn.running.protocol, turn.running.state, ref, why)
    return _finish(turn, ref, change, "case.step_paused", reason=reason.value)


def resume_step(actor: Actor, case_id: UUID, ref: StepRef, *, version: int, now: datetime) -> Case:
    """Start a step's clock again; its moments move by the time it stood still."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    _step_at_desk(turn, ref)
    running_ = turn.running
    change = engine.resume(running_.protocol, running_.state, running_.calendar, ref, now)
    return _finish(turn, ref, change, "case.step_resumed")


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
    row, _ = _step(turn, ref)
    anchor_at, reason = correction
    if anchor_at > now:
        raise RuleBroken("anchor_in_future", step=ref.key)
    why = Reasoned(at=now, by=str(actor.id), reason=_clean("reason", reason))
    running_ = turn.running
    change = engine.correct_anchor(
        running_.protocol, running_.state, running_.calendar, ref, anchor_at, why
    )
    row.details = {**(row.details or {}), "correction": why.reason}
    return _finish(turn, ref, change, "case.anchor_corrected")


def _complete(turn: Turn, row: CaseStep, ref: StepRef, answer: Answer) -> Case:
    running_ = turn.running
    step = running_.protocol.step(ref.key)
    done = Completion(
        outcome=answer.outcome,
        at=turn.now,
        by=str(turn.actor.id),
        reason=_clean("reason", answer.reason),
        on=answer.on,
        number=_clean("number", answer.number),
        document=_clean("document", answer.document),
        subjects=_created(turn, step, ref, answer.outcome),
    )
    change = engine.complete(running_.protocol, running_.state, running_.calendar, ref, done)
    if answer.note:
        row.note = _clean("note", answer.note)
    if lookup.GATE in step.after:
        turn.case.closed_at = turn.now
        turn.tell(turn.incident.reporter_id, Kind.CASE_CLOSED)
    else:
        _tell_progress(turn, row)
    return _finish(turn, ref, change, "case.step_completed", outcome=answer.outcome)


def _created(turn: Turn, step: Step, ref: StepRef, outcome_key: str) -> tuple[Subject, ...]:
    outcome = step.outcome(outcome_key)
    about = lookup.subject_of(turn.running.state, ref.subject)
    return tuple(
        Subject(
            id=new_id(),
            scope=scope,
            parent=about.id if about and PARENTS.get(scope) is about.scope else None,
        )
        for scope in (outcome.creates if outcome else ())
    )


def _finish(turn: Turn, ref: StepRef, change: Change, action: str, **codes: str) -> Case:
    named = {**changing.codes_of(turn, ref), **codes, **_moved(change.moved)}
    if turn.hats == {Hat.OWN}:
        named["as"] = Hat.OWN.value
    return changing.finish(turn, action, state=change.state, codes=named)


def _moved(move: Move | None) -> dict[str, str]:
    if move is None:
        return {}
    moments = {
        "old_anchor": move.old_anchor,
        "new_anchor": move.new_anchor,
        "old_due": move.old_due,
        "new_due": move.new_due,
    }
    return {name: storing.moment_words(moment) for name, moment in moments.items() if moment}


def _tell_progress(turn: Turn, row: CaseStep) -> None:
    turn.tell(turn.incident.reporter_id, Kind.CASE_PROGRESS, row)
    victim = turn.running.user_of(turn.running.victim_of(row.subject_id))
    if victim != turn.incident.reporter_id:
        turn.tell(victim, Kind.CASE_PROGRESS, row)


def _step(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    row = changing.row_of(turn, ref)
    if row is None:
        raise RuleBroken("step_unknown", step=ref.key)
    return row, turn.running.protocol.step(ref.key)


def _step_at_desk(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    """Return a step for somebody who handles the case: clocks are not stopped by its subjects."""
    changing.ensure(turn, Permission.CASE_HANDLE, DESK)
    return _step(turn, ref)


def _own_step(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    row, step = _step(turn, ref)
    if turn.running.protocol.party(step.party).external:
        raise NotAllowed("partner_step", step=ref.key)
    if not lanes.may_do(turn.running, turn.reached, turn.actor.id, row):
        raise NotAllowed("not_your_step", step=ref.key)
    return row, step


def _clean(name: str, text: str | None) -> str:
    cleaned = words.clean(text)
    texts.ensure_length(name, cleaned, MOST_NOTE)
    texts.ensure_no_bsn({name: cleaned})
    return cleaned

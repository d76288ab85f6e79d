"""How a case ends besides its closing step: withdrawn, led by another report, or opened again."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vpt.cases import changing, finishing, reach
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents import service as incidents
from vpt.notifications.rules import Kind
from vpt.protocol import engine, lookup
from vpt.protocol.state import CaseState, StepState, StepStatus


def reopen(actor: Actor, case_id: UUID, reason: str, *, version: int, now: datetime) -> Case:
    """Open a closed case again: what closing established is taken back, with a reason."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_CLOSE, {Hat.COORDINATOR})
    if turn.case.closed_at is None:
        raise RuleBroken("not_closed")
    if turn.incident.withdrawn_at or turn.incident.leading_id:
        raise RuleBroken("not_handled_here")
    closed = max(_closing(turn), key=lambda step: step.occurrence)
    row = changing.row_of(turn, closed.ref)
    if row is not None:
        row.details = {**(row.details or {}), "reopened": finishing.required("reason", reason)}
    state = _taken_back(turn, closed)
    turn.case.closed_at = None
    turn.tell(turn.incident.reporter_id, Kind.CASE_REOPENED)
    turn.tell(turn.case.assignee_id, Kind.CASE_REOPENED)
    at = turn.running
    change = engine.advance(at.protocol, state, at.calendar, now)
    return changing.finish(turn, "case.reopened", state=change.state)


def withdraw(actor: Actor, case_id: UUID, reason: str, *, version: int, now: datetime) -> Case:
    """Take an own report back with a reason code; its open steps lapse, its record stays."""
    turn = changing.begin(actor, case_id, version=version, now=now)
    if turn.incident.reporter_id != actor.id:
        raise NotAllowed("not_the_reporter")
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
    incidents.withdraw(actor, case_id, reason, now=now)
    turn.case.closed_at = now
    turn.tell(turn.case.assignee_id, Kind.REPORT_WITHDRAWN)
    return changing.finish(turn, "case.withdrawn", state=_lapsed(turn), codes={"reason": reason})


def mark_same_event(
    actor: Actor, case_id: UUID, leading_id: UUID, *, version: int, now: datetime
) -> Case:
    """Let another case lead: this one's open steps lapse and its reporter follows that one.

    Raises what `changing.begin` raises, RuleBroken("already_closed", "leading_closed") and what
    `incidents.mark_same_event` refuses.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, {Hat.HANDLER, Hat.COORDINATOR})
    leading = reach.reach(actor, leading_id)
    if not leading.hats & {Hat.HANDLER, Hat.COORDINATOR}:
        raise NotAllowed("not_your_part")
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
    if leading.case.closed_at is not None:
        raise RuleBroken("leading_closed")
    incidents.mark_same_event(actor, turn.incident, leading.incident, now=now)
    turn.case.closed_at = now
    turn.tell(turn.incident.reporter_id, Kind.REPORT_MERGED)
    codes = {"leading": str(leading_id)}
    return changing.finish(turn, "case.merged", state=_lapsed(turn), codes=codes)


def _closing(turn: Turn) -> list[StepState]:
    protocol = turn.running.protocol
    return [
        step for step in turn.running.state.steps if lookup.GATE in protocol.step(step.key).after
    ]


def _taken_back(turn: Turn, closed: StepState) -> CaseState:
    state, outcome = turn.running.state, None
    if closed.outcome:
        outcome = turn.running.protocol.step(closed.key).outcome(closed.outcome)
    set_then = set(outcome.sets) if outcome else set()
    marked = replace(closed, grounds_withdrawn_at=turn.now)
    return replace(
        state,
        steps=tuple(marked if step is closed else step for step in state.steps),
        facts=tuple(
            replace(fact, withdrawn_at=turn.now)
            if fact.key in set_then and fact.withdrawn_at is None
            else fact
            for fact in state.facts
        ),
    )


def _lapsed(turn: Turn) -> CaseState:
    state = turn.running.state
    return replace(
        state,
        steps=tuple(
            replace(step, state=StepStatus.LAPSED, done_at=turn.now, paused_since=None)
            if step.is_open
            else step
            for step in state.steps
        ),
    )

"""Finishing a step inside a turn: the outcome, who hears of it, and the line in the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vpt.cases import changing, lanes, storing
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.cases.steps import CaseStep
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents import rules as texts
from vpt.incidents import words
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.protocol import engine, lookup
from vpt.protocol.definition import PARENTS, FactContent, Scope, Step
from vpt.protocol.state import CaseState, Change, Completion, FactValue, Move, StepRef, Subject

MOST_NOTE = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A fact that a piece of work establishes besides the outcome; `subject` None is the case."""

    key: str
    value: FactContent
    subject: UUID | None = None


def find_step(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    """Return a step of the case with its definition; RuleBroken("step_unknown")."""
    row = changing.row_of(turn, ref)
    if row is None:
        raise RuleBroken("step_unknown", step=ref.key)
    return row, turn.running.protocol.step(ref.key)


def own_step(turn: Turn, ref: StepRef) -> tuple[CaseStep, Step]:
    """Return a step of the actor's own lane; NotAllowed("partner_step", "not_your_step")."""
    row, step = find_step(turn, ref)
    if turn.running.protocol.party(step.party).external:
        raise NotAllowed("partner_step", step=ref.key)
    if not lanes.may_do(turn.running, turn.reached, turn.actor.id, row):
        raise NotAllowed("not_your_step", step=ref.key)
    return row, step


def complete(
    turn: Turn,
    ref: StepRef,
    answer: Answer,
    *,
    learned: Sequence[Learned] = (),
    made: Mapping[Scope, UUID] | None = None,
) -> Case:
    """Finish a step and store the turn.

    `learned` are facts recorded with it; `made` are ids for the subjects the outcome creates,
    for a room that has a row of its own for them.
    """
    row, step = find_step(turn, ref)
    running_ = turn.running
    done = Completion(
        outcome=answer.outcome,
        at=turn.now,
        by=str(turn.author_id or turn.partner),
        reason=clean("reason", answer.reason),
        on=answer.on,
        number=clean("number", answer.number),
        document=clean("document", answer.document),
        subjects=_created(turn, step, ref, answer.outcome, made or {}),
    )
    change = engine.complete(running_.protocol, running_.state, running_.calendar, ref, done)
    state = with_facts(turn, change.state, learned)
    if answer.note:
        row.note = clean("note", answer.note)
    if lookup.GATE in step.after:
        turn.case.closed_at = turn.now
        turn.tell(turn.incident.reporter_id, Kind.CASE_CLOSED)
    else:
        tell_progress(turn, row)
    named = named_codes(turn, ref, change, outcome=answer.outcome)
    return changing.finish(turn, "case.step_completed", state=state, codes=named)


def with_facts(turn: Turn, state: CaseState, learned: Sequence[Learned]) -> CaseState:
    """Return the state after recording facts; nothing is stored yet."""
    at = turn.running
    for one in learned:
        fact = FactValue(
            key=one.key,
            subject=one.subject,
            value=one.value,
            true_since=turn.now,
            recorded_at=turn.now,
            by=str(turn.author_id) if turn.author_id else None,
            source=at.protocol.facts[one.key].source.value,
        )
        state = engine.record_fact(at.protocol, state, at.calendar, fact).state
    return state


def store(turn: Turn, ref: StepRef, change: Change, action: str, **codes: str) -> Case:
    """Store what a change made of a step, with what names it in the trail."""
    named = named_codes(turn, ref, change, **codes)
    return changing.finish(turn, action, state=change.state, codes=named)


def named_codes(turn: Turn, ref: StepRef, change: Change, **codes: str) -> dict[str, str]:
    """Return the codes of a step's line in the trail."""
    named = {**changing.codes_of(turn, ref), **codes, **_moved(change.moved)}
    if turn.hats == {Hat.OWN}:
        named["as"] = Hat.OWN.value
    return named


def tell_progress(turn: Turn, row: CaseStep) -> None:
    """Let the reporter and the victim a step is about know that something was done.

    Whoever a room told of this step in words of its own does not hear it twice.
    """
    told = {one.recipient_id for one in turn.notices if one.step_key == row.key}
    victim = turn.running.user_of(turn.running.victim_of(row.subject_id))
    for user_id in dict.fromkeys((turn.incident.reporter_id, victim)):
        if user_id not in told:
            turn.tell(user_id, Kind.CASE_PROGRESS, row)


def clean(name: str, text: str | None, *, most: int = MOST_NOTE) -> str:
    """Return a typed text without stray characters; RuleBroken("text_too_long", "bsn_refused")."""
    cleaned = words.clean(text)
    texts.ensure_length(name, cleaned, most)
    texts.ensure_no_bsn({name: cleaned})
    return cleaned


def required(
    name: str, text: str | None, *, code: str = "reason_required", most: int = MOST_NOTE
) -> str:
    """Return a typed text that may not be empty, else RuleBroken(code) at its field."""
    cleaned = clean(name, text, most=most)
    if not cleaned:
        raise RuleBroken(code, field=name)
    return cleaned


def _created(
    turn: Turn, step: Step, ref: StepRef, outcome_key: str, made: Mapping[Scope, UUID]
) -> tuple[Subject, ...]:
    outcome = step.outcome(outcome_key)
    about = lookup.subject_of(turn.running.state, ref.subject)
    return tuple(
        Subject(
            id=made.get(scope) or new_id(),
            scope=scope,
            parent=about.id if about and PARENTS.get(scope) is about.scope else None,
        )
        for scope in (outcome.creates if outcome else ())
    )


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

"""What really happened in a case, moment by moment, read from the state it has now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from vpt.protocol.definition import Outcome, Protocol
from vpt.protocol.state import CaseState, FactValue, StepState, StepStatus, Subject, SubjectId

Whose = tuple[str, SubjectId | None]
"""The key of a step or a fact, and whom it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A real case as it stands: its own protocol, its state, and since when it had its subjects.

    A subject that is not in `since` was there when the case opened. `ended_at`: the report was
    withdrawn or another case leads, so that every open step lapsed.
    """

    protocol: Protocol
    state: CaseState
    since: Mapping[SubjectId, datetime] = field(default_factory=dict)
    ended_at: datetime | None = None


def moments(past: Past, now: datetime) -> tuple[datetime, ...]:
    """Return every moment until now at which something happened, in order."""
    found = {past.state.opened_at, *(when for when, _ in arrivals(past))}
    for fact in past.state.facts:
        found.update(one for one in (fact.recorded_at, fact.withdrawn_at) if one)
    found.update(step.done_at for step in past.state.steps if step.is_settled and step.done_at)
    found.update([past.ended_at] if past.ended_at else [])
    return tuple(sorted(when for when in found if when <= now))


def arrivals(past: Past) -> tuple[tuple[datetime, Subject], ...]:
    """Return since when each subject was there: never later than what is said about it."""
    return tuple((_arrival(past, subject), subject) for subject in past.state.subjects)


def _arrival(past: Past, subject: Subject) -> datetime:
    facts = [one.recorded_at for one in past.state.facts if one.subject == subject.id]
    steps = [one.opened_at for one in past.state.steps if one.subject == subject.id]
    known = past.since.get(subject.id, past.state.opened_at)
    created = [when for when in facts if _creates(past, subject, when)]
    since = min(created) if created else min([known, *facts, *steps])
    return max(since, past.state.opened_at)


def _creates(past: Past, subject: Subject, when: datetime) -> bool:
    return any(
        step.done_at == when and outcome is not None and subject.scope in outcome.creates
        for step, outcome in _settled(past)
    )


def _settled(past: Past) -> Iterator[tuple[StepState, Outcome | None]]:
    keys = {step.key: step for step in past.protocol.steps}
    for step in past.state.steps:
        if step.is_settled and step.key in keys:
            yield step, keys[step.key].outcome(step.outcome or "")


def settlements(past: Past) -> dict[Whose, list[StepState]]:
    """Return how each step was done or waived, first to last, by step and subject."""
    found: dict[Whose, list[StepState]] = {}
    for step in sorted(past.state.steps, key=lambda one: one.occurrence):
        if step.is_settled:
            found.setdefault((step.key, step.subject), []).append(step)
    return found


def learned(past: Past, at: datetime) -> tuple[FactValue, ...]:
    """Return the facts recorded at a moment other than by finishing a step, as they were then."""
    set_then = {
        key
        for step, outcome in _settled(past)
        if step.done_at == at and step.state is StepStatus.DONE and outcome
        for key in outcome.sets
    }
    return tuple(
        replace(fact, withdrawn_at=None)
        for fact in past.state.facts
        if fact.recorded_at == at and not (fact.source == "outcome" and fact.key in set_then)
    )


def set_by(past: Past, step: StepState, key: str) -> FactValue | None:
    """Return the fact that finishing a step really recorded."""
    return next(
        (one for one in past.state.facts if one.key == key and one.recorded_at == step.done_at),
        None,
    )


def withdrawn(past: Past, at: datetime) -> tuple[Whose, ...]:
    """Return the facts taken back at a moment without another one coming in their place."""
    replaced = {fact.key for fact in past.state.facts if fact.recorded_at == at}
    return tuple(
        (fact.key, fact.subject)
        for fact in past.state.facts
        if fact.withdrawn_at == at and fact.key not in replaced
    )

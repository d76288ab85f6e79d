"""Reads a case's state: which facts hold, which steps exist, for whom a step is opened."""

from collections.abc import Iterator
from datetime import date, datetime, time

from vpt.core.worktime import WorkCalendar
from vpt.protocol.definition import PARENTS, Condition, Protocol, Scope, Step
from vpt.protocol.facts import as_text
from vpt.protocol.state import CaseState, FactValue, StepState, Subject, SubjectId

GATE = "gate"


def subject_of(state: CaseState, subject_id: SubjectId | None) -> Subject | None:
    """Return the subject with this id, or None."""
    return next((one for one in state.subjects if one.id == subject_id), None)


def subjects_of(state: CaseState, scope: Scope) -> tuple[SubjectId | None, ...]:
    """Return for whom a step of this scope is opened; the case itself is `None`."""
    if scope is Scope.CASE:
        return (None,)
    return tuple(one.id for one in state.subjects if one.scope is scope)


def live_fact(state: CaseState, key: str, subject: SubjectId | None) -> FactValue | None:
    """Return the fact that counts now, of the subject itself or of the case."""
    for fact in state.facts:
        if fact.key == key and fact.subject in {None, subject} and fact.withdrawn_at is None:
            return fact
    return None


def is_true(state: CaseState, term: str, subject: SubjectId | None) -> bool:
    """Tell whether `key` is recorded and not false, or `key=value` has that value."""
    key, wants_value, value = term.partition("=")
    fact = live_fact(state, key, subject)
    if fact is None or fact.value is False:
        return False
    return not wants_value or as_text(fact.value) == value


def has_grounds(state: CaseState, when: Condition, subject: SubjectId | None) -> bool:
    """Tell whether the facts a step needs are there, leaving aside those that forbid it."""
    needed = all(is_true(state, term, subject) for term in when.all)
    return needed and (not when.any or any(is_true(state, term, subject) for term in when.any))


def holds(state: CaseState, when: Condition, subject: SubjectId | None) -> bool:
    """Tell whether a condition is met for a subject."""
    forbidden = any(is_true(state, term, subject) for term in when.none)
    return not forbidden and has_grounds(state, when, subject)


def moment_of(fact: FactValue, calendar: WorkCalendar) -> datetime:
    """Return the moment a fact names, or else the moment since which it is true."""
    if isinstance(fact.value, datetime):
        return fact.value
    if isinstance(fact.value, date):
        return calendar.at(fact.value, time())
    return fact.true_since


def latest(state: CaseState, key: str, subject: SubjectId | None) -> StepState | None:
    """Return the last occurrence of a step for a subject, or None."""
    found = [step for step in state.steps if step.key == key and step.subject == subject]
    return max(found, key=lambda step: step.occurrence, default=None)


def counterparts(
    state: CaseState, step: Step, subject: SubjectId | None, other: Step
) -> tuple[SubjectId | None, ...]:
    """Return for which subjects of `other` a step about `subject` has to look."""
    if other.scope is Scope.CASE:
        return (None,)
    if other.scope is step.scope:
        return (subject,)
    if step.scope is Scope.CASE:
        return subjects_of(state, other.scope)
    own = subject_of(state, subject)
    if own is None or own.parent is None or PARENTS.get(step.scope) is not other.scope:
        return ()
    return (own.parent,)


def gate_places(protocol: Protocol, state: CaseState) -> Iterator[tuple[Step, SubjectId | None]]:
    """Yield every decision the closure gate asks for in this case."""
    for step in protocol.steps:
        if not step.gate:
            continue
        for subject in subjects_of(state, step.scope):
            if holds(state, step.when, subject) or latest(state, step.key, subject):
                yield step, subject


def is_gate_open(protocol: Protocol, state: CaseState) -> bool:
    """Tell whether every decision of the closure gate is made or waived."""
    return not any(is_missing(state, *place) for place in gate_places(protocol, state)) and not any(
        lacks_subject(state, step) for step in protocol.steps if step.gate
    )


def is_missing(state: CaseState, step: Step, subject: SubjectId | None) -> bool:
    """Tell whether a gate step still has to be decided; a lapsed one no longer has to."""
    last = latest(state, step.key, subject)
    if last is None or not (last.is_open or last.is_settled):
        return holds(state, step.when, subject)
    return last.is_open


def lacks_subject(state: CaseState, step: Step) -> bool:
    """Tell whether the case's facts ask for a step, while there is nobody it could be about."""
    asked = bool(step.when.all or step.when.any) and holds(state, step.when, None)
    return asked and not subjects_of(state, step.scope)

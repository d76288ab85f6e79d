"""Checks what an outcome asks for and turns it into facts."""

from vpt.core.errors import RuleBroken
from vpt.protocol import lookup
from vpt.protocol.definition import PARENTS, FactContent, Need, Outcome, Protocol, Scope, Step
from vpt.protocol.state import CaseState, Completion, FactValue, StepState, SubjectId


def refuse_incomplete(state: CaseState, step: Step, stored: StepState, done: Completion) -> None:
    """Refuse an unknown outcome, a missing answer, or subjects it does not create."""
    outcome = step.outcome(done.outcome)
    if outcome is None:
        raise RuleBroken("outcome_unknown", step=step.key, outcome=done.outcome)
    supplied = _supplied(done)
    for need in sorted(outcome.requires):
        if not supplied[need]:
            raise RuleBroken(f"{need}_required", step=step.key)
    if not done.by.strip():
        raise RuleBroken("name_required", step=step.key)
    _refuse_subjects(state, outcome, stored, done)


def _refuse_subjects(
    state: CaseState, outcome: Outcome, stored: StepState, done: Completion
) -> None:
    given = [subject.scope for subject in done.subjects]
    if set(outcome.creates) - set(given):
        raise RuleBroken("subject_missing", scopes=outcome.creates)
    if sorted(given) != sorted(outcome.creates):
        raise RuleBroken("subject_unexpected", scopes=tuple(given))
    for subject in done.subjects:
        if lookup.subject_of(state, subject.id) is not None:
            raise RuleBroken("subject_exists")
        if subject.parent != _parent(state, subject.scope, stored.subject):
            raise RuleBroken("subject_parent")


def _parent(state: CaseState, scope: Scope, about: SubjectId | None) -> SubjectId | None:
    owner = lookup.subject_of(state, about)
    return owner.id if owner and PARENTS.get(scope) is owner.scope else None


def _supplied(done: Completion) -> dict[Need, object]:
    return {
        Need.REASON: (done.reason or "").strip(),
        Need.DATE: done.on,
        Need.NUMBER: (done.number or "").strip(),
        Need.DOCUMENT: (done.document or "").strip(),
    }


def fact_values(
    protocol: Protocol, step: Step, stored: StepState, done: Completion
) -> tuple[FactValue, ...]:
    """Return the facts an outcome sets: of the step's subject, a new subject, or the case."""
    outcome = step.outcome(done.outcome)
    if outcome is None:
        return ()
    return tuple(
        FactValue(
            key=key,
            subject=_owner(protocol.facts[key].scope, step.scope, stored, done),
            value=_filled(value, done),
            true_since=done.at,
            recorded_at=done.at,
            by=done.by,
            source="outcome",
        )
        for key, value in outcome.sets.items()
    )


def _owner(scope: Scope, own: Scope, stored: StepState, done: Completion) -> SubjectId | None:
    if scope is Scope.CASE:
        return None
    created = {subject.scope: subject.id for subject in done.subjects}
    return created.get(scope, stored.subject if scope is own else None)


def _filled(value: FactContent, done: Completion) -> FactContent:
    if value == "$date":
        return done.on or done.at.date()
    if value == "$number":
        return done.number or ""
    return (done.reason or "") if value == "$reason" else value

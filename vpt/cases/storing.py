"""Writes what is different in a changed state to rows, and returns the steps that are new."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from vpt.cases.models import CaseFact, CaseSubject
from vpt.cases.running import PEOPLE, Running
from vpt.cases.steps import CaseStep
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol import facts as fact_types
from vpt.protocol.definition import Protocol
from vpt.protocol.state import CaseState, FactValue, StepState, Subject

RECORDED = "recorded"
"""Stored in place of a text somebody typed: facts are plain, typed words are sealed."""
TYPED = frozenset({"$number", "$reason"})


def keep(
    running: Running, state: CaseState, owners: Mapping[tuple[str, UUID], UUID | None]
) -> list[CaseStep]:
    """Write what is different in a changed state to rows; return the steps that are new.

    `owners` names who gets a new step, by step key and stored subject.
    """
    known = {subject.id for subject in running.state.subjects}
    fresh_subjects = [one for one in state.subjects if one.id not in known]
    _keep_subjects(running, fresh_subjects, state)
    _keep_facts(running, state)
    for row, step in zip(running.steps, state.steps, strict=False):
        _write(row, step)
    fresh = [_new_step(running, step, owners) for step in state.steps[len(running.steps) :]]
    db.session.add_all(fresh)
    running.steps.extend(fresh)
    running.state = state
    return fresh


def _keep_subjects(running: Running, fresh: list[Subject], state: CaseState) -> None:
    now = max((step.opened_at for step in state.steps), default=state.opened_at)
    for subject in fresh:
        if subject.scope in PEOPLE.values():
            continue
        same = [row for row in running.subjects if row.scope == subject.scope.value]
        row = CaseSubject(
            organisation_id=running.case.organisation_id,
            id=subject.id,
            case_id=running.case.id,
            scope=subject.scope.value,
            parent_id=subject.parent,
            ordinal=len(same) + 1,
            opened_at=now,
        )
        db.session.add(row)
        running.subjects.append(row)


def _keep_facts(running: Running, state: CaseState) -> None:
    for row, fact in zip(running.facts, state.facts, strict=False):
        row.withdrawn_at = fact.withdrawn_at
    fresh = [_new_fact(running, fact) for fact in state.facts[len(running.facts) :]]
    db.session.add_all(fresh)
    running.facts.extend(fresh)


def _new_fact(running: Running, fact: FactValue) -> CaseFact:
    typed = fact.source == "outcome" and _is_typed(running.protocol, fact.key)
    return CaseFact(
        organisation_id=running.case.organisation_id,
        id=new_id(),
        case_id=running.case.id,
        key=fact.key,
        subject_id=fact.subject,
        value=RECORDED if typed else fact_types.as_text(fact.value),
        true_since=fact.true_since,
        recorded_at=fact.recorded_at,
        recorded_by=account(fact.by),
        source=fact.source,
        withdrawn_at=fact.withdrawn_at,
    )


def _is_typed(protocol: Protocol, key: str) -> bool:
    return any(
        outcome.sets.get(key) in TYPED for step in protocol.steps for outcome in step.outcomes
    )


def _new_step(
    running: Running, step: StepState, owners: Mapping[tuple[str, UUID], UUID | None]
) -> CaseStep:
    case, subject_id = running.case, running.subject_id(step.subject)
    row = CaseStep(
        organisation_id=case.organisation_id,
        id=new_id(),
        case_id=case.id,
        keyset_id=running.keyset_id,
        key=step.key,
        subject_id=subject_id,
        occurrence=step.occurrence,
        party=running.protocol.step(step.key).party,
        category=case.category,
        unit_path=case.unit_path,
        confined=case.confined,
        opened_at=step.opened_at,
        assignee_id=owners.get((step.key, subject_id)),
        escalated=0,
        by_telephone=False,
        by_partner=False,
    )
    _write(row, step)
    return row


def _write(row: CaseStep, step: StepState) -> None:
    row.state = step.state.value
    row.anchor_at = step.anchor_at
    row.due_at = step.due_at
    row.target_at = step.target_at
    row.escalate_at = step.escalate_at
    row.done_at = step.done_at
    row.outcome = step.outcome
    row.paused_since = step.paused_since
    row.pause_reason = step.pause_reason
    row.paused_seconds = int(step.paused_total.total_seconds())
    row.grounds_withdrawn_at = step.grounds_withdrawn_at
    if not step.is_open and step.by:
        row.done_by = account(step.by)
    told = _details(step)
    if told:
        row.details = told


def _details(step: StepState) -> dict[str, str]:
    told = {
        "reason": step.reason,
        "on": step.on.isoformat() if step.on else None,
        "number": step.number,
        "document": step.document,
    }
    return {name: value for name, value in told.items() if value}


def moment_words(moment: datetime | None) -> str:
    """Return a moment for the trail."""
    return moment.isoformat(timespec="minutes") if moment else ""


def account(by: str | None) -> UUID | None:
    """Return the account behind a name in the state; None for a partner that has none."""
    try:
        return UUID(by or "")
    except ValueError:
        return None

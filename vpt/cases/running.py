"""Turns stored rows into the engine's state and a changed state back into rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from vpt.accounts.models import Organisation
from vpt.cases import protocols
from vpt.cases.models import Case, CaseFact, CaseSubject, ProtocolVersion
from vpt.cases.steps import CaseStep
from vpt.core.worktime import WorkCalendar
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol import facts as fact_types
from vpt.protocol.definition import Protocol, Scope
from vpt.protocol.state import (
    CaseState,
    FactValue,
    StepState,
    StepStatus,
    Subject,
    SubjectId,
)

RECORDED = "recorded"
"""Stored in place of a text somebody typed: facts are plain, typed words are sealed."""
TYPED = frozenset({"$number", "$reason"})
PEOPLE = {"victim": Scope.VICTIM, "perpetrator": Scope.PERPETRATOR}


@dataclass(slots=True, kw_only=True)
class Running:
    """A case with its protocol, calendar, state, and the rows the state was read from.

    Rows lie in the order of the state's facts and steps; the engine keeps that order.
    """

    case: Case
    keyset_id: UUID
    protocol: Protocol
    calendar: WorkCalendar
    state: CaseState
    involved: list[Involved] = field(default_factory=list)
    subjects: list[CaseSubject] = field(default_factory=list)
    facts: list[CaseFact] = field(default_factory=list)
    steps: list[CaseStep] = field(default_factory=list)

    def subject_id(self, subject: SubjectId | None) -> UUID:
        """Return how a subject is stored: the case itself for steps of the case."""
        return UUID(str(subject)) if subject is not None else self.case.id

    def subject(self, subject_id: UUID) -> UUID | None:
        """Return how the engine names a stored subject."""
        return None if subject_id == self.case.id else subject_id

    def user_of(self, subject: SubjectId | None) -> UUID | None:
        """Return the account of a person in the incident, or None."""
        return next((one.user_id for one in self.involved if one.id == subject), None)

    def victim_of(self, subject: SubjectId | None) -> UUID | None:
        """Return the victim a subject is or belongs to, or None."""
        owner = next((one for one in self.state.subjects if one.id == subject), None)
        while owner is not None and owner.scope is not Scope.VICTIM and owner.parent is not None:
            parent = owner.parent
            owner = next((one for one in self.state.subjects if one.id == parent), None)
        return UUID(str(owner.id)) if owner is not None and owner.scope is Scope.VICTIM else None


def load(case: Case, keyset_id: UUID) -> Running:
    """Read everything the engine may know of a case, in five statements."""
    version, calendar = db.session.execute(
        select(ProtocolVersion.sha256, Organisation.calendar)
        .join(Organisation, Organisation.id == ProtocolVersion.organisation_id)
        .where(
            ProtocolVersion.organisation_id == case.organisation_id,
            ProtocolVersion.id == case.protocol_version_id,
        )
    ).one()
    protocol = protocols.parsed(case.organisation_id, case.protocol_version_id, version)
    return assemble(case, keyset_id, protocol, protocols.calendar_of(calendar))


def assemble(case: Case, keyset_id: UUID, protocol: Protocol, calendar: WorkCalendar) -> Running:
    """Read people, subjects, facts and steps of a case whose protocol is at hand."""
    involved = _rows(case, Involved, Involved.incident_id, Involved.added_at, Involved.ordinal)
    subjects = _rows(case, CaseSubject, CaseSubject.case_id, CaseSubject.opened_at)
    facts = _rows(case, CaseFact, CaseFact.case_id, CaseFact.recorded_at)
    steps = _rows(case, CaseStep, CaseStep.case_id, CaseStep.opened_at)
    running = Running(
        case=case,
        keyset_id=keyset_id,
        protocol=protocol,
        calendar=calendar,
        state=CaseState(opened_at=case.opened_at),
        involved=involved,
        subjects=subjects,
        facts=facts,
        steps=steps,
    )
    running.state = CaseState(
        opened_at=case.opened_at,
        subjects=(*people_of(involved), *(_subject(row) for row in subjects)),
        facts=tuple(_fact(running, row) for row in facts),
        steps=tuple(_step(running, row) for row in steps),
    )
    return running


def _rows(
    case: Case, model: type[Any], owner: InstrumentedAttribute[UUID], *order: Any
) -> list[Any]:
    return list(
        db.session.scalars(
            select(model)
            .where(model.organisation_id == case.organisation_id, owner == case.id)
            .order_by(*order, model.id)
        )
    )


def people_of(involved: list[Involved]) -> tuple[Subject, ...]:
    """Return the victims and perpetrators steps may be about; witnesses have no steps."""
    return tuple(
        Subject(id=row.id, scope=PEOPLE[row.role]) for row in involved if row.role in PEOPLE
    )


def _subject(row: CaseSubject) -> Subject:
    return Subject(id=row.id, scope=Scope(row.scope), parent=row.parent_id)


def _fact(running: Running, row: CaseFact) -> FactValue:
    definition = running.protocol.facts[row.key]
    return FactValue(
        key=row.key,
        true_since=row.true_since,
        recorded_at=row.recorded_at,
        value=fact_types.from_text(row.value, definition.type),
        subject=row.subject_id,
        by=str(row.recorded_by) if row.recorded_by else None,
        source=row.source,
        withdrawn_at=row.withdrawn_at,
    )


def _step(running: Running, row: CaseStep) -> StepState:
    return StepState(
        key=row.key,
        opened_at=row.opened_at,
        anchor_at=row.anchor_at,
        subject=running.subject(row.subject_id),
        occurrence=row.occurrence,
        state=StepStatus(row.state),
        due_at=row.due_at,
        target_at=row.target_at,
        escalate_at=row.escalate_at,
        done_at=row.done_at,
        outcome=row.outcome,
        by=str(row.done_by) if row.done_by else None,
        paused_since=row.paused_since,
        pause_reason=row.pause_reason,
        paused_total=timedelta(seconds=row.paused_seconds),
        grounds_withdrawn_at=row.grounds_withdrawn_at,
    )


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
        recorded_by=UUID(fact.by) if fact.by else None,
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
        row.done_by = UUID(step.by)
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

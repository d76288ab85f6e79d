"""Turns stored rows into the engine's state and a changed state back into rows."""

from dataclasses import dataclass, field
from datetime import timedelta
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

    def is_about_other(self, subject: SubjectId | None, user_id: UUID, *, speaks: bool) -> bool:
        """Tell whether a step is about another victim than this account.

        `speaks`: the account may know of victims without an account, as their reporter.
        """
        victim = self.victim_of(subject)
        if victim is None:
            return False
        account = self.user_of(victim)
        return not speaks if account is None else account != user_id

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

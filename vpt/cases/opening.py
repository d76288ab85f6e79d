"""Opening a case on an incident: its first facts, its handler, its first steps with their terms."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Unit
from vpt.audit import service as audit
from vpt.cases import handlers, protocols, running, storing
from vpt.cases.handlers import Cast
from vpt.cases.models import Case
from vpt.cases.running import Running
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Author
from vpt.incidents import offences
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.protocol import engine
from vpt.protocol.definition import FactContent, Scope
from vpt.protocol.state import CaseState, Completion, FactValue, StepState, Subject

SERIOUS_FROM = 4
COMPLAINT_OFFENCES = offences.complaint_behaviours()
"""Behaviours that may be prosecuted only on complaint (incidents/offences.toml).

The insult of an official on duty (Sr 267) needs none, a plain insult (Sr 266) does. Which of the
two it was is for the police; a term that passes cannot be won back, so it is watched for both.
"""
SUBMITTED = "submitted"
"""The outcome by which a protocol recognises that sending the report finishes a step."""
COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What opening a case needs to know besides the incident's own columns."""

    subtypes: Collection[str] = ()
    has_evidence: bool = False
    in_danger: bool = False


def open_case(
    author: Actor | Author,
    incident: Incident,
    seen: Seen,
    *,
    involved: Sequence[Involved] = (),
    now: datetime,
) -> Case:
    """Open the case of a stored incident in the caller's transaction and tell who must know.

    `involved` is everybody in the report when the caller has just written them; else they are read.
    """
    involved = list(involved) or _involved(incident)
    current = protocols.current(incident.organisation_id, now=now)
    unit = _unit(incident)
    parties = {one.user_id for one in involved if one.user_id}
    confined = incident.recipient == COORDINATOR
    handler, by_role = handlers.choose(
        incident.organisation_id, unit, parties, confined=confined, now=now
    )
    case = _case(incident, current.version_id, unit, handler, now)
    fresh = Running(
        case=case,
        keyset_id=incident.keyset_id,
        protocol=current.protocol,
        calendar=current.calendar,
        state=CaseState(opened_at=now),
        involved=involved,
    )
    people = running.people_of(involved)
    fresh.state = replace(fresh.state, subjects=people)
    cast = Cast(handler_id=handler, by_role=by_role, reporter_id=incident.reporter_id)
    opened = _start(fresh, incident, seen, cast)
    _tell(case, incident, opened, now)
    codes = {"protocol": str(current.number), "steps": str(len(opened))}
    audit.record(author, "case.opened", ("case", case.id), at=now, codes=codes)
    db.session.flush()
    return case


def _case(
    incident: Incident, version_id: UUID, unit: Unit | None, handler: UUID | None, now: datetime
) -> Case:
    case = Case(
        organisation_id=incident.organisation_id,
        id=incident.id,
        reference=incident.reference,
        protocol_version_id=version_id,
        unit_id=unit.id if unit else None,
        unit_path=unit.path if unit else "",
        category=incident.category,
        severity=incident.severity,
        confined=incident.recipient == COORDINATOR,
        assignee_id=handler,
        opened_at=now,
        changed_at=now,
    )
    db.session.add(case)
    db.session.flush()
    return case


def _start(fresh: Running, incident: Incident, seen: Seen, cast: Cast) -> list[CaseStep]:
    now = fresh.case.opened_at
    state = replace(fresh.state, subjects=(*fresh.state.subjects, *_claims(fresh, incident)))
    facts = first_facts(incident, fresh.involved, seen, now)
    change = engine.record_facts(fresh.protocol, state, fresh.calendar, facts, now)
    settled = change.state
    for step in change.opened:
        if _is_sending(fresh, step):
            done = Completion(outcome=SUBMITTED, at=now, by=str(incident.reporter_id))
            settled = engine.complete(fresh.protocol, settled, fresh.calendar, step.ref, done).state
    return storing.keep(fresh, settled, handlers.owners(cast, fresh, settled.steps))


def _is_sending(fresh: Running, step: StepState) -> bool:
    return fresh.protocol.step(step.key).outcome(SUBMITTED) is not None


def _claims(fresh: Running, incident: Incident) -> tuple[Subject, ...]:
    if not incident.damaged:
        return ()
    return (new_claim(fresh),)


def new_claim(fresh: Running) -> Subject:
    """Return a claim of the first victim: damage is put in order per claim."""
    victims = [one.id for one in fresh.state.subjects if one.scope is Scope.VICTIM]
    return Subject(id=new_id(), scope=Scope.CLAIM, parent=victims[0] if victims else None)


def first_facts(
    incident: Incident, involved: Collection[Involved], seen: Seen, now: datetime
) -> tuple[FactValue, ...]:
    """Return the facts a report establishes; what is not so is not recorded."""
    severity = incident.severity or 0
    values: dict[str, FactContent] = {
        "occurred": incident.occurred_from,
        "submitted": incident.submitted_at,
        "category": incident.category,
        "severity": severity,
        "in_danger": seen.in_danger,
        "evidence_exists": seen.has_evidence,
        "injury": incident.injured,
        "serious": severity >= SERIOUS_FROM,
        "damage": incident.damaged,
        "complaint_offence": bool(COMPLAINT_OFFENCES & set(seen.subtypes)),
    }
    facts = [_fact(key, value, incident, now) for key, value in values.items() if value]
    known = [one.id for one in involved if one.role == "perpetrator" and one.is_known]
    facts.extend(
        replace(_fact("perpetrator_known", True, incident, now), subject=subject)  # noqa: FBT003  the fact's value
        for subject in known
    )
    return tuple(facts)


def _fact(key: str, value: FactContent, incident: Incident, now: datetime) -> FactValue:
    since = incident.occurred_from if key == "occurred" else incident.submitted_at
    return FactValue(
        key=key,
        value=value,
        true_since=min(since, now),
        recorded_at=now,
        by=str(incident.reporter_id),
    )


def _tell(case: Case, incident: Incident, opened: list[CaseStep], now: datetime) -> None:
    notices = [_notice(case, incident.reporter_id, Kind.REPORT_RECEIVED)]
    if case.assignee_id and case.assignee_id != incident.reporter_id:
        notices.append(_notice(case, case.assignee_id, Kind.CASE_OPENED))
    notices.extend(step_notices(opened, told={case.assignee_id, incident.reporter_id}))
    notifications.queue_all(notices, at=now)


def step_notices(opened: Collection[CaseStep], *, told: Collection[UUID | None]) -> list[Notice]:
    """Return one notice per new step, to its owner; who was told of it otherwise is left out."""
    return [
        Notice(
            organisation_id=row.organisation_id,
            recipient_id=row.assignee_id,
            kind=Kind.STEP_ASSIGNED,
            case_id=row.case_id,
            subject_id=row.subject_id,
            step_key=row.key,
            occurrence=row.occurrence,
        )
        for row in opened
        if row.assignee_id is not None and row.assignee_id not in told and row.state == "open"
    ]


def _notice(case: Case, recipient_id: UUID, kind: Kind) -> Notice:
    return Notice(
        organisation_id=case.organisation_id,
        recipient_id=recipient_id,
        kind=kind,
        case_id=case.id,
    )


def _involved(incident: Incident) -> list[Involved]:
    return list(
        db.session.scalars(
            select(Involved)
            .where(
                Involved.organisation_id == incident.organisation_id,
                Involved.incident_id == incident.id,
            )
            .order_by(Involved.added_at, Involved.ordinal, Involved.id)
        )
    )


def _unit(incident: Incident) -> Unit | None:
    if incident.unit_id is None:
        return None
    return db.session.get(Unit, (incident.organisation_id, incident.unit_id))

"""A case on its way through the chain, and what each partner says in it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import Town, a_ref, version_of
from tests.police_reports.desk import a_criminal_case, decide, file, shield
from vpt.cases import findings, working
from vpt.cases.models import Case
from vpt.cases.working import Partner, Piece
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message
from vpt.outcomes import queries, recording, service
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.queries import News
from vpt.outcomes.rules import Decision, Hearing, Judgment, Mayor, PoliceNews, Via
from vpt.protocol.works import Work

LATER = NOW + timedelta(hours=3)
HEARING = date(2026, 5, 20)
AT_COURT = NOW.replace(month=5, day=20, hour=15)
SUMMONS = Decision(ruling="summons", number="08/123456-26", hearing=Hearing(on=HEARING))


def a_reported_case(town: Town, **incident: object) -> Case:
    """Return a case whose report the police took."""
    case = a_criminal_case(town, **incident)
    decide(town, case)
    shield(town, case)
    file(town, case)
    return case


def a_case_at_om(town: Town, **incident: object) -> Case:
    """Return a case that lies with the prosecution."""
    case = a_criminal_case(town, **incident)
    learn(town, case, "criminal_file_at_om")
    return case


def learn(town: Town, case: Case, key: str) -> None:
    """Record a fact of the case."""
    with unit_of_work():
        findings.record_fact(
            town.coordinator.actor(), case.id, (key, None), value=True,
            version=version_of(case), now=LATER,
        )  # fmt: skip


def hear(town: Town, case: Case, news: PoliceNews, at: datetime = LATER, occurrence=1) -> None:
    """Note what the police said."""
    with unit_of_work():
        service.hear_police(
            town.coordinator.actor(), case.id, a_ref("S17", occurrence), news,
            version=version_of(case), now=at,
        )  # fmt: skip


def rule(town: Town, case: Case, decision: Decision = SUMMONS, at: datetime = LATER, **ref) -> None:
    """Note what the prosecution decided."""
    with unit_of_work():
        service.decide(
            town.coordinator.actor(), case.id, a_ref("S20", **ref), decision,
            version=version_of(case), now=at,
        )  # fmt: skip


def judge(town: Town, case: Case, judgment: Judgment, at: datetime = AT_COURT, **ref) -> None:
    """Note what the court did."""
    with unit_of_work():
        service.judge(
            town.coordinator.actor(), case.id, a_ref("S23", **ref), judgment,
            version=version_of(case), now=at,
        )  # fmt: skip


def order(town: Town, case: Case, mayor: Mayor, at: datetime = LATER) -> None:
    """Note what the mayor did."""
    with unit_of_work():
        service.order(
            town.coordinator.actor(), case.id, a_ref("S22"), mayor,
            version=version_of(case), now=at,
        )  # fmt: skip


def a_piece(case: Case, key: str, work: Work, party: str, at: datetime = LATER) -> Piece:
    """Return a step as a partner without account answers it; needs a unit of work."""
    held = db.session.get_one(Case, (case.organisation_id, case.id))
    return working.begin_for_partner(held, a_ref(key), work, Partner(party=party), now=at)


def judge_by_link(case: Case, judgment: Judgment, at: datetime = AT_COURT) -> None:
    """Let the court's clerk tell it by the secure link."""
    with unit_of_work():
        piece = a_piece(case, "S23", Work.JUDGMENT, "prosecution", at)
        recording.record_judgment(piece, judgment, via=Via.LINK)


def order_by_link(case: Case, mayor: Mayor) -> None:
    """Let the municipality tell it by the secure link."""
    with unit_of_work():
        piece = a_piece(case, "S22", Work.MAYOR, "municipality")
        recording.record_mayor(piece, mayor, via=Via.LINK)


def a_stored_outcome(case: Case) -> UUID:
    """Store news of the municipality that finished no step; needs a unit of work."""
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    row = ChainOutcome(
        organisation_id=case.organisation_id, id=new_id(), case_id=case.id, subject_id=case.id,
        keyset_id=incident.keyset_id, party="municipality", kind="mayor", code="person_centred",
        via="telephone", recorded_at=LATER,
    )  # fmt: skip
    row.content = {"text": "Besproken."}
    db.session.add(row)
    db.session.flush()
    return row.id


def people(case: Case, role: str = "victim") -> list[UUID]:
    """Return the people of a case by their number."""
    return list(
        db.session.scalars(
            select(Involved.id)
            .where(Involved.incident_id == case.id, Involved.role == role)
            .order_by(Involved.ordinal)
        )
    )


def told(kind: str) -> set[UUID]:
    """Return who was told."""
    return set(db.session.scalars(select(Message.recipient_id).where(Message.kind == kind)))


def newest(town: Town, case: Case) -> News:
    """Return the newest thing the chain decided."""
    return queries.of_case(town.coordinator.actor(), case.id)[0]


def stored() -> list[ChainOutcome]:
    """Return everything that was stored, oldest first."""
    return list(db.session.scalars(select(ChainOutcome).order_by(ChainOutcome.recorded_at)))

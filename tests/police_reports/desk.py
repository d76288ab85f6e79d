"""A case that may be criminal, on its way to the police desk."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.builders import NOW, Person
from tests.cases.builders import Town, a_case, a_ref, complete, version_of
from vpt.cases.models import Case, CaseSubject
from vpt.cases.opening import Seen
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners import officers
from vpt.police_reports import complaining, filing, service
from vpt.police_reports.complaining import Complained
from vpt.police_reports.filing import CodeAsked, Filed
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.service import Decided, Shielded

LATER = NOW + timedelta(hours=2)
AGREED = Decided(choice="employer_files", wish="agrees", said="Graag samen.")
DOMICILE = Shielded(outcome="domicile", name_known="no")
TAKEN = Filed(outcome="taken", on=NOW.date(), given={"number": "2026123456"})


def a_criminal_case(town: Town, *, seen: Seen | None = None, at: datetime = NOW, **more) -> Case:
    """Return a case assessed as possibly criminal."""
    case = a_case(town, seen=seen, at=at, **more)
    complete(town.manager, case, a_ref("S05"), "criminal", at + timedelta(hours=1))
    return case


def decide(town: Town, case: Case, decided: Decided = AGREED, at: datetime = LATER, nth=0) -> None:
    """Decide on the report of the nth victim."""
    with unit_of_work():
        service.decide(
            town.coordinator.actor(), case.id, a_ref("S10", nth=nth), decided,
            version=version_of(case), now=at,
        )  # fmt: skip


def shield(town: Town, case: Case, shielded: Shielded = DOMICILE, at: datetime = LATER) -> None:
    """Choose the shield."""
    with unit_of_work():
        service.shield(
            town.coordinator.actor(), case.id, a_ref("S11"), shielded,
            version=version_of(case), now=at,
        )  # fmt: skip


def file(town: Town, case: Case, filed: Filed = TAKEN, at: datetime = LATER, nth=1) -> None:
    """Go to the police."""
    with unit_of_work():
        filing.file(
            town.coordinator.actor(), case.id, a_ref("S12", nth), filed,
            version=version_of(case), now=at,
        )  # fmt: skip


def check_code(town: Town, case: Case, outcome: str, at: datetime = LATER, **more) -> None:
    """Ask after the VPT code."""
    asked = replace(CodeAsked(outcome=outcome, whom="Balie"), **more)
    with unit_of_work():
        filing.check_code(
            town.coordinator.actor(), case.id, a_ref("S13"), asked,
            version=version_of(case), now=at,
        )  # fmt: skip


def complain(town: Town, case: Case, said: Complained, at: datetime = LATER) -> None:
    """Record what came of the complaint."""
    with unit_of_work():
        complaining.complain(
            town.coordinator.actor(), case.id, a_ref("S14"), said,
            version=version_of(case), now=at,
        )  # fmt: skip


def report_id() -> UUID:
    """Return the id of the only report."""
    return db.session.scalars(select(PoliceReport.id)).one()


def a_stored_report(case: Case) -> UUID:
    """Store a report for the first victim of a case; needs a unit of work."""
    victim = db.session.scalars(
        select(Involved)
        .where(Involved.incident_id == case.id, Involved.role == "victim")
        .order_by(Involved.ordinal)
    ).first()
    subject_id = new_id()
    owner = {"organisation_id": case.organisation_id, "id": subject_id, "case_id": case.id}
    db.session.add(
        CaseSubject(
            **owner, scope="police_report", parent_id=victim.id, ordinal=1, opened_at=case.opened_at
        )
    )
    keyset_id = db.session.get_one(Incident, (case.organisation_id, case.id)).keyset_id
    report = PoliceReport(
        **owner, victim_id=victim.id, keyset_id=keyset_id, filed_by="employer", state="decided",
        opened_at=case.opened_at,
    )  # fmt: skip
    report.details = {}
    db.session.add(report)
    db.session.flush()
    return subject_id


def a_stored_officer(person: Person) -> UUID:
    """Store a contact officer at the police; needs a unit of work."""
    return officers.add(
        person.actor(), "police", officers.Person(name="Petra (demo)"),
        valid_from=NOW.date(), valid_until=None, now=NOW,
    )  # fmt: skip

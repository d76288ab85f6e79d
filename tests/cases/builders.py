"""A town with a desk, its people, and incidents whose case runs."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import event, select

from tests.builders import NOW, Person, a_location, a_person, a_unit, an_organisation
from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import User
from vpt.cases import changing, finishing, opening, protocols
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.cases.rules import Answer
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.incidents.models import Behaviour, Incident
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind
from vpt.protocol.catalogue import reference_text
from vpt.protocol.state import StepRef

LATER = NOW + timedelta(hours=1)
CHECKS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass
class Town:
    """One employer with a desk, its manager and everybody a case needs."""

    organisation: Organisation
    unit: Unit
    other_unit: Unit
    location: Location
    employee: Person
    colleague: Person
    manager: Person
    deputy: Person
    other_manager: Person
    coordinator: Person
    hr: Person
    support: Person
    other_support: Person
    privacy_officer: Person
    made: list[UUID] = field(default_factory=list)


def without_pages() -> str:
    """Return the reference protocol with no step that has a page of its own.

    For tests of the form by which an organisation's own steps are finished.
    """
    return re.sub(r"(?m)^work = .*\n", "", reference_text())


def a_town(*, with_protocol: bool = True, protocol: str = "") -> Town:
    """Return a stored town; call it inside an application context."""
    with unit_of_work():
        organisation = an_organisation()
        unit, other_unit = a_unit(organisation, "Publieksbalie"), a_unit(organisation, "Buiten")
        manager = a_person(organisation, unit=unit, name="Mehmet Leider (demo)")
        deputy = a_person(organisation, unit=unit, name="Dana Vervanger (demo)")
        other_manager = a_person(organisation, unit=other_unit, name="Otto Elders (demo)")
        unit.manager_id, unit.deputy_id = manager.id, deputy.id
        other_unit.manager_id = other_manager.id
        town = Town(
            organisation=organisation,
            unit=unit,
            other_unit=other_unit,
            location=a_location(organisation, unit=unit),
            employee=a_person(organisation, unit=unit, name="Sanne Melder (demo)"),
            colleague=a_person(organisation, unit=unit, name="Carlijn Collega (demo)"),
            manager=manager,
            deputy=deputy,
            other_manager=other_manager,
            coordinator=a_person(organisation, Role.COORDINATOR, name="Ineke Coördinator (demo)"),
            hr=a_person(organisation, Role.HR, name="Hanna Personeel (demo)"),
            support=a_person(organisation, Role.SUPPORT_TEAM, name="Olga Opvang (demo)"),
            other_support=a_person(organisation, Role.SUPPORT_TEAM, name="Pien Opvang (demo)"),
            privacy_officer=a_person(organisation, Role.PRIVACY_OFFICER, name="Fay (demo)"),
        )
        if with_protocol:
            text = protocol or reference_text()
            protocols.adopt(organisation.id, text, None, NOW - timedelta(days=90))
    return town


def an_incident(
    town: Town,
    *,
    reporter: Person | None = None,
    victims: tuple[Person | None, ...] | None = None,
    perpetrators: tuple[bool, ...] = (True,),
    at: datetime = NOW,
    unit: Unit | None = None,
    **columns: object,
) -> Incident:
    """Return a stored incident with its people; perpetrators say whether each is known."""
    reporter = reporter or town.employee
    incident_id = new_id()
    keyset_id = keysets.create(town.organisation.id, KeysetKind.CASE, incident_id)
    db.session.flush()
    number = len(town.made) + 1
    town.made.append(incident_id)
    values: dict[str, object] = {
        "category": "THREAT",
        "severity": 3,
        "summary": "Bedreiging aan de balie",
        "location_id": town.location.id,
        "location_kind": "desk",
        **columns,
    }
    incident = Incident(
        organisation_id=town.organisation.id,
        id=incident_id,
        keyset_id=keyset_id,
        reference=f"{town.organisation.short_code}-2026-{number:06d}-{CHECKS[number % 24]}",
        idempotency_key=incident_id.hex,
        reporter_id=reporter.id,
        unit_id=(unit or town.unit).id if unit is not False else None,
        occurred_from=at - timedelta(hours=2),
        occurred_until=at - timedelta(hours=2),
        precision="about",
        submitted_at=at,
        **values,
    )
    incident.narrative = "Hij riep dat hij mij wist te vinden."
    incident.answers = {"literal_words": "Ik weet je te vinden", "seven_ws": {"who": "een man"}}
    db.session.add(incident)
    db.session.flush()
    db.session.add(
        Behaviour(
            organisation_id=town.organisation.id,
            incident_id=incident_id,
            category=str(incident.category),
            subtype="veiled_threat",
        )
    )
    for ordinal, victim in enumerate((reporter,) if victims is None else victims, 1):
        _involve(incident, "victim", ordinal, victim, known=True)
    for ordinal, known in enumerate(perpetrators, 1):
        _involve(incident, "perpetrator", ordinal, None, known=known)
    db.session.flush()
    return incident


def _involve(
    incident: Incident, role: str, ordinal: int, person: Person | None, *, known: bool
) -> Involved:
    involved_id = new_id()
    keyset_id = keysets.create(incident.organisation_id, KeysetKind.PERSON, involved_id)
    db.session.flush()
    row = Involved(
        organisation_id=incident.organisation_id,
        id=involved_id,
        incident_id=incident.id,
        keyset_id=keyset_id,
        role=role,
        ordinal=ordinal,
        user_id=person.id if person else None,
        is_known=known,
        added_at=incident.submitted_at,
    )
    row.identity = {"name": f"Naam {role} {ordinal}"}
    db.session.add(row)
    return row


def a_case(town: Town, *, seen: Seen | None = None, at: datetime = NOW, **incident: object) -> Case:
    """Return a running case; `incident` holds what `an_incident` takes."""
    with unit_of_work():
        stored = an_incident(town, at=at, **incident)  # type: ignore[arg-type]  # passed on
        reporter = Person(stored.reporter_id, town.organisation.id).actor(at)
        return opening.open_case(reporter, stored, seen or Seen(), now=at)


def disable(person: Person, *, at: datetime = NOW) -> None:
    """Close somebody's account."""
    with unit_of_work():
        db.session.get_one(User, person.id).disabled_at = at


def steps_of(key: str) -> list[CaseStep]:
    """Return the stored steps by this key, in the order of their subjects."""
    found = db.session.scalars(
        select(CaseStep).where(CaseStep.key == key).order_by(CaseStep.subject_id)
    )
    return list(found)


def a_ref(key: str, occurrence: int = 1, nth: int = 0) -> StepRef:
    """Return what names the nth stored step by this key."""
    row = [row for row in steps_of(key) if row.occurrence == occurrence][nth]
    return StepRef(key, None if row.subject_id == row.case_id else row.subject_id, occurrence)


def version_of(case: Case) -> int:
    """Return the version somebody who looks now would see."""
    version = db.session.scalar(select(Case.version).where(Case.id == case.id))
    assert version is not None
    return version


def complete(
    person: Person, case: Case, step: StepRef, answer: Answer | str, at: datetime = LATER
) -> None:
    """Finish a step as somebody who has just looked; its own page is not asked."""
    given = Answer(outcome=answer) if isinstance(answer, str) else answer
    version = version_of(case)
    with unit_of_work():
        turn = changing.begin(person.actor(), case.id, version=version, now=at)
        finishing.own_step(turn, step)
        finishing.complete(turn, step, given)


class Counted:
    """Counts the statements inside a `with`; transaction control is none of the room's."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __enter__(self) -> list[str]:
        event.listen(db.engine, "before_cursor_execute", self._note)
        return self.statements

    def __exit__(self, *_: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, _c: object, _k: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            self.statements.append(statement)

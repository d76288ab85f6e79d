"""Cases that stand where the demo has none: for every kind of work an open step."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from tests.builders import Person
from tests.cases.builders import Town, a_case, version_of
from tests.claims.builders import a_stored_entry
from tests.sharing import received
from vpt.accounts.models import Location, Organisation, Unit
from vpt.cases import changing, findings, finishing
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.cases.rules import Answer
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.protocol.definition import FactContent
from vpt.protocol.state import StepRef

SEVERE = 4
NUMBERED_FROM = 900
"""References of these cases are far from those of the demo."""


def add(named: Mapping[str, Person], *, now: datetime) -> None:
    """Open a case just reported, one found criminal and shared, one at the OM, one at court."""
    town = _town(named)
    flags = {"injured": True, "damaged": True}
    a_case(town, seen=Seen(has_evidence=True, in_danger=True), at=now, **flags)
    criminal, at_om = a_case(town, at=now), a_case(town, at=now)
    _end(town.manager, criminal, "S05", Answer(outcome="criminal"), now)
    received.a_link(received.a_share(criminal, received.a_contact(town, at=now), at=now), at=now)
    _learn(town.coordinator, at_om, "criminal_file_at_om", "", True, now=now)
    _to_court(town, a_case(town, at=now, severity=SEVERE, **flags), now)


def _to_court(town: Town, case: Case, now: datetime) -> None:
    """Take a case along police and court until the compensation has to come in."""
    coordinator, today = town.coordinator, now.date()
    for person, step, answer in (
        (town.manager, "S02", Answer(outcome="supported")),
        (town.manager, "S05", Answer(outcome="criminal")),
        (coordinator, "S10", Answer(outcome="employer_files")),
    ):
        _end(person, case, step, answer, now)
    _learn(coordinator, case, "arrested", "perpetrator", True, now=now)
    _learn(coordinator, case, "claim_form_received", "victim", today, now=now)
    _learn(coordinator, case, "criminal_file_at_om", "", True, now=now)
    _end(coordinator, case, "S20", Answer(outcome="summons", on=today), now)
    _end(coordinator, case, "S23", Answer(outcome="convicted_compensation", on=today), now)
    with unit_of_work():
        a_stored_entry(case)


def _town(named: Mapping[str, Person]) -> Town:
    """Return Sanne's desk as the builders of cases know one."""
    manager, reporter = named["fatma.yildirim"], named["sanne.kuipers"]
    organisation = db.session.get_one(Organisation, reporter.organisation_id)
    unit = db.session.scalars(select(Unit).where(Unit.manager_id == manager.id)).first()
    location = db.session.scalars(select(Location).where(Location.unit_id == unit.id)).first()
    return Town(
        organisation=organisation,
        unit=unit,
        other_unit=unit,
        location=location,
        employee=reporter,
        colleague=reporter,
        manager=manager,
        deputy=manager,
        other_manager=manager,
        coordinator=named["ramon.bouman"],
        hr=named["joke.tijhuis"],
        support=named["thea.morshuis"],
        other_support=named["thea.morshuis"],
        privacy_officer=manager,
        made=[organisation.id] * NUMBERED_FROM,
    )


def _end(person: Person, case: Case, key: str, answer: Answer, now: datetime) -> None:
    """Finish the open step by this key."""
    with unit_of_work():
        turn = changing.begin(person.actor(now), case.id, version=version_of(case), now=now)
        row = next(one for one in turn.running.steps if one.key == key and one.done_at is None)
        subject = None if row.subject_id == case.id else row.subject_id
        step = StepRef(key, subject, row.occurrence)
        finishing.complete(turn, step, answer)


def _learn(
    person: Person, case: Case, key: str, role: str, value: FactContent, *, now: datetime
) -> None:
    """Record a fact of the case, or of its first person in this role."""
    subject = db.session.scalar(
        select(Involved.id).where(Involved.incident_id == case.id, Involved.role == role)
    )
    with unit_of_work():
        findings.record_fact(
            person.actor(now), case.id, (key, subject), value, version=version_of(case), now=now
        )

"""Every page on which somebody finishes a step, as the rooms bring them: no list to keep up."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.builders import a_person, an_organisation
from tests.cases.builders import _involve, a_case, a_town, version_of
from vpt.cases import changing, finishing
from vpt.cases.models import Case
from vpt.cases.opening import Seen
from vpt.cases.rules import Answer
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.core.actor import Role
from vpt.incidents.models import Incident
from vpt.infra.db import Base, db, unit_of_work
from vpt.infra.ids import new_id
from vpt.protocol.catalogue import reference_text
from vpt.protocol.loader import load
from vpt.protocol.state import StepRef
from vpt.web.rooms import EXTENSION

PROTOCOL = load(reference_text())
WAY = (("S05", "criminal"), ("S06", "vpt"), ("S10", "employer_files"), ("S11", "domicile"))
"""What opens the steps of a police report."""
REFUSED = {403, 404}
STOPPED = {*REFUSED, 409, 422}


class Busy:
    """A serious case with as many open steps as a morning's work brings."""

    def __init__(self, app) -> None:
        self.app = app
        with app.app_context():
            self.town = a_town()
            case = a_case(
                self.town, seen=Seen(subtypes=("stalking",), in_danger=True, has_evidence=True),
                at=clock.now() - timedelta(hours=20), severity=4, injured=True, damaged=True,
            )  # fmt: skip
            self.case_id = case.id
            for key, outcome in WAY:
                self.finish(key, outcome)

    def finish(self, key: str, outcome: str) -> None:
        """Finish a step behind the pages' back, as the coordinator."""
        row = self.open_steps()[key]
        subject = None if row.subject_id == self.case_id else row.subject_id
        with self.app.app_context():
            case = db.session.scalars(select(Case).where(Case.id == self.case_id)).one()
            now = clock.now()
            answer = Answer(
                outcome=outcome, reason="Daarom", on=now.date(), number="1", document="brief"
            )
            version = version_of(case)
            with unit_of_work():
                turn = changing.begin(
                    self.town.coordinator.actor(now), case.id, version=version, now=now
                )
                finishing.complete(turn, StepRef(key, subject, row.occurrence), answer)

    def open_steps(self) -> dict[str, CaseStep]:
        """Return one open step of each kind, by its key."""
        with self.app.app_context():
            rows = db.session.scalars(
                select(CaseStep).where(CaseStep.case_id == self.case_id, CaseStep.state == "open")
            )
            return {row.key: row for row in rows}

    def pages(self) -> dict[str, str]:
        """Return the address on which each open step is finished, by the key of the step."""
        works = self.app.extensions[EXTENSION].works
        found = {}
        for key, row in self.open_steps().items():
            work = PROTOCOL.step(key).work
            if work in works:
                found[key] = self.address(works[work], step_id=row.id)
        return found

    def address(self, endpoint: str, **values: UUID) -> str:
        """Return an address; ids that nothing is known by are made up."""
        [rule] = {
            one.endpoint: one for one in self.app.url_map.iter_rules() if one.endpoint == endpoint
        }.values()
        whole = {name: new_id() for name in rule.arguments} | {"case_id": self.case_id} | values
        return self.app.url_map.bind("localhost").build(endpoint, whole)

    def everywhere(self) -> list[tuple[str, str]]:
        """Return (method, address) of every page of this case for who works on it."""
        step_id = next(iter(self.open_steps().values())).id
        rules = [
            rule
            for rule in self.app.url_map.iter_rules()
            if "case_id" in rule.arguments and rule.rule.startswith("/dossiers/")
        ]
        return [
            (method, self.address(rule.endpoint, step_id=step_id))
            for rule in rules
            for method in sorted(rule.methods & {"GET", "POST"})
        ] + [
            (method, page) for page in self.pages().values() for method in ("GET", "POST")
        ]  # fmt: skip

    def rows(self) -> dict[str, list[str]]:
        """Return what the database holds of work."""
        with self.app.app_context():
            return {
                table.name: sorted(map(repr, db.session.execute(select(table)).all()))
                for table in Base.metadata.sorted_tables
                if table.name != "audit_entries"
            }


@pytest.fixture
def busy(app) -> Busy:
    return Busy(app)


def test_there_is_enough_to_try(busy):
    assert {"S01", "S02", "S04", "S07", "S12"} <= busy.pages().keys()
    assert len(busy.everywhere()) > 60


def test_who_handles_the_case_opens_every_page_of_work(busy, client_for):
    coordinator, manager = client_for(busy.town.coordinator), client_for(busy.town.manager)
    shut = {}

    for key, page in busy.pages().items():
        seen = {client.get(page).status_code for client in (coordinator, manager)}
        if 200 not in seen or any(status >= 500 for status in seen):
            shut[key] = seen

    # what is the support team's or the victim's own does not open to the desk
    assert {key for key in shut if PROTOCOL.step(key).party in {"manager", "coordinator"}} == set()
    assert all(status < 500 for seen in shut.values() for status in seen)


@pytest.mark.parametrize("role", ["witness", "perpetrator", "victim"])
def test_a_manager_who_is_a_party_gets_in_nowhere_and_changes_nothing(busy, client_for, role):
    with busy.app.app_context(), unit_of_work():
        incident = db.session.get_one(Incident, (busy.town.organisation.id, busy.case_id))
        _involve(incident, role, 7, busy.town.deputy, known=True)
    client, before = client_for(busy.town.deputy), busy.rows()

    got = {
        (method, page): client.open(page, method=method, data={"version": "1"}).status_code
        for method, page in busy.everywhere()
    }

    assert {at: status for at, status in got.items() if status not in REFUSED} == {}
    assert busy.rows() == before


@pytest.mark.parametrize("who", ["other_manager", "colleague", "support", "privacy_officer"])
def test_a_stranger_to_the_case_gets_in_nowhere_and_changes_nothing(busy, client_for, who):
    client, before = client_for(getattr(busy.town, who)), busy.rows()

    got = {
        (method, page): client.open(page, method=method, data={"version": "1"}).status_code
        for method, page in busy.everywhere()
    }

    assert {at: status for at, status in got.items() if status not in REFUSED} == {}
    assert busy.rows() == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HR])
def test_another_organisation_gets_in_nowhere(busy, client_for, role):
    with busy.app.app_context(), unit_of_work():
        stranger = a_person(an_organisation(), role)
    client, before = client_for(stranger), busy.rows()

    got = {
        (method, page): client.open(page, method=method, data={"version": "1"}).status_code
        for method, page in busy.everywhere()
    }

    assert {at: status for at, status in got.items() if status not in REFUSED} == {}
    assert busy.rows() == before


def test_of_two_people_on_one_page_the_second_finishes_nothing(busy, client_for):
    coordinator = client_for(busy.town.coordinator)
    pages, steps, finished = busy.pages(), busy.open_steps(), {}

    for key, page in pages.items():
        shown = coordinator.get(page)
        if shown.status_code != 200 or key not in busy.open_steps():
            continue
        outcome = PROTOCOL.step(key).outcomes[0].key
        busy.finish(key, outcome)
        answer = coordinator.post(page, data={"version": "1", "outcome": outcome})
        with busy.app.app_context():
            row = db.session.get_one(CaseStep, (busy.town.organisation.id, steps[key].id))
            finished[key] = (answer.status_code, row.state, row.outcome == outcome)

    assert len(finished) >= 6
    assert {key: one for key, one in finished.items() if one[1:] != ("done", True)} == {}
    assert {key: one for key, one in finished.items() if one[0] not in STOPPED} == {}


def test_a_fact_that_is_withdrawn_marks_what_was_done_and_ends_what_was_not(busy, client_for):
    coordinator = client_for(busy.town.coordinator)
    case = f"/dossiers/{busy.case_id}"
    step = busy.open_steps()["S04"]

    def take_back():
        with busy.app.app_context():
            version = db.session.scalar(select(Case.version).where(Case.id == busy.case_id))
        return coordinator.post(
            f"{case}/feiten/intrekken", data={"version": version, "fact": "evidence_exists."}
        )

    taken = take_back()
    lapsed = coordinator.get(f"{case}/stappen/{step.id}").text

    assert taken.status_code == 302
    assert "Vervallen" in lapsed
    assert "S04" not in busy.pages()
    page = busy.app.extensions[EXTENSION].works[PROTOCOL.step("S04").work]
    assert coordinator.get(busy.address(page, step_id=step.id)).status_code in STOPPED


def test_work_that_was_done_stays_done_when_its_grounds_are_withdrawn(busy, client_for):
    coordinator, case = client_for(busy.town.coordinator), f"/dossiers/{busy.case_id}"
    step = busy.open_steps()["S04"]
    busy.finish("S04", PROTOCOL.step("S04").outcomes[0].key)
    with busy.app.app_context():
        version = db.session.scalar(select(Case.version).where(Case.id == busy.case_id))

    coordinator.post(
        f"{case}/feiten/intrekken", data={"version": version, "fact": "evidence_exists."}
    )

    with busy.app.app_context():
        row = db.session.get_one(CaseStep, (busy.town.organisation.id, step.id))
        assert (row.state, row.grounds_withdrawn_at is not None) == ("done", True)
    assert "later ingetrokken" in coordinator.get(case).text

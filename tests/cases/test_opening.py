"""Opening a case: who handles it, which steps open, who is told."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from tests.builders import NOW, stored
from tests.cases.builders import a_case, a_town, disable
from vpt.cases.models import Case, CaseFact, CaseSubject
from vpt.cases.opening import Seen
from vpt.cases.steps import CaseStep
from vpt.infra.db import db
from vpt.notifications.models import Message


def open_keys() -> set[str]:
    return {row.key for row in stored(CaseStep) if row.state == "open"}


def told(person_id: object) -> list[str]:
    found = db.session.scalars(select(Message.kind).where(Message.recipient_id == person_id))
    return sorted(found)


def test_a_report_opens_first_support_the_reaction_and_the_assessment(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        assert {"S02", "S05", "S08", "S19"} <= open_keys()


def test_sending_the_report_is_a_finished_step_of_its_own(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        sent = next(row for row in stored(CaseStep) if row.key == "S03")
        assert (sent.state, sent.outcome) == ("done", "submitted")


def test_every_opened_step_has_its_moments_fixed(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        support = next(row for row in stored(CaseStep) if row.key == "S02")
        assert support.anchor_at == NOW
        assert support.due_at is not None
        assert NOW < support.escalate_at < support.due_at


def test_an_unknown_perpetrator_gets_no_reaction_yet(app: Flask) -> None:
    with app.app_context():
        a_case(a_town(), perpetrators=(False,))

        assert "S08" not in open_keys()


def test_damage_opens_a_claim_and_injury_the_inspectorate_check(app: Flask) -> None:
    with app.app_context():
        a_case(a_town(), damaged=True, injured=True)

        assert {"S07", "S16"} <= open_keys()
        assert [row.scope for row in stored(CaseSubject)] == ["claim"]


def test_evidence_and_a_complaint_offence_become_facts(app: Flask) -> None:
    with app.app_context():
        a_case(a_town(), seen=Seen(subtypes=["stalking"], has_evidence=True))

        assert {"evidence_exists", "complaint_offence"} <= {row.key for row in stored(CaseFact)}
        assert {"S04", "S14"} <= open_keys()


def test_the_manager_of_the_unit_handles_the_case(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        case = a_case(town)

        assert case.assignee_id == town.manager.id
        assert case.unit_path == town.unit.path


def test_a_manager_who_is_party_makes_room_for_the_deputy(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        case = a_case(town, victims=(town.employee, town.manager))

        assert case.assignee_id == town.deputy.id


def test_a_disabled_manager_makes_room_for_the_deputy(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        disable(town.manager)

        assert a_case(town).assignee_id == town.deputy.id


def test_a_unit_without_manager_gives_its_cases_to_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        disable(town.manager)
        disable(town.deputy)

        assert a_case(town).assignee_id == town.coordinator.id


def test_an_incident_without_unit_goes_to_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        case = a_case(town, unit=False)

        assert (case.assignee_id, case.unit_path) == (town.coordinator.id, "")


def test_a_reporter_who_chose_the_coordinator_is_kept_from_the_manager(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        case = a_case(town, recipient="coordinator")

        assert case.confined
        assert case.assignee_id == town.coordinator.id
        assert not [row for row in stored(CaseStep) if row.assignee_id == town.manager.id]
        assert told(town.manager.id) == []


def test_reporter_handler_and_step_owners_are_each_told_once(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        a_case(town, injured=True)

        assert told(town.employee.id) == ["report.received"]
        assert told(town.manager.id) == ["case.opened"]
        assert told(town.hr.id) == ["step.assigned"]


def test_a_report_filed_three_days_late_counts_support_from_sending(app: Flask) -> None:
    with app.app_context():
        case = a_case(a_town(), at=NOW + timedelta(days=3))

        support = next(row for row in stored(CaseStep) if row.key == "S02")
        assert support.anchor_at == case.opened_at
        assert stored(Case)[0].version == 1

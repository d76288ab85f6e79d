"""Sending a report: one incident and one case, in one transaction, at a fixed price."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, a_person, stored
from tests.cases.builders import Counted, a_town, disable, steps_of
from tests.incidents.builders import a_draft, a_report
from vpt.audit.models import AuditEntry
from vpt.cases import intake
from vpt.cases.models import Case, CaseFact
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.core.errors import DomainError, NotAllowed, RuleBroken
from vpt.incidents.models import Incident
from vpt.incidents.rules import BehaviourSeen, Damage
from vpt.incidents.rules import Person as Somebody
from vpt.incidents.taxonomy import Category, Recipient, Relation
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message

MOST = 25
RICH = {
    "behaviours": (
        BehaviourSeen(category=Category.THREAT, subtype="stalking"),
        BehaviourSeen(category=Category.PHYSICAL, subtype="push"),
    ),
    "narrative": "Hij stond me weer op te wachten.",
    "literal_words": "Ik weet waar je woont",
    "perpetrators": (Somebody(name="Jan", surname="Voorbeeld"),),
    "witnesses": (Somebody(name="Getuige"),),
    "other_victims": (Somebody(name="Tweede"),),
    "injured": True,
    "damaged": True,
    "damage": (Damage(item="Bril", amount_cents=10_000, owner="employee"),),
}


def draft_of(person: Person, key: str = "k" * 43) -> object:
    with unit_of_work():
        return a_draft(person, key=key, narrative="x").id


def submit(person: Person, draft_id: object, **report: object) -> Case:
    with unit_of_work():
        return intake.submit(person.actor(), draft_id, a_report(**report), now=NOW)  # type: ignore[arg-type]


def test_one_report_makes_one_incident_and_one_case_under_the_drafts_id(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        draft_id = draft_of(town.employee)

        case = submit(town.employee, draft_id)

        incident = stored(Incident)[0]
        assert case.id == incident.id == draft_id
        assert case.reference == incident.reference
        assert case.assignee_id == town.manager.id
        assert {row.key for row in stored(CaseStep)} >= {"S02", "S03", "S05"}


def test_sending_twice_makes_one_case_and_tells_once(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        draft_id = draft_of(town.employee)

        first = submit(town.employee, draft_id)
        told = len(stored(Message))
        second = submit(town.employee, draft_id)

        assert first.id == second.id
        assert len(stored(Case)) == 1
        assert len(stored(Message)) == told


def test_the_facts_come_from_the_report(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        submit(town.employee, draft_of(town.employee), **RICH)

        facts = {row.key for row in stored(CaseFact)}
        expected = {"injury", "damage", "serious", "complaint_offence", "perpetrator_known"}
        assert expected <= facts
        keys = {row.key for row in stored(CaseStep)}
        assert {"S07", "S08", "S14", "S16"} <= keys
        assert len([row for row in stored(CaseStep) if row.key == "S02"]) == 2


def test_a_weapon_asks_first_whether_everybody_is_safe(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        submit(town.employee, draft_of(town.employee), weapon=True)

        safety = steps_of("S01")[0]
        assert safety.assignee_id == town.manager.id
        assert safety.due_at == safety.opened_at == NOW


def test_a_rich_report_costs_no_more_than_the_budget(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        submit(town.colleague, draft_of(town.colleague))
        draft_id = draft_of(town.employee)
        actor, report = town.employee.actor(), a_report(**RICH)

        with Counted() as statements, unit_of_work():
            intake.submit(actor, draft_id, report, now=NOW)  # type: ignore[arg-type]

        assert len(statements) <= MOST, "\n".join(one[:90] for one in statements)


def test_the_coordinator_instead_of_the_manager_when_the_reporter_says_so(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        case = submit(town.employee, draft_of(town.employee), recipient=Recipient.COORDINATOR)

        assert case.confined
        assert case.assignee_id == town.coordinator.id


def test_a_report_for_a_colleague_goes_to_the_colleagues_manager(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            elsewhere = a_person(town.organisation, unit=town.other_unit)

        case = submit(elsewhere, draft_of(elsewhere), colleague_id=town.colleague.id)

        assert case.assignee_id == town.manager.id


def test_a_manager_with_a_closed_account_is_passed_over(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        disable(town.manager)

        assert submit(town.employee, draft_of(town.employee)).assignee_id == town.deputy.id


def test_nothing_is_half_stored_when_the_organisation_has_no_protocol(app: Flask) -> None:
    with app.app_context():
        town = a_town(with_protocol=False)
        draft_id = draft_of(town.employee)

        with pytest.raises(RuleBroken, match="no_protocol"):
            submit(town.employee, draft_id)

        assert stored(Incident) == stored(Case) == stored(Message) == []


def test_a_colleague_as_perpetrator_stores_nothing(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        draft_id = draft_of(town.employee)

        with pytest.raises(RuleBroken, match="colleague_route"):
            submit(town.employee, draft_id, relation=Relation.COLLEAGUE)

        assert stored(Incident) == stored(Case) == []


def test_somebody_elses_draft_cannot_be_sent(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        draft_id = draft_of(town.employee)

        with pytest.raises(DomainError):
            submit(town.colleague, draft_id)

        assert stored(Case) == []


def test_a_role_that_reports_nothing_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            auditor = a_person(town.organisation, Role.AUDITOR)

        with pytest.raises(NotAllowed):
            submit(auditor, draft_of(town.employee))


def test_the_trail_holds_ids_and_codes_and_no_word_of_the_report(app: Flask) -> None:
    with app.app_context():
        town = a_town()

        submit(town.employee, draft_of(town.employee), **RICH)

        entries = [row for row in stored(AuditEntry) if row.action.startswith(("case", "incident"))]
        assert {row.action for row in entries} >= {"incident.reported", "case.opened"}
        written = str([(row.fields, row.codes) for row in entries])
        assert not [word for word in ("Voorbeeld", "woont", "Bril", "wachten") if word in written]


def test_terms_count_on_the_organisations_own_calendar(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            organisation = db.session.merge(town.organisation)
            organisation.calendar = {"closing_days": ["2026-03-09"]}

        submit(town.employee, draft_of(town.employee))

        assessment = next(row for row in stored(CaseStep) if row.key == "S05")
        assert assessment.due_at == NOW.replace(hour=16, minute=0) + timedelta(days=4)

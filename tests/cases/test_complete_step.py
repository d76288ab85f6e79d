"""Finishing steps: whose lane it is, what it opens, who is told, what is written down."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from tests.builders import NOW, a_person, an_organisation, stored
from tests.cases.builders import LATER, Town, a_case, a_ref, a_town, complete, steps_of
from vpt.audit.models import AuditEntry
from vpt.cases import service
from vpt.cases.models import Case, CaseFact, CaseSubject
from vpt.cases.rules import Answer
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.protocol.state import StepRef


def assess(town: Town, case: Case) -> None:
    complete(town.manager, case, a_ref("S05"), "criminal")


def test_finishing_the_assessment_as_criminal_opens_the_decision_on_a_police_report(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        assess(town, case)

        assert [row.state for row in steps_of("S10")] == ["open"]
        assert any(row.key == "possibly_criminal" for row in stored(CaseFact))


def test_a_finished_step_keeps_outcome_doer_moment_and_sealed_note(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        complete(town.manager, case, a_ref("S02"), Answer(outcome="supported", note="Gebeld"))

        row = steps_of("S02")[0]
        assert (row.state, row.outcome, row.done_by) == ("done", "supported", town.manager.id)
        assert row.done_at == LATER
        assert row.note == "Gebeld"
        assert b"Gebeld" not in (row.note_sealed or b"")


def test_each_victim_decides_about_the_own_police_report(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.colleague))
        assess(town, case)

        complete(town.coordinator, case, a_ref("S10", nth=0), "employer_files")
        complete(
            town.coordinator,
            case,
            a_ref("S10", nth=1),
            Answer(outcome="no_report", reason="Wil zij niet"),
        )

        assert [row.scope for row in stored(CaseSubject)] == ["police_report"]
        assert [row.outcome for row in steps_of("S10")] == ["employer_files", "no_report"]
        assert len(steps_of("S11")) == 1
        assert stored(CaseSubject)[0].parent_id == steps_of("S10")[0].subject_id


def test_the_reason_of_an_outcome_is_sealed_and_stays_out_of_the_trail(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        assess(town, case)

        answer = Answer(outcome="no_report", reason="NAALD-reden")
        complete(town.coordinator, case, a_ref("S10"), answer)

        assert steps_of("S10")[0].details == {"reason": "NAALD-reden"}
        written = [(row.fields, row.codes, row.action) for row in stored(AuditEntry)]
        assert "NAALD" not in str(written)
        assert "case.step_completed" in str(written)


def test_an_outcome_that_needs_a_reason_is_refused_without_one(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        assess(town, case)

        with pytest.raises(RuleBroken, match="reason_required"):
            complete(town.coordinator, case, a_ref("S10"), "no_report")

        assert steps_of("S10")[0].state == "open"


def test_an_imposed_measure_starts_on_the_date_given(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S08"), "heard_measure")

        answer = Answer(outcome="imposed", on=date(2026, 3, 10))
        complete(town.manager, case, a_ref("S09"), answer)

        fact = next(row for row in stored(CaseFact) if row.key == "measure_starts_on")
        assert fact.value == "2026-03-10"
        assert [row.state for row in steps_of("S25")] == ["open"]


def test_the_deputy_may_do_what_the_manager_may(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        complete(town.deputy, case, a_ref("S02"), "supported")

        assert steps_of("S02")[0].done_by == town.deputy.id


def test_the_manager_may_not_do_the_coordinators_step(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        assess(town, case)

        with pytest.raises(NotAllowed, match="not_your_step"):
            complete(town.manager, case, a_ref("S10"), "employer_files")


def test_the_reporter_may_not_do_the_managers_step(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(NotAllowed, match="not_your_step"):
            complete(town.employee, case, a_ref("S02"), "supported")


def test_another_manager_a_colleague_and_a_stranger_find_nothing(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            stranger = a_person(an_organisation("Elders (demo)"), Role.COORDINATOR)

        for person in (town.other_manager, town.colleague, stranger, town.privacy_officer):
            with pytest.raises(NotVisible):
                complete(person, case, a_ref("S02"), "supported")


def test_a_manager_who_is_party_finds_nothing_to_handle(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.manager))

        with pytest.raises(NotAllowed, match="not_your_step"):
            complete(town.manager, case, a_ref("S05"), "criminal")


def test_a_confined_case_does_not_exist_for_the_line_manager(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, recipient="coordinator")

        with pytest.raises(NotVisible):
            complete(town.manager, case, a_ref("S02"), "supported")
        complete(town.coordinator, case, a_ref("S02"), "supported")

        assert steps_of("S02")[0].done_by == town.coordinator.id


def test_somebody_with_an_old_version_sees_what_changed_and_overwrites_nothing(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")

        with pytest.raises(StaleData) as stale, unit_of_work():
            service.complete_step(
                town.deputy.actor(), case.id, a_ref("S02"), Answer(outcome="declined"),
                version=1, now=LATER,
            )  # fmt: skip

        change = stale.value.details["changes"][0]  # type: ignore[index]
        assert (change.who, change.action) == ("Mehmet Leider (demo)", "case.step_completed")
        assert change.codes["step"] == "S02"
        assert change.at == LATER
        assert steps_of("S02")[0].outcome == "supported"


def test_every_change_of_a_step_moves_the_case(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        complete(town.manager, case, a_ref("S02"), "supported", at=NOW)
        complete(town.manager, case, a_ref("S05"), "criminal", at=NOW)

        assert db.session.get_one(Case, (case.organisation_id, case.id)).version == 3


def test_the_reporter_hears_of_progress_and_the_owner_of_the_new_step_of_his_work(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        assess(town, case)

        kinds = {(row.recipient_id, row.kind, row.step_key) for row in stored(Message)}
        assert (town.employee.id, "case.progress", "S05") in kinds
        assert (town.coordinator.id, "step.assigned", "S10") in kinds


def test_a_victim_without_account_is_spoken_for_by_the_reporter_or_the_coordinator(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(None,))

        assert [row.assignee_id for row in steps_of("S02")] == [town.manager.id]
        victim = next(row for row in stored(Involved) if row.role == "victim")
        assert victim.user_id is None
        complete(town.manager, case, StepRef("S02", UUID(str(victim.id))), "offered")
        assert steps_of("S02")[0].outcome == "offered"


def test_a_bsn_in_a_note_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match="bsn_refused"):
            complete(
                town.manager, case, a_ref("S02"), Answer(outcome="supported", note="BSN 111222333")
            )

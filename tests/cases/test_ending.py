"""How a case ends: the gate, opening again, withdrawing, one event with two reports.

Closing by its own page is tested with tests/closing.
"""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.cases.builders import (
    LATER,
    Town,
    a_case,
    a_ref,
    a_town,
    complete,
    steps_of,
    version_of,
)
from vpt.audit.models import AuditEntry
from vpt.cases import ending, queries, service
from vpt.cases.models import Case, CaseFact
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message


def through_the_gate(town: Town, case: Case) -> None:
    complete(town.manager, case, a_ref("S02"), "supported")
    complete(town.manager, case, a_ref("S05"), "not_criminal")
    complete(town.hr, case, a_ref("S18"), "finished")
    complete(town.manager, case, a_ref("S19"), "reporter_and_team")


def close(town: Town, case: Case) -> None:
    complete(town.coordinator, case, a_ref("S26", occurrence=len(steps_of("S26"))), "closed")


def state_of(case: Case) -> Case:
    return db.session.get_one(Case, (case.organisation_id, case.id))


def test_a_case_knows_no_closing_before_the_gate_and_says_what_is_missing(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        page = queries.case_page(town.coordinator.actor(), case.id, now=LATER)

        assert {"S05", "S18", "S19"} <= {gap.key for gap in page.gaps}
        assert steps_of("S26") == []


def test_a_case_closes_when_every_decision_is_made(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        through_the_gate(town, case)

        close(town, case)

        assert state_of(case).closed_at == LATER
        closed = [row for row in stored(Message) if row.kind == "case.closed"]
        assert [row.recipient_id for row in closed] == [town.employee.id]


def test_decisions_may_also_be_waived_with_a_reason(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "declined")
        for key in ("S05", "S18", "S19"):
            with unit_of_work():
                service.waive_step(
                    town.coordinator.actor(), case.id, a_ref(key), "Niet nodig",
                    version=version_of(case), now=LATER,
                )  # fmt: skip

        close(town, case)

        assert state_of(case).closed_at == LATER


def test_a_reopened_case_can_be_worked_and_closed_again(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        through_the_gate(town, case)
        close(town, case)

        with unit_of_work():
            ending.reopen(
                town.coordinator.actor(), case.id, "Nieuwe informatie",
                version=version_of(case), now=LATER,
            )  # fmt: skip

        assert state_of(case).closed_at is None
        assert [row.state for row in steps_of("S26")] == ["done", "open"]
        facts = [row for row in stored(CaseFact) if row.key == "case_closed"]
        assert [row.withdrawn_at for row in facts] == [LATER]
        assert {"reopened": "Nieuwe informatie"}.items() <= (
            steps_of("S26")[0].details or {}
        ).items()
        close(town, case)
        assert state_of(case).closed_at == LATER


def test_an_open_case_is_not_reopened(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match="not_closed"), unit_of_work():
            ending.reopen(town.coordinator.actor(), case.id, "x", version=1, now=LATER)


def test_a_withdrawn_report_lapses_its_steps_and_keeps_its_record(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            ending.withdraw(town.employee.actor(), case.id, "mistake", version=1, now=LATER)

        assert state_of(case).closed_at == LATER
        assert {row.state for row in steps_of("S02") + steps_of("S05")} == {"lapsed"}
        assert [row.state for row in steps_of("S03")] == ["done"]
        assert stored(Incident)[0].withdrawn_reason == "mistake"
        assert town.manager.id in {
            row.recipient_id for row in stored(Message) if row.kind == "report.withdrawn"
        }


def test_only_the_reporter_withdraws(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.colleague))

        for person in (town.colleague, town.manager, town.coordinator):
            with pytest.raises(NotAllowed), unit_of_work():
                ending.withdraw(person.actor(), case.id, "mistake", version=1, now=LATER)
        with pytest.raises(NotVisible), unit_of_work():
            ending.withdraw(town.other_manager.actor(), case.id, "mistake", version=1, now=LATER)


def test_two_reports_of_one_event_go_on_as_one(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        leading = a_case(town)
        follower = a_case(town, reporter=town.colleague)

        with unit_of_work():
            ending.mark_same_event(
                town.manager.actor(), follower.id, leading.id, version=1, now=LATER
            )

        assert state_of(follower).closed_at == LATER
        assert state_of(leading).closed_at is None
        merged = [row for row in stored(Message) if row.kind == "report.merged"]
        assert [row.recipient_id for row in merged] == [town.colleague.id]


def test_the_reporter_who_follows_sees_the_leading_chain_and_nobody_elses_part(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        leading = a_case(town)
        follower = a_case(town, reporter=town.colleague)
        with unit_of_work():
            ending.mark_same_event(
                town.manager.actor(), follower.id, leading.id, version=1, now=LATER
            )
        complete(town.manager, leading, a_ref("S05"), "criminal", at=LATER + timedelta(hours=1))

        own = queries.own_case(town.colleague.actor(), follower.id, now=LATER)

        assert own.head.leading == leading.reference
        assert {"S05"} <= {step.key for step in own.steps if step.look == "done"}
        assert {step.step.about for step in own.steps} == {""}


def test_a_case_outside_reach_cannot_lead(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        elsewhere = a_case(town, unit=town.other_unit)
        case = a_case(town)

        with pytest.raises(NotVisible), unit_of_work():
            ending.mark_same_event(
                town.manager.actor(), case.id, elsewhere.id, version=1, now=LATER
            )


def test_every_ending_is_written_down(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            ending.withdraw(town.employee.actor(), case.id, "mistake", version=1, now=NOW)

        codes = next(row.codes for row in stored(AuditEntry) if row.action == "case.withdrawn")

        assert codes == {"reason": "mistake", "version": "2"}

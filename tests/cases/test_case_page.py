"""The page of a case: what it shows to whom, and what a look leaves behind."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, stored
from tests.cases.builders import LATER, Counted, Town, a_case, a_ref, a_town, complete, steps_of
from vpt.audit.models import AuditEntry
from vpt.cases import assigning, queries, talking, viewing
from vpt.cases.models import Case
from vpt.cases.rules import PAGE, Answer, CaseStatus, Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotVisible
from vpt.infra.db import db, unit_of_work
from vpt.protocol.state import Standing


def page(person: Person, case: Case, **more: object) -> CasePage:
    return queries.case_page(person.actor(), case.id, **{"now": NOW, **more})  # type: ignore[arg-type]


def test_the_manager_sees_the_next_action_with_why_basis_and_term(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        step = page(town.manager, case).next

        assert step is not None
        assert step.key == "S02"
        assert step.may_do
        assert step.why
        assert step.basis
        assert step.term == "dezelfde dag"
        assert step.about == "Slachtoffer 1"
        assert [choice.key for choice in step.choices] == ["supported", "offered", "declined"]


def test_the_next_action_of_each_person_is_in_their_own_lane(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S05"), "criminal")

        coordinator = page(town.coordinator, case, now=LATER).next

        assert coordinator is not None
        assert coordinator.may_do


def test_the_swimlane_places_every_step_in_its_lane_and_phase(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        chain = page(town.manager, case).swimlane

        node = next(node for node in chain.nodes if node.key == "S02")
        assert chain.lanes[node.lane].key == "manager"
        assert chain.phases[node.phase].key == "safety"
        assert node.state == "current"
        assert node.date


def test_a_late_step_is_late_everywhere(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        seen = page(town.manager, case, now=NOW + timedelta(days=3))

        assert seen.head.status is CaseStatus.LATE
        assert seen.next is not None
        assert seen.next.standing is Standing.OVERDUE
        assert "late" in {node.state for node in seen.swimlane.nodes}


def test_the_page_shows_story_people_facts_and_history_to_the_handler(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        seen = page(town.manager, case)

        assert seen.story is not None
        assert seen.story.narrative == "Hij riep dat hij mij wist te vinden."
        assert seen.story.location == "Balie 3"
        assert [person.number for person in seen.people] == ["S1", "V1"]
        assert {fact.key for fact in seen.facts} >= {"occurred", "submitted", "category"}
        assert [line.action for line in seen.history] == ["case.opened"]
        assert {gap.key for gap in seen.gaps} >= {"S05"}


def test_the_support_team_sees_victims_and_aftercare_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        with pytest.raises(NotVisible):
            page(town.support, case)
        given_to_support(town, case)

        seen = page(town.support, case, now=LATER)

        assert {step.key for step in seen.steps} == {"S18"}
        assert [person.role for person in seen.people] == ["victim"]
        assert seen.story is None
        assert (seen.evidence, seen.messages, seen.facts, seen.history) == ((), (), (), ())
        assert not seen.may_message


def given_to_support(town: Town, case: Case) -> None:
    with unit_of_work():
        assigning.assign_step(
            town.coordinator.actor(), case.id, a_ref("S18"), town.support.id,
            version=db.session.get_one(Case, (case.organisation_id, case.id)).version, now=LATER,
        )  # fmt: skip


def test_an_aftercare_note_stays_with_support_team_and_hr(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        given_to_support(town, case)
        answer = Answer(outcome="finished", note="Slaapt slecht")
        complete(town.support, case, a_ref("S18"), answer, at=LATER + timedelta(days=1))

        def note(person: Person) -> str:
            steps = page(person, case, now=LATER + timedelta(days=2)).steps
            return next(step.note for step in steps if step.key == "S18")

        assert note(town.hr) == "Slaapt slecht"
        assert note(town.manager) == note(town.coordinator) == ""


def test_reporter_colleague_stranger_and_party_have_no_case_page(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.manager))

        for person in (town.employee, town.colleague, town.manager, town.privacy_officer):
            with pytest.raises(NotVisible):
                page(person, case)


def test_a_look_is_written_down_with_kinds_of_data_and_no_values(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            viewing.view_case(town.manager.actor(), case.id, now=LATER)

        look = next(row for row in stored(AuditEntry) if row.action == "case.viewed")
        assert look.actor_id == town.manager.id
        assert look.fields == ["narrative"]
        assert look.codes == {}


def test_the_victim_sees_who_can_see_the_case_and_who_has(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            viewing.view_case(town.manager.actor(), case.id, now=LATER)

        audience = queries.own_case(town.employee.actor(), case.id, now=LATER).audience

        can_see = {viewer.name for viewer in audience.can_see}
        assert {"Mehmet Leider (demo)", "Dana Vervanger (demo)", "Hanna Personeel (demo)"} < can_see
        assert "Otto Elders (demo)" not in can_see
        assert [(one.name, one.seen_at) for one in audience.have_seen] == [
            ("Mehmet Leider (demo)", LATER)
        ]


def test_the_own_page_tells_the_chain_in_plain_words(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        own = queries.own_case(town.employee.actor(), case.id, now=NOW)

        support = next(step for step in own.steps if step.key == "S02")
        assert support.words
        assert support.who == "Mehmet Leider (demo)"
        assert support.when.startswith("Uiterlijk 6 maart 2026") or "7 maart" in support.when
        assert own.head.assignee == "Mehmet Leider (demo)"
        assert own.after_report.startswith("Dank je wel")
        assert own.story is not None


def test_a_victim_who_did_not_report_sees_the_chain_but_not_the_reporters_words(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.colleague))

        own = queries.own_case(town.colleague.actor(), case.id, now=NOW)

        assert own.story is None
        assert own.messages == ()
        about = {step.step.about for step in own.steps}
        assert "Slachtoffer 1" not in about
        assert "Slachtoffer 2" in about
        assert [person.name for person in own.people if person.name] == ["Carlijn Collega (demo)"]


def test_a_victim_sees_nothing_of_another_victims_police_report(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.colleague))
        complete(town.manager, case, a_ref("S05"), "criminal")
        for nth in (0, 1):
            complete(town.coordinator, case, a_ref("S10", nth=nth), "employer_files")

        own = queries.own_case(town.colleague.actor(), case.id, now=LATER)

        assert len(steps_of("S12")) + len(steps_of("S11")) >= 2
        assert len([step for step in own.steps if step.key == "S11"]) == 1
        assert len([step for step in own.steps if step.key == "S12"]) <= 1


def test_own_cases_are_the_reporters_and_the_victims(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        first = a_case(town)
        second = a_case(town, victims=(town.employee, town.colleague), at=LATER)

        of_employee = queries.own_cases(town.employee.actor())
        of_colleague = queries.own_cases(town.colleague.actor())

        assert [row.id for row in of_employee] == [second.id, first.id]
        assert [(row.id, row.is_reporter) for row in of_colleague] == [(second.id, False)]
        assert queries.own_cases(town.manager.actor()) == ()


def test_somebody_elses_report_is_not_an_own_report(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        for person in (town.colleague, town.manager, town.coordinator):
            with pytest.raises(NotVisible):
                queries.own_case(person.actor(), case.id, now=NOW)


@pytest.mark.parametrize(
    "parts", [[], *([one] for one in sorted(PAGE)), [Part.AUDIENCE, Part.TRAIL]]
)
def test_a_tab_costs_a_fixed_number_of_statements(app: Flask, parts: list[Part]) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, damaged=True, victims=(town.employee, town.colleague))
        with unit_of_work():
            talking.send_message(town.employee.actor(), case.id, "Hoe gaat het nu?", now=LATER)
        for _ in range(3):
            a_case(town)
        actor, case_id = town.manager.actor(), case.id
        db.session.rollback()
        db.session.info.clear()

        with Counted() as statements, unit_of_work():
            viewing.view_case(actor, case_id, now=LATER, parts=parts)

        assert len(statements) <= 10, [one[:50] for one in statements]
        assert len(steps_of("S02")) == 5


def test_a_part_nobody_asked_for_is_empty_but_counted(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            talking.send_message(town.employee.actor(), case.id, "Hoe gaat het nu?", now=LATER)

        seen = page(town.manager, case, parts=[])

        assert (seen.story, seen.messages, seen.history) == (None, (), ())
        assert seen.counts.messages == 1
        assert seen.next is not None


def test_english_words_come_from_the_protocol(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        step = page(town.manager, case, locale="en").next

        assert step is not None
        assert step.title == "First support"

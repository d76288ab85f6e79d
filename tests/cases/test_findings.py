"""Facts and people that become known later, giving work to others, and talking."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import stored
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
from vpt.cases import assigning, findings, queries, talking
from vpt.cases.models import Case, CaseMessage, CaseSubject
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.people import Involved
from vpt.incidents.rules import Person
from vpt.incidents.taxonomy import Role
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message


def perpetrator() -> Involved:
    return next(row for row in stored(Involved) if row.role == "perpetrator")


def state_of(case: Case) -> Case:
    return db.session.get_one(Case, (case.organisation_id, case.id))


def test_a_perpetrator_identified_later_gets_a_reaction_counted_from_then(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, perpetrators=(False,))
        person = Person(name="Jan", surname="Naald", birth_date=date(1980, 1, 2))

        with unit_of_work():
            findings.identify(
                town.manager.actor(), case.id, perpetrator().id, person, version=1, now=LATER
            )

        assert [(row.state, row.anchor_at) for row in steps_of("S08")] == [("open", LATER)]
        assert perpetrator().identity["surname"] == "Naald"  # type: ignore[index]
        assert perpetrator().name_blind is not None
        entry = next(r for r in stored(AuditEntry) if r.action == "case.person_identified")
        assert "surname" in entry.fields
        assert "Naald" not in str((entry.fields, entry.codes))


def test_a_second_victim_gets_support_and_decisions_of_their_own(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S05"), "criminal")
        person = Person(name="Carlijn Collega", user_id=town.colleague.id)

        with unit_of_work():
            findings.add_subject(
                town.manager.actor(), case.id, Role.VICTIM, person,
                version=version_of(case), now=LATER,
            )  # fmt: skip

        assert len(steps_of("S02")) == len(steps_of("S10")) == 2
        assert queries.own_cases(town.colleague.actor())[0].id == case.id


def test_a_handler_who_turns_out_to_be_a_victim_makes_room_for_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = Person(name="Mehmet", user_id=town.manager.id)

        with unit_of_work():
            findings.add_subject(
                town.coordinator.actor(), case.id, Role.VICTIM, person, version=1, now=LATER
            )

        assert state_of(case).assignee_id == town.coordinator.id
        with pytest.raises(NotVisible):
            queries.case_page(town.manager.actor(), case.id, now=LATER)
        assert [row.assignee_id for row in steps_of("S05")] == [town.coordinator.id]


def test_a_fact_recorded_opens_and_withdrawn_lapses_what_needs_it(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        actor = town.manager.actor()

        with unit_of_work():
            findings.record_fact(actor, case.id, ("injury", None), True, version=1, now=LATER)
        assert [row.state for row in steps_of("S07")] == ["open"]
        with unit_of_work():
            findings.withdraw_fact(actor, case.id, ("injury", None), version=2, now=LATER)
        assert [row.state for row in steps_of("S07")] == ["lapsed"]
        with unit_of_work():
            findings.record_fact(actor, case.id, ("injury", None), True, version=3, now=LATER)

        assert [row.state for row in sorted(steps_of("S07"), key=lambda r: r.occurrence)] == [
            "lapsed",
            "open",
        ]


def test_damage_found_later_opens_a_claim(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            findings.record_fact(
                town.manager.actor(), case.id, ("damage", None), True, version=1, now=LATER
            )

        assert [row.scope for row in stored(CaseSubject)] == ["claim"]
        assert [row.state for row in steps_of("S16")] == ["open"]


def test_what_an_outcome_or_a_partner_says_is_not_for_the_manager_to_record(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        actor = town.manager.actor()

        with pytest.raises(RuleBroken, match="fact_by_outcome"), unit_of_work():
            findings.record_fact(
                actor, case.id, ("possibly_criminal", None), True, version=1, now=LATER
            )
        with pytest.raises(NotAllowed), unit_of_work():
            findings.record_fact(
                actor, case.id, ("criminal_file_at_om", None), True, version=1, now=LATER
            )
        with pytest.raises(RuleBroken, match="fact_unknown"), unit_of_work():
            findings.record_fact(actor, case.id, ("onzin", None), True, version=1, now=LATER)


def test_a_classification_changes_the_case_and_its_worklist_rows(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            findings.classify(
                town.manager.actor(), case.id, ("PHYS", 4), "Hij duwde ook", version=1, now=LATER
            )

        assert (state_of(case).category, state_of(case).severity) == ("PHYS", 4)
        assert {row.category for row in steps_of("S02")} == {"PHYS"}


def test_a_case_given_to_another_moves_its_open_manager_steps(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            assigning.assign_case(
                town.manager.actor(), case.id, town.other_manager.id, version=1, now=LATER
            )

        assert state_of(case).assignee_id == town.other_manager.id
        assert [row.assignee_id for row in steps_of("S02")] == [town.other_manager.id]
        assert queries.case_page(town.other_manager.actor(), case.id, now=LATER).may_message
        assert ("case.assigned", town.other_manager.id) in {
            (row.kind, row.recipient_id) for row in stored(Message)
        }


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("employee", "assignee_is_party"),
        ("colleague", "assignee_unable"),
        ("privacy_officer", "assignee_unable"),
    ],
)
def test_parties_and_people_without_the_right_are_given_no_case(
    app: Flask, who: str, code: str
) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match=code), unit_of_work():
            assigning.assign_case(
                town.coordinator.actor(), case.id, getattr(town, who).id, version=1, now=LATER
            )


def test_a_confined_case_is_not_given_to_the_line(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, recipient="coordinator")

        with pytest.raises(RuleBroken, match="assignee_excluded"), unit_of_work():
            assigning.assign_case(
                town.coordinator.actor(), case.id, town.manager.id, version=1, now=LATER
            )


def test_candidates_are_staff_without_the_parties(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.deputy))

        ids = {
            one[0] for one in queries.list_candidates(town.coordinator.actor(), case.id, now=LATER)
        }

        assert {town.manager.id, town.hr.id, town.other_manager.id} <= ids
        assert not ids & {town.deputy.id, town.employee.id, town.colleague.id}


def send(town: Town, who: str, case: Case, text: str = "Hoe gaat het?") -> CaseMessage:
    with unit_of_work():
        return talking.send_message(getattr(town, who).actor(), case.id, text, now=LATER)


def test_reporter_and_handler_write_to_each_other_sealed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        sent = send(town, "employee", case)
        send(town, "manager", case, "Beter, dank je")

        assert b"Hoe gaat" not in (sent.text_sealed or b"")
        texts = queries.own_case(town.employee.actor(), case.id, now=LATER).messages
        assert [(one.text, one.is_mine) for one in texts] == [
            ("Hoe gaat het?", True),
            ("Beter, dank je", False),
        ]
        kinds = {(row.kind, row.recipient_id) for row in stored(Message)}
        assert ("case.message", town.manager.id) in kinds
        assert ("case.answered", town.employee.id) in kinds


@pytest.mark.parametrize("who", ["hr", "colleague"])
def test_others_neither_write_nor_read_along(app: Flask, who: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.employee, town.colleague))
        send(town, "employee", case)

        with pytest.raises(NotAllowed):
            send(town, who, case)

        assert queries.case_page(town.hr.actor(), case.id, now=LATER).messages == ()


def test_an_empty_message_is_refused(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match="message_empty"):
            send(town, "employee", case, " \u202e ")


def test_a_message_makes_no_open_form_stale(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        send(town, "employee", case)

        assert version_of(case) == 1


def test_the_reporter_says_whether_it_was_handled_well(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with unit_of_work():
            talking.set_satisfaction(town.employee.actor(), case.id, satisfied=False, now=LATER)

        assert state_of(case).satisfied is False
        with pytest.raises(NotAllowed), unit_of_work():
            talking.set_satisfaction(town.manager.actor(), case.id, satisfied=True, now=LATER)


def test_everything_that_changes_a_case_is_in_the_trail_without_values(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        person = Person(name="Geheim", surname="Naaldnaam", phone="0612345678")
        with unit_of_work():
            findings.add_subject(
                town.manager.actor(), case.id, Role.PERPETRATOR, person, version=1, now=LATER
            )
        send(town, "employee", case, "NAALD in een bericht")

        entries = list(db.session.scalars(select(AuditEntry)))

        assert {"case.subject_added", "case.message_sent"} <= {row.action for row in entries}
        written = str([(row.fields, row.codes) for row in entries])
        assert not [one for one in ("Naald", "NAALD", "Geheim", "0612") if one in written]

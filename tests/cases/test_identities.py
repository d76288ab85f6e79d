"""Who people are is opened by an act of its own; a page of a case never holds it."""

from dataclasses import asdict

import pytest
from flask import Flask

from tests.builders import Person, stored
from tests.cases.builders import LATER, Counted, Town, a_case, a_ref, a_town, complete, version_of
from vpt.audit.models import AuditEntry
from vpt.cases import assigning, queries, viewing
from vpt.cases.models import Case
from vpt.cases.rules import Part
from vpt.cases.viewing import Identity
from vpt.core.errors import NotAllowed, NotVisible
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work

NEEDLES = ("Naam perpetrator 1", "0612345678", "1980-01-02", "Rode pet", "Gekneusde heup")


def a_case_with_people(town: Town) -> Case:
    case = a_case(town, injured=True)
    with unit_of_work():
        for row in stored(Involved):
            row.identity = {
                "name": f"Naam {row.role} {row.ordinal}",
                "birth_date": "1980-01-02",
                "phone": "0612345678",
            }
            row.description = "Rode pet"
            row.medical = "Gekneusde heup" if row.role == "victim" else None
    return case


def opened(person: Person, case: Case) -> dict[str, Identity]:
    with unit_of_work():
        found = viewing.open_identities(person.actor(), case.id, now=LATER)
    return {row.role: found[row.id] for row in stored(Involved) if row.id in found}


def test_a_page_holds_no_identity_and_opens_no_persons_keyset(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)
        actor = town.hr.actor()
        people = {row.keyset_id for row in stored(Involved)}
        db.session.rollback()
        db.session.info.clear()

        with Counted() as statements, unit_of_work():
            seen = viewing.view_case(actor, case.id, now=LATER, parts=list(Part))
            unwrapped = set(db.session.info[keysets.CACHE])

        assert not any(needle in str(asdict(seen)) for needle in NEEDLES)
        assert [person.number for person in seen.people] == ["S1", "V1"]
        assert len(unwrapped) == 1
        assert not unwrapped & people
        assert len([one for one in statements if "keysets.wrapped" in one]) == 1


def test_the_own_page_opens_no_persons_keyset_either(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)
        actor = town.employee.actor()
        db.session.rollback()
        db.session.info.clear()

        with unit_of_work():
            seen = viewing.view_own(actor, case.id, now=LATER)
            unwrapped = set(db.session.info[keysets.CACHE])

        assert not any(needle in str(asdict(seen)) for needle in NEEDLES)
        assert len(unwrapped) == 1


def test_opening_tells_who_people_are_and_writes_down_which_fields(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)

        found = opened(town.manager, case)

        assert found["perpetrator"].name == "Naam perpetrator 1"
        assert found["perpetrator"].values["phone"] == "0612345678"
        assert found["perpetrator"].description == "Rode pet"
        assert found["victim"].name == "Sanne Melder (demo)"
        act = next(row for row in stored(AuditEntry) if row.action == "case.identity_opened")
        assert act.actor_id == town.manager.id
        assert act.fields == ["birth_date", "description", "name", "phone"]
        assert not any(needle in str((act.fields, act.codes)) for needle in NEEDLES)


def test_medical_detail_is_opened_by_hr_and_not_by_the_manager(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)

        assert opened(town.hr, case)["victim"].medical == "Gekneusde heup"
        assert opened(town.manager, case)["victim"].medical == ""
        looks = [row for row in stored(AuditEntry) if row.action == "case.identity_opened"]
        assert ["medical" in row.fields for row in looks] == [True, False]


def test_the_support_team_opens_the_victim_of_its_step_and_nobody_else(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        with pytest.raises(NotVisible):
            opened(town.support, case)
        with unit_of_work():
            assigning.assign_step(
                town.coordinator.actor(), case.id, a_ref("S18"), town.support.id,
                version=version_of(case), now=LATER,
            )  # fmt: skip

        found = opened(town.support, case)

        assert set(found) == {"victim"}
        assert found["victim"].medical == "Gekneusde heup"


def test_whoever_has_no_right_opens_nobody(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)

        for person in (town.employee, town.colleague, town.other_manager, town.privacy_officer):
            with pytest.raises((NotVisible, NotAllowed)):
                opened(person, case)
        assert not [row for row in stored(AuditEntry) if row.action == "case.identity_opened"]


def test_opening_is_told_as_an_act_to_everybody_in_the_case(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_people(town)
        opened(town.manager, case)

        seen = queries.case_page(town.coordinator.actor(), case.id, now=LATER)

        assert "Gekeken wie de betrokkenen zijn" in [line.words for line in seen.history]
        assert [one.name for one in seen.audience.have_seen] == ["Mehmet Leider (demo)"]

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOW, a_location, a_person, an_organisation, stored
from tests.cases.builders import Counted, a_case, a_town
from tests.measures.desk import a_measure, days, perpetrator
from vpt.audit.models import AuditEntry
from vpt.cases.models import CaseFact
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.measures import board


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            town.desk = a_person(
                town.organisation, Role.RECEPTION, unit=town.unit, name="Rita Receptie (demo)"
            )
        yield town


def shown(town, person=None, now=NOW, **asked):
    with unit_of_work():
        return board.view((person or town.desk).actor(), now=now, **asked).rows


def test_reception_sees_who_where_until_when_what_to_do_and_whom_to_call(town):
    a_measure(town, a_case(town), name="Wim Voorbeeld (demo)")

    [row] = shown(town)

    assert row.name == "Wim Voorbeeld (demo)"
    assert (row.level, row.issuer, row.until) == ("building_ban", "", days(30))
    assert (row.area, row.places) == ("Het hele stadhuis", ("Balie 3",))
    assert row.instruction == "Spreek de bezoeker niet alleen aan"
    assert row.call == "Beveiliging, toestel 12 (demo)"


def test_a_row_holds_no_offence_no_case_and_no_victim(town):
    case = a_case(town)
    a_measure(town, case)

    told = repr(shown(town))

    for hidden in (case.reference, str(case.id), "THREAT", "Bedreiging", "Sanne", "wist te vinden"):
        assert hidden not in told


IN_FORCE = [
    ("served and running", {}, True),
    ("the last day counts", {"ends_on": days(0)}, True),
    ("the day after does not", {"ends_on": days(-1), "starts_on": days(-9)}, False),
    ("the first day counts", {"starts_on": days(0)}, True),
    ("the day before does not", {"starts_on": days(1)}, False),
    ("not served yet", {"served_on": None}, False),
    ("only proposed", {"state": "proposed"}, False),
    ("lifted", {"state": "lifted", "ended_on": days(-1)}, False),
    ("a warning keeps nobody out", {"level": "warning_letter"}, False),
    ("a contact restriction does", {"level": "contact_restriction"}, True),
    ("an authority serves its own", {"level": "area_ban", "issuer": "mayor", "served_on": None},
     True),
]  # fmt: skip


@pytest.mark.parametrize(("why", "columns", "expected"), IN_FORCE)
def test_what_stands_on_the_list_today(town, why, columns, expected):
    a_measure(town, a_case(town), **columns)

    assert bool(shown(town)) is expected, why


def test_a_measure_ends_at_midnight_in_the_netherlands(town):
    a_measure(town, a_case(town), ends_on=days(0))
    before = datetime(2026, 3, 6, 22, 59, tzinfo=UTC)  # 23:59 here

    assert len(shown(town, now=before)) == 1
    assert shown(town, now=before + timedelta(minutes=1)) == ()


def test_a_measure_whose_ground_was_taken_back_leaves_the_list(town):
    case = a_case(town)
    a_measure(town, case)
    with unit_of_work():
        [fact] = [
            one for one in stored(CaseFact)
            if one.key == "perpetrator_known" and one.subject_id == perpetrator(case).id
        ]  # fmt: skip
        fact.withdrawn_at = NOW

    assert shown(town) == ()


def test_another_location_is_not_on_the_list_unless_the_measure_holds_everywhere(town):
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)
    a_measure(town, a_case(town), places=(there.id,))

    assert shown(town) == ()

    a_measure(town, a_case(town), places=(), everywhere=True)
    assert [row.everywhere for row in shown(town)] == [True]


def test_a_coordinator_sees_every_location_and_can_narrow_to_one(town):
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)
    a_measure(town, a_case(town), places=(there.id,))
    a_measure(town, a_case(town))

    assert len(shown(town, town.coordinator)) == 2
    [row] = shown(town, town.coordinator, location_id=there.id)
    assert row.places == ("Werf",)


def test_reception_cannot_narrow_to_a_location_that_is_not_its_own(town):
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)
    a_measure(town, a_case(town), places=(), everywhere=True)

    assert shown(town, location_id=there.id) == ()


def test_another_organisation_sees_nothing_and_other_roles_are_refused(town):
    measure = a_measure(town, a_case(town))
    with unit_of_work():
        elsewhere = an_organisation()
        stranger = a_person(elsewhere, Role.COORDINATOR)

    assert shown(town, stranger) == ()
    with pytest.raises(NotVisible):
        board.find(stranger.actor(), measure.id, now=NOW)
    for person in (town.employee, town.manager, town.support, town.privacy_officer):
        with pytest.raises(NotAllowed):
            board.view(person.actor(), now=NOW)


def test_every_measure_that_is_shown_is_written_down_by_id(town):
    rows = [a_measure(town, a_case(town)), a_measure(town, a_case(town))]

    shown(town)
    shown(town, printed=True)

    looks = [one for one in stored(AuditEntry) if one.action == "measure.shown_at_desk"]
    assert sorted(one.subject_id for one in looks) == sorted([row.id for row in rows] * 2)
    assert {one.actor_id for one in looks} == {town.desk.id}
    assert {one.codes.get("as", "") for one in looks} == {"", "print"}
    assert {tuple(one.fields) for one in looks} == {("name", "area", "instruction", "call")}


def test_counting_shows_and_logs_nothing(town):
    a_measure(town, a_case(town))

    assert board.count(town.desk.actor(), now=NOW) == 1
    assert [one for one in stored(AuditEntry) if one.action == "measure.shown_at_desk"] == []


def test_fifty_measures_take_as_many_statements_as_one_and_no_more_than_twelve(town):
    a_measure(town, a_case(town))
    actor = town.desk.actor()
    one = statements_for(actor)
    case = a_case(town)
    for _ in range(49):
        a_measure(town, case)

    fifty = statements_for(actor)

    assert len(fifty) == len(one) <= 12


def statements_for(actor):
    db.session.expunge_all()
    db.session.info.pop(keysets.CACHE, None)
    with Counted() as statements, unit_of_work():
        board.view(actor, now=NOW)
    return statements

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOW, a_location, a_person, an_organisation, stored
from tests.cases.builders import Counted, _involve, a_case, a_town
from tests.measures.desk import a_measure, days
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.measures import encounters
from vpt.measures.board_rules import EncounterKind, Seen
from vpt.measures.sightings import Encounter
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

SEEN = Seen(
    kind=EncounterKind.CAME_IN,
    happened_at=NOW - timedelta(minutes=10),
    text="Naaldeman stond in de hal en ging weg toen ik het vroeg.",
    police_called=False,
)


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            town.desk = a_person(
                town.organisation, Role.RECEPTION, unit=town.unit, name="Rita Receptie (demo)"
            )
        town.case = a_case(town)
        town.measure = a_measure(town, town.case)
        town.measure_id = town.measure.id
        yield town


def noted(town, person=None, measure=None, **changes):
    with unit_of_work():
        actor = (person or town.desk).actor()
        seen = replace(SEEN, **changes)
        return encounters.note(actor, measure.id if measure else town.measure_id, seen, now=NOW)


def test_an_encounter_stands_in_the_case_with_its_words(town):
    noted(town, police_called=True, location_id=town.location.id)

    [one] = encounters.list_of_case(town.manager.actor(), town.case.id)
    assert (one.text, one.kind) == (SEEN.text, EncounterKind.CAME_IN)
    assert (one.noted_by, one.place) == ("Rita Receptie (demo)", "Balie 3")
    assert (one.police_called, one.measure_id) == (True, town.measure.id)
    assert (one.happened_at, one.noted_at) == (SEEN.happened_at, NOW)


def test_the_handler_and_the_coordinators_are_told(town):
    with unit_of_work():
        db.session.get_one(Case, (town.organisation.id, town.case.id)).assignee_id = town.deputy.id
    row = noted(town)

    told = [one for one in stored(Message) if one.kind == Kind.ENCOUNTER_NOTED]
    assert {one.recipient_id for one in told} == {town.deputy.id, town.coordinator.id}
    assert {(one.case_id, one.subject_id) for one in told} == {(town.case.id, row.id)}


def test_a_coordinator_who_is_a_party_is_not_told_and_cannot_read_it(town):
    with unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, town.case.id))
        _involve(incident, "witness", 4, town.coordinator, known=True)
    noted(town)

    told = {one.recipient_id for one in stored(Message) if one.kind == Kind.ENCOUNTER_NOTED}
    assert town.coordinator.id not in told
    with pytest.raises(NotVisible):
        encounters.list_of_case(town.coordinator.actor(), town.case.id)


REFUSED = [
    ({"text": ""}, "encounter_empty"),
    ({"text": "x" * 2001}, "text_too_long"),
    ({"text": "Zijn nummer is 111222333."}, "bsn_refused"),
    ({"happened_at": NOW + timedelta(minutes=6)}, "encounter_in_future"),
    ({"happened_at": NOW - timedelta(days=8)}, "encounter_too_old"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_a_note_that_cannot_be_is_refused(town, changes, code):
    with pytest.raises(RuleBroken) as refused:
        noted(town, **changes)

    assert refused.value.code == code
    assert stored(Encounter) == []


def test_a_note_names_only_a_location_of_the_desk(town):
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)

    with pytest.raises(RuleBroken) as refused:
        noted(town, location_id=there.id)

    assert refused.value.code == "place_unknown"


def test_only_who_has_the_measure_on_the_list_may_note(town):
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)
        elsewhere = an_organisation()
        others = [
            a_person(town.organisation, Role.RECEPTION, unit=town.other_unit),
            a_person(elsewhere, Role.RECEPTION), a_person(elsewhere, Role.COORDINATOR),
        ]  # fmt: skip
    ended = a_measure(town, town.case, starts_on=days(-9), ends_on=days(-1))

    assert there
    for other in others:
        with pytest.raises(NotVisible):
            noted(town, other)
    with pytest.raises(NotVisible):
        noted(town, measure=ended)
    for person in (town.employee, town.manager):
        with pytest.raises(NotAllowed):
            noted(town, person)


def test_who_may_not_follow_the_case_reads_no_encounters(town):
    noted(town)

    for person in (town.other_manager, town.employee, town.desk, town.privacy_officer):
        with pytest.raises(NotVisible):
            encounters.list_of_case(person.actor(), town.case.id)


def test_a_review_sees_those_of_its_measure_since_a_day(town):
    other = a_measure(town, town.case)
    noted(town)
    noted(town, measure=other)
    noted(town, happened_at=NOW - timedelta(days=3))
    actor = town.manager.actor()

    found = encounters.since(actor, town.case.id, town.measure.id, days(-1))

    assert [one.happened_at for one in found] == [SEEN.happened_at]


def test_reading_takes_as_many_statements_for_one_as_for_many(town):
    actor, case_id = town.manager.actor(), town.case.id
    noted(town)
    one, _found = statements_for(actor, case_id)
    for _ in range(20):
        noted(town)

    many, found = statements_for(actor, case_id)

    assert len(found) == 21
    assert len(many) == len(one) <= 4


def statements_for(actor, case_id):
    db.session.expunge_all()
    db.session.info.pop(keysets.CACHE, None)
    with Counted() as statements:
        found = encounters.list_of_case(actor, case_id)
    return statements, found


def test_the_trail_and_the_messages_hold_none_of_the_words(town):
    noted(town)

    [entry] = [one for one in stored(AuditEntry) if one.action == "measure.encounter_noted"]
    assert (entry.subject_id, entry.fields) == (town.case.id, ["text"])
    assert entry.codes == {"measure": str(town.measure.id), "kind": "came_in"}
    spoken = repr([vars(row) for row in [*stored(AuditEntry), *stored(Message)]])
    assert "Naaldeman" not in spoken

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import LONG_AGO, NOW, a_location, a_person, a_unit, an_organisation, stored
from tests.cases.builders import Counted, _involve, a_case, a_town
from vpt.accounts import places
from vpt.accounts.people import Membership
from vpt.attention import queries, rules, service
from vpt.attention.models import AttentionNotice
from vpt.attention.rules import Alarm
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.notifications import rules as notice_rules
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

DAY = timedelta(days=1)
ALARM = Alarm(
    watch_for="Een man met een rode jas roept bij de ingang.",
    what_to_do="Ga niet naar buiten. Bel de beveiliging.",
    location_ids=frozenset(),
    starts_at=NOW,
    ends_at=NOW + DAY,
)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def alarm(town, **changes):
    return replace(ALARM, location_ids=frozenset({town.location.id}), **changes)


def sent(town, person=None, *, now=NOW, **changes):
    with unit_of_work():
        actor = (person or town.manager).actor()
        return service.send(actor, alarm(town, **changes), now=now).id


REFUSED = [
    ({"watch_for": ""}, "attention_empty"),
    ({"what_to_do": ""}, "attention_empty"),
    ({"watch_for": "x" * 601}, "text_too_long"),
    ({"starts_at": NOW - timedelta(minutes=6)}, "attention_in_past"),
    ({"ends_at": NOW}, "attention_ends_first"),
    ({"ends_at": NOW + 14 * DAY + timedelta(minutes=1)}, "attention_too_long"),
    ({"starts_at": NOW + 15 * DAY, "ends_at": NOW + 16 * DAY}, "attention_too_early"),
    ({"what_to_do": "Zijn nummer is 111222333."}, "bsn_refused"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_a_notice_that_says_too_little_too_much_or_lasts_too_long_is_refused(town, changes, code):
    with pytest.raises(RuleBroken) as refused:
        sent(town, **changes)

    assert refused.value.code == code
    assert stored(AttentionNotice) == []


def test_fourteen_days_is_allowed(town):
    sent(town, ends_at=NOW + 14 * DAY)

    assert len(stored(AttentionNotice)) == 1


def test_a_manager_warns_at_places_of_the_own_units_only(town):
    with pytest.raises(RuleBroken) as refused:
        sent(town, town.other_manager)

    assert refused.value.code == "place_not_yours"


def test_a_coordinator_warns_everywhere_and_an_employee_nowhere(town):
    sent(town, town.coordinator)

    with pytest.raises(NotAllowed):
        sent(town, town.employee)


def test_whoever_works_at_the_place_is_told_at_once_and_without_content(town):
    notice_id = sent(town)

    told = [row for row in stored(Message) if row.kind == Kind.ATTENTION_SENT]
    assert {row.recipient_id for row in told} == {
        town.employee.id, town.colleague.id, town.deputy.id,
    }  # fmt: skip
    assert {row.subject_id for row in told} == {notice_id}
    assert {row.case_id for row in told} == {None}
    assert notice_rules.is_urgent(Kind.ATTENTION_SENT)


def test_it_is_shown_from_its_first_to_its_last_moment_and_then_ends_by_itself(town):
    sent(town, starts_at=NOW + timedelta(hours=2))
    reader = town.employee.actor()

    def shown(at: datetime) -> int:
        return len(queries.list_for_reader(reader, now=at))

    assert shown(NOW) == 0
    assert shown(NOW + timedelta(hours=2)) == 1
    assert shown(NOW + DAY - timedelta(seconds=1)) == 1
    assert shown(NOW + DAY) == 0


def test_who_sent_it_is_not_warned_by_it(town):
    sent(town)

    assert queries.list_for_reader(town.manager.actor(), now=NOW) == []


def test_who_works_elsewhere_does_not_know_of_it(town):
    notice_id = sent(town)
    with unit_of_work():
        elsewhere = an_organisation()
        strangers = [
            a_person(town.organisation, unit=town.other_unit), town.other_manager, town.support,
            a_person(elsewhere, Role.COORDINATOR), a_person(elsewhere),
        ]  # fmt: skip

    for stranger in strangers:
        assert queries.list_for_reader(stranger.actor(), now=NOW) == []
        with pytest.raises(NotVisible):
            queries.get(stranger.actor(), notice_id, now=NOW)
        with pytest.raises(NotVisible), unit_of_work():
            service.mark_read(stranger.actor(), notice_id, now=NOW)


def test_a_reader_sees_the_words_and_every_look_is_written_down(town):
    notice_id = sent(town)

    with unit_of_work():
        seen = service.view(town.employee.actor(), notice_id, now=NOW)

    assert (seen.watch_for, seen.what_to_do) == (ALARM.watch_for, ALARM.what_to_do)
    [look] = [row for row in stored(AuditEntry) if row.action == "attention.viewed"]
    assert (look.actor_id, look.subject_id) == (town.employee.id, notice_id)
    assert look.fields == ["watch_for", "what_to_do"]


def test_the_sender_sees_who_has_and_who_has_not_read_it(town):
    notice_id = sent(town)

    with unit_of_work():
        service.mark_read(town.employee.actor(), notice_id, now=NOW)
        service.mark_read(town.employee.actor(), notice_id, now=NOW + DAY / 2)  # twice is once

    people = queries.receipts(town.manager.actor(), notice_id, now=NOW)
    assert {one.name: one.read_at for one in people} == {
        "Sanne Melder (demo)": NOW, "Carlijn Collega (demo)": None, "Dana Vervanger (demo)": None,
    }  # fmt: skip
    assert people[-1].read_at == NOW  # who has not read it comes first


def test_a_reader_does_not_see_who_has_read_it(town):
    notice_id = sent(town)

    with pytest.raises(NotVisible):
        queries.receipts(town.colleague.actor(), notice_id, now=NOW)


def test_what_was_read_is_shown_without_its_words_and_is_no_look(town):
    notice_id = sent(town)
    with unit_of_work():
        service.mark_read(town.employee.actor(), notice_id, now=NOW)

    with unit_of_work():
        [shown] = service.view_unread(town.employee.actor(), now=NOW)

    assert (shown.watch_for, shown.what_to_do) == ("", "")
    assert [row for row in stored(AuditEntry) if row.action == "attention.viewed"] == []


def test_a_notice_is_withdrawn_once_by_whoever_may_warn_there(town):
    notice_id = sent(town)

    with pytest.raises(NotAllowed), unit_of_work():
        service.withdraw(town.employee.actor(), notice_id, now=NOW)
    with unit_of_work():
        service.withdraw(town.deputy.actor(), notice_id, now=NOW + timedelta(hours=1))

    assert queries.list_for_reader(town.employee.actor(), now=NOW + timedelta(hours=1)) == []
    with pytest.raises(RuleBroken) as refused, unit_of_work():
        service.withdraw(town.manager.actor(), notice_id, now=NOW + timedelta(hours=2))
    assert refused.value.code == "notice_over"


def test_a_case_may_be_noted_in_reach_and_readers_are_not_told(town):
    case = a_case(town)
    notice_id = sent(town, case_id=case.id)

    assert stored(AttentionNotice)[0].case_id == case.id
    seen = queries.get(town.employee.actor(), notice_id, now=NOW)
    assert str(case.id) not in repr(seen)


def test_a_case_out_of_reach_cannot_be_noted(town):
    case = a_case(town)
    with unit_of_work():
        incident = db.session.get_one(Incident, (town.organisation.id, case.id))
        _involve(incident, "witness", 3, town.manager, known=True)

    with pytest.raises(NotVisible):
        sent(town, case_id=case.id)


def test_a_notice_is_prolonged_by_a_new_one(town):
    first = sent(town)
    later = NOW + DAY

    with unit_of_work():
        again = alarm(town, starts_at=later, ends_at=later + 14 * DAY)
        second = service.send(town.deputy.actor(), again, follows_id=first, now=later)

    assert second.follows_id == first
    assert len(queries.list_for_reader(town.employee.actor(), now=later)) == 1


def test_somebody_elses_notice_cannot_be_prolonged(town):
    first = sent(town)
    with unit_of_work():
        there = a_location(town.organisation, "Werf", town.other_unit)
    own = replace(ALARM, location_ids=frozenset({there.id}))

    with pytest.raises(NotAllowed), unit_of_work():
        service.send(town.other_manager.actor(), own, follows_id=first, now=NOW)


def test_nothing_running_costs_the_first_page_one_statement(town):
    reader = town.employee.actor()

    with Counted() as statements:
        queries.list_for_reader(reader, now=NOW)

    assert len(statements) == 1


def test_reading_takes_as_many_statements_for_one_notice_as_for_many(town):
    reader = town.employee.actor()
    sent(town)
    db.session.expunge_all()
    with Counted() as one:
        queries.list_for_reader(reader, now=NOW)
    for _ in range(20):
        sent(town)
    db.session.expunge_all()

    with Counted() as many:
        found = queries.list_for_reader(reader, now=NOW)

    assert len(found) == 21
    assert len(many) == len(one) <= 7


PLACES = [
    ("a team works at the places of the department it is part of", "team", "hall", True),
    ("a department does not work at the desk of one of its teams", "hall", "desk", False),
    ("everybody has a place of the whole organisation", "team", "shared", True),
    ("another branch of the tree has nothing here", "other", "hall", False),
]


@pytest.mark.parametrize(("why", "unit", "place", "expected"), PLACES)
def test_who_works_where(town, why, unit, place, expected):
    with unit_of_work():
        hall = a_unit(town.organisation, "Publiekszaken")
        team = a_unit(town.organisation, "Team A", parent=hall)
        person = a_person(
            town.organisation, unit={"hall": hall, "team": team, "other": town.other_unit}[unit]
        )
        where = {
            "hall": a_location(town.organisation, "Hal", hall),
            "desk": a_location(town.organisation, "Balie", team),
            "shared": a_location(town.organisation, "Fietsenstalling"),
        }[place]

    own = {one.id for one in places.own_places(person.actor(), now=NOW)}
    people = places.people_at(town.organisation.id, {where.id}, now=NOW)

    assert (where.id in own) is (person.id in people) is expected, why


def test_reception_has_every_place_of_its_building(town):
    with unit_of_work():
        desk = a_person(town.organisation, Role.RECEPTION, unit=town.unit)
        same = a_location(town.organisation, "Wachtruimte", town.other_unit)
        far = a_location(town.organisation, "Werf", town.other_unit)
        town.location = db.session.merge(town.location)
        town.location.address = same.address = "Marktplein 1"
        far.address = "Werkweg 5"

    own = {one.id for one in places.own_places(desk.actor(), now=NOW)}

    assert own == {town.location.id, same.id}
    assert desk.id in places.people_at(town.organisation.id, {same.id}, now=NOW)
    assert desk.id not in places.people_at(town.organisation.id, {far.id}, now=NOW)


def test_a_membership_that_has_ended_gives_no_place(town):

    with unit_of_work():
        [row] = [one for one in stored(Membership) if one.user_id == town.colleague.id]
        row.valid_until = LONG_AGO + DAY

    assert town.colleague.id not in places.people_at(
        town.organisation.id, {town.location.id}, now=NOW
    )


def test_the_longest_term_is_a_proposal_kept_in_one_place():
    assert timedelta(days=14) == rules.LONGEST

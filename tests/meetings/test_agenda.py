"""The agenda is made from the open cases with a partner, most urgent first, parties left out."""

from datetime import timedelta

import pytest

from tests.builders import NOW, a_person, stored
from tests.cases.builders import LATER, Counted, a_case, a_town
from tests.meetings.builders import TODAY, a_meeting, a_partner, decide, hold, put_on
from tests.meetings.waiting import a_share, a_waiting_step, answered
from tests.police_reports import desk
from vpt.accounts.rules import OrganisationKind
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.meetings import agenda
from vpt.meetings.models import AgendaItem
from vpt.meetings.rules import Decision, Reason, Why
from vpt.police_reports.models import PoliceReport

DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def found(town, partner, *, by=None, now=LATER, party="police"):
    actor = (by or town.coordinator).actor(now)
    return agenda.find(agenda.Search(actor=actor, partner_id=partner.id, party=party, now=now))


def reasons(town, partner, case, **more):
    return [one.why for one in found(town, partner, **more).get(case.id, ())]


def test_a_share_without_answer_comes_on_after_a_week(town):
    partner, case = a_partner(town), a_case(town)
    a_share(town, case, partner, at=NOW - 8 * DAY)

    assert found(town, partner)[case.id] == (Reason(why=Why.SHARE_WAITS, since=TODAY - 8 * DAY),)


@pytest.mark.parametrize(
    "changes",
    [
        {"at": NOW - 6 * DAY},
        {"recalled_at": NOW - DAY},
        {"rejected_at": NOW - DAY},
        {"expires_at": NOW - DAY},
    ],
    ids=["six days old", "taken back", "rejected", "over"],
)
def test_a_share_that_needs_no_answer_yet_or_any_more_does_not(town, changes):
    partner, case = a_partner(town), a_case(town)
    a_share(town, case, partner, **{"at": NOW - 8 * DAY, **changes})

    assert reasons(town, partner, case) == []


def test_an_answered_share_does_not(town):
    partner, case = a_partner(town), a_case(town)
    answered(a_share(town, case, partner, at=NOW - 8 * DAY))

    assert reasons(town, partner, case) == []


def test_a_share_with_another_partner_is_not_this_ones(town):
    partner, other, case = a_partner(town), a_partner(town), a_case(town)
    a_share(town, case, other, at=NOW - 8 * DAY)

    assert reasons(town, partner, case) == []


@pytest.mark.parametrize(
    ("step", "due", "expected"),
    [
        ("S17", -2 * DAY, [Why.STEP_LATE]),
        ("S17", 2 * DAY, []),
        ("S17", None, [Why.STEP_WAITS]),
        ("S23", 29 * DAY, [Why.HEARING]),
        ("S23", 31 * DAY, []),
    ],
    ids=["late", "in time", "no term, four weeks", "hearing near", "hearing far"],
)
def test_a_step_of_the_partner_comes_on_when_it_is_late_or_a_hearing_is_near(
    town, step, due, expected
):
    partner, case = a_partner(town), a_case(town)
    a_waiting_step(case, step, "police", due=NOW + due if due else None, opened=NOW - 30 * DAY)

    assert reasons(town, partner, case) == expected


def test_a_step_of_another_party_is_not_for_this_partner(town):
    partner, case = a_partner(town), a_case(town)
    a_waiting_step(case, "S20", "prosecution", due=None, opened=NOW - 40 * DAY)

    assert reasons(town, partner, case) == []
    prosecution = a_partner(town, OrganisationKind.PROSECUTION)
    assert reasons(town, prosecution, case, party="prosecution") == [Why.STEP_WAITS]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"state": "refused"}, [Why.REFUSED]),
        ({"state": "taken", "code_state": "missing"}, [Why.CODE_MISSING]),
        ({"state": "taken", "code_state": "present"}, []),
    ],
)
def test_a_refused_report_and_a_missing_code_are_for_the_police_alone(town, columns, expected):
    partner, case = a_partner(town), a_case(town)
    with unit_of_work():
        report = db.session.get_one(
            PoliceReport, (town.organisation.id, desk.a_stored_report(case))
        )
        for name, value in columns.items():
            setattr(report, name, value)

    assert reasons(town, partner, case) == expected
    assert reasons(town, partner, case, party="municipality") == []


def test_what_the_last_meeting_left_stays_until_it_was_talked_through(town):
    partner, case = a_partner(town), a_case(town)
    first = a_meeting(town, partner)
    decide(town, put_on(town, first, case), decision=Decision.NEXT_TIME)
    hold(town, first)
    later = LATER + 7 * DAY

    assert reasons(town, partner, case, now=later) == [Why.STAYED]
    second = a_meeting(town, partner, on=TODAY + 7 * DAY, now=later)
    decide(town, stored(AgendaItem)[-1], now=later, decision=Decision.DONE)
    hold(town, second, now=later)
    assert reasons(town, partner, case, now=later) == []


def test_an_agreement_that_is_late_comes_back(town):
    partner, case = a_partner(town), a_case(town)
    meeting = a_meeting(town, partner)
    decide(town, put_on(town, meeting, case), due_on=TODAY + 3 * DAY)
    hold(town, meeting)

    assert reasons(town, partner, case, now=LATER + 2 * DAY) == []
    assert reasons(town, partner, case, now=LATER + 5 * DAY) == [Why.AGREEMENT_LATE]


def test_the_most_urgent_case_stands_first(town):
    partner = a_partner(town)
    shared, hearing, late = a_case(town), a_case(town), a_case(town)
    a_share(town, shared, partner, at=NOW - 60 * DAY)
    a_waiting_step(hearing, "S23", "police", due=NOW + 20 * DAY, opened=NOW - DAY)
    a_waiting_step(late, "S17", "police", due=NOW - DAY, opened=NOW - 20 * DAY)

    assert list(found(town, partner)) == [hearing.id, late.id, shared.id]


def test_a_closed_case_is_left_out(town):
    partner, case = a_partner(town), a_case(town)
    a_share(town, case, partner, at=NOW - 8 * DAY)
    with unit_of_work():
        case.closed_at = NOW

    assert reasons(town, partner, case) == []


def test_a_coordinator_who_is_a_party_does_not_find_that_case(town):
    partner = a_partner(town)
    with unit_of_work():
        second = a_person(town.organisation, Role.COORDINATOR, name="Cor Tweede (demo)")
    case = a_case(town, reporter=second)
    a_share(town, case, partner, at=NOW - 8 * DAY)

    assert reasons(town, partner, case, by=second) == []
    assert reasons(town, partner, case) == [Why.SHARE_WAITS]


def test_another_organisation_finds_nothing(town):
    partner, case = a_partner(town), a_case(town)
    a_share(town, case, partner, at=NOW - 8 * DAY)

    assert found(a_town(), partner) == {}


def test_the_agenda_is_found_in_a_fixed_number_of_statements(town):
    partner = a_partner(town)
    for _ in range(6):
        a_share(town, a_case(town), partner, at=NOW - 8 * DAY)
    actor = town.coordinator.actor(LATER)
    search = agenda.Search(actor=actor, partner_id=partner.id, party="police", now=LATER)

    with Counted() as statements:
        assert len(agenda.find(search)) == 6

    assert len(statements) <= 6

"""Planning a meeting: with whom and when, and which cases are on it in what order."""

from datetime import timedelta

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import LATER, a_case, a_town
from tests.meetings.builders import (
    TODAY,
    a_meeting,
    a_partner,
    decide,
    hold,
    put_on,
    version_of,
)
from tests.meetings.waiting import a_share
from vpt.accounts.rules import OrganisationKind
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.meetings import planning, queries
from vpt.meetings.models import AgendaItem, Meeting
from vpt.meetings.rules import Decision, MeetingState, Why

DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def sheet(town, meeting, now=LATER):
    return queries.sheet(town.coordinator.actor(now), meeting.id, now=now)


def order(town, meeting):
    return [one.case_id for one in sheet(town, meeting).items]


def test_a_planned_meeting_has_the_cases_that_wait_with_their_reasons(town):
    partner, waiting, other = a_partner(town), a_case(town), a_case(town)
    a_share(town, waiting, partner, at=NOW - 8 * DAY)

    meeting = a_meeting(town, partner, on=TODAY + 7 * DAY)

    shown = sheet(town, meeting)
    assert [one.case_id for one in shown.items] == [waiting.id]
    assert [one.why for one in shown.items[0].reasons] == [Why.SHARE_WAITS]
    assert shown.meeting.party == "police"
    assert other.id not in order(town, meeting)


@pytest.mark.parametrize(
    ("days", "code"), [(-1, "day_in_past"), (400, "day_too_far"), (7, "meeting_exists")]
)
def test_a_day_that_cannot_be_is_refused(town, days, code):
    partner = a_partner(town)
    a_meeting(town, partner, on=TODAY + 7 * DAY)

    with pytest.raises(RuleBroken, match=code):
        a_meeting(town, partner, on=TODAY + days * DAY)


@pytest.mark.parametrize("kind", ["stranger", "insurer", "ended"])
def test_only_a_partner_of_today_can_be_met(town, kind):
    if kind == "stranger":
        partner = a_partner(a_town())
    elif kind == "insurer":
        partner = a_partner(town, OrganisationKind.EMPLOYER)
    else:
        partner = a_partner(town, until=TODAY - DAY)

    with pytest.raises(RuleBroken, match="partner_unknown"):
        a_meeting(town, partner)


@pytest.mark.parametrize("who", ["employee", "manager", "hr", "support", "privacy_officer"])
def test_only_who_may_share_plans_a_meeting(town, who):
    partner = a_partner(town)
    actor = getattr(town, who).actor(LATER)

    with pytest.raises(NotAllowed), unit_of_work():
        planning.plan(actor, partner.id, TODAY, now=LATER)


def test_a_case_is_added_by_its_reference_once(town):
    meeting, case = a_meeting(town, a_partner(town)), a_case(town)
    put_on(town, meeting, case)

    assert order(town, meeting) == [case.id]
    with pytest.raises(RuleBroken, match="item_exists"):
        put_on(town, meeting, case)


def test_a_closed_case_and_an_unknown_one_are_refused(town):
    meeting, case = a_meeting(town, a_partner(town)), a_case(town)
    with unit_of_work():
        case.closed_at = NOW
    with pytest.raises(RuleBroken, match="case_is_closed"):
        put_on(town, meeting, case)
    elsewhere = a_case(a_town())

    with pytest.raises(RuleBroken, match="case_unknown"):
        put_on(town, meeting, elsewhere)


def test_what_is_taken_off_stays_off_until_somebody_puts_it_back(town):
    partner, case = a_partner(town), a_case(town)
    a_share(town, case, partner, at=NOW - 8 * DAY)
    meeting = a_meeting(town, partner)
    actor = town.coordinator.actor(LATER)
    item = stored(AgendaItem)[0]
    with unit_of_work():
        planning.take_off(actor, meeting.id, item.id, version=version_of(meeting), now=LATER)
    with unit_of_work():
        added = planning.fill(actor, meeting.id, version=version_of(meeting), now=LATER)

    assert added == 0
    assert order(town, meeting) == []
    put_on(town, meeting, case)
    assert order(town, meeting) == [case.id]
    assert len(stored(AgendaItem)) == 1


def test_what_came_up_since_is_put_at_the_end(town):
    partner, first, second = a_partner(town), a_case(town), a_case(town)
    meeting = a_meeting(town, partner)
    put_on(town, meeting, first)
    a_share(town, second, partner, at=NOW - 8 * DAY)

    with unit_of_work():
        actor = town.coordinator.actor(LATER)
        assert planning.fill(actor, meeting.id, version=version_of(meeting), now=LATER) == 1

    assert order(town, meeting) == [first.id, second.id]


@pytest.mark.parametrize(
    ("which", "up", "expected"),
    [(1, True, [1, 0, 2]), (1, False, [0, 2, 1]), (0, True, [0, 1, 2]), (2, False, [0, 1, 2])],
)
def test_a_case_changes_places_with_its_neighbour(town, which, up, expected):
    meeting = a_meeting(town, a_partner(town))
    cases = [a_case(town) for _ in range(3)]
    items = [put_on(town, meeting, case) for case in cases]

    with unit_of_work():
        planning.move(
            town.coordinator.actor(LATER), meeting.id, items[which].id, up=up,
            version=version_of(meeting), now=LATER,
        )  # fmt: skip

    assert order(town, meeting) == [cases[number].id for number in expected]


def test_who_saw_an_older_agenda_is_told_what_changed(town):
    meeting, case = a_meeting(town, a_partner(town)), a_case(town)
    seen = version_of(meeting)
    put_on(town, meeting, case)

    with pytest.raises(StaleData) as refused, unit_of_work():
        planning.fill(town.coordinator.actor(LATER), meeting.id, version=seen, now=LATER)

    assert [one.action for one in refused.value.details["changes"]] == ["meeting.item_added"]


def test_a_meeting_is_called_off_until_something_is_decided(town):
    partner = a_partner(town)
    meeting, other = a_meeting(town, partner), a_meeting(town, partner, on=TODAY + DAY)
    decide(town, put_on(town, other, a_case(town)), decision=Decision.DONE)
    actor = town.coordinator.actor(LATER)

    with unit_of_work():
        planning.cancel(actor, meeting.id, version=version_of(meeting), now=LATER)

    assert [one.state for one in queries.past(actor)] == [MeetingState.CANCELLED]
    with pytest.raises(RuleBroken, match="meeting_begun"), unit_of_work():
        planning.cancel(actor, other.id, version=version_of(other), now=LATER)


def test_a_held_meeting_changes_no_more(town):
    meeting, case = a_meeting(town, a_partner(town)), a_case(town)
    item = put_on(town, meeting, case)
    hold(town, meeting)
    actor, seen = town.coordinator.actor(LATER), version_of(meeting)

    for act in (
        lambda: planning.fill(actor, meeting.id, version=seen, now=LATER),
        lambda: planning.add(actor, meeting.id, case.reference, version=seen, now=LATER),
        lambda: planning.take_off(actor, meeting.id, item.id, version=seen, now=LATER),
        lambda: planning.move(actor, meeting.id, item.id, up=True, version=seen, now=LATER),
        lambda: planning.cancel(actor, meeting.id, version=seen, now=LATER),
    ):
        with pytest.raises(RuleBroken, match="meeting_over"), unit_of_work():
            act()
    with pytest.raises(RuleBroken, match="meeting_over"):
        decide(town, item)


def test_another_organisation_sees_no_meeting(town):
    meeting = a_meeting(town, a_partner(town))
    stranger = a_town().coordinator.actor(LATER)

    with pytest.raises(NotVisible):
        queries.sheet(stranger, meeting.id, now=LATER)
    with pytest.raises(NotVisible), unit_of_work():
        planning.fill(stranger, meeting.id, version=1, now=LATER)
    assert queries.coming(stranger) == []
    assert len(stored(Meeting)) == 1

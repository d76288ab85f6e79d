"""The list of what partners owe an answer: oldest first, only cases in reach, a fixed cost."""

from datetime import timedelta

import pytest

from tests.answers.asked import (
    DAY,
    a_link,
    a_waiting_case,
    a_waiting_step,
    an_account_share,
    work,
)
from tests.answers.builders import an_answer, give
from tests.builders import NOW, stored
from tests.cases.builders import Counted, a_town
from tests.police_reports.desk import report_id
from vpt.answers import ageing, asking, totals
from vpt.answers.ageing import Wanted
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.partners import queries as partners
from vpt.partners.models import ContactOfficer
from vpt.sharing import receipts
from vpt.sharing.rules import Ask, ReceiptKind

pytestmark = pytest.mark.usefixtures("context")
ALL = Wanted()


@pytest.fixture
def context(app):
    with app.app_context():
        yield


def listed(person, at, wanted=ALL, **more):
    actor = person.actor(at)
    return ageing.open_list(actor, wanted, ageing.officers_of(actor), now=at, **more)


def of_asks(person, at, ask=Ask.POLICE_NEWS):
    [row] = [row for row in listed(person, at).rows if row.ask is ask]
    return row


def test_a_question_shows_since_when_how_often_and_when_it_was_last_seen():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY * 15)
    with unit_of_work():
        receipts.note(share, ReceiptKind.OPENED, door="link", now=since + DAY * 16)

    row = of_asks(town.coordinator, since + DAY * 20)

    assert (row.reference, row.days, row.times_asked, row.hindrance) == (
        case.reference, 20, 1, "",
    )  # fmt: skip
    assert (row.asked_at, row.next_at) == (since + DAY * 15, since + DAY * 43)
    assert row.seen_at == since + DAY * 16
    assert row.officer is not None
    assert row.officer.id == share.officer_id


def test_without_a_share_the_own_step_is_the_reminder():
    town, _case, since = a_waiting_case()

    row = of_asks(town.coordinator, since + DAY * 20)

    assert (row.officer, row.times_asked, row.hindrance, row.may_ask) == (
        None, 0, "not_shared", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        pytest.param({"recalled_at": NOW}, "recalled", id="taken back"),
        pytest.param({"rejected_at": NOW}, "rejected", id="not accepted"),
        pytest.param({"expires_at": NOW}, "expired", id="over"),
        pytest.param({}, "unreachable", id="no mail address"),
    ],
)
def test_the_list_says_at_once_why_nobody_is_asked(columns, why):
    town, case, since = a_waiting_case()
    a_link(town, case, mail="", **columns)

    assert of_asks(town.coordinator, since + DAY).hindrance == why


def test_the_list_says_at_once_that_a_contact_left():
    town, case, since = a_waiting_case()
    share, _ = an_account_share(town, case)
    with unit_of_work():
        row = db.session.get_one(ContactOfficer, (share.organisation_id, share.officer_id))
        row.valid_until = NOW.date()

    assert of_asks(town.coordinator, since + DAY * 2).hindrance == "left"


def test_an_open_share_counts_before_one_that_was_taken_back_later():
    town, case, since = a_waiting_case()
    good = a_link(town, case)
    a_link(town, case, created_at=NOW + DAY, recalled_at=NOW + DAY)

    row = of_asks(town.coordinator, since + DAY * 2)

    assert (row.hindrance, row.officer.id) == ("", good.officer_id)


def test_the_oldest_stands_first_and_pages_follow_each_other():
    town, _case, _since = a_waiting_case()
    for days in (3, 1, 2, 2):
        a_waiting_step(town, NOW - DAY * days)
    at = NOW + DAY * 30

    whole = listed(town.coordinator, at).rows
    paged, after = [], None
    while True:
        page = listed(town.coordinator, at, after=after, limit=3)
        paged += page.rows
        after = page.after
        if after is None:
            break

    assert [row.since for row in whole] == sorted(row.since for row in whole)
    assert [row.step_id for row in paged] == [row.step_id for row in whole]
    assert len(whole) == 6


def test_a_cursor_that_makes_no_sense_starts_at_the_beginning():
    town, _case, since = a_waiting_case()

    for odd in ("niets", "2026_x", "_", "é" * 20):
        assert listed(town.coordinator, since + DAY, after=odd).rows


def test_one_party_or_one_contact_can_be_chosen():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY)
    at = since + DAY * 2

    ours = listed(town.coordinator, at, Wanted(officer_id=share.officer_id)).rows

    assert {row.ask for row in ours} == {Ask.POLICE_NEWS}
    assert {row.party for row in listed(town.coordinator, at, Wanted(party="police")).rows} == {
        "police"
    }
    assert listed(town.coordinator, at, Wanted(party="prosecution")).rows == ()


def test_nobody_sees_questions_of_cases_out_of_reach():
    town, case, since = a_waiting_case()
    a_link(town, case)
    work(town, since + DAY * 15)
    stranger = a_town()

    for person in (stranger.coordinator, town.colleague, town.other_manager):
        assert listed(person, since + DAY * 20).rows == ()
        assert totals_of(person, since + DAY * 20) == ()


def test_a_party_to_the_incident_does_not_see_its_questions():
    town, _case, since = a_waiting_case()
    [victim] = [row for row in stored(Involved) if row.role == "victim"]
    with unit_of_work():
        victim.user_id = town.coordinator.id
        db.session.add(victim)

    assert listed(town.coordinator, since + DAY * 20).rows == ()


def totals_of(person, at):
    actor = person.actor(at)
    return totals.by_partner(actor, ageing.officers_of(actor), partners.partners(actor), now=at)


def test_a_partner_is_counted_with_open_median_and_part_answered():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress"), at=since + DAY * 4)
    work(town, since + DAY * 5)
    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress"), at=since + DAY * 14)
    work(town, since + DAY * 15)

    [one] = totals_of(town.coordinator, since + DAY * 20)

    assert (one.party, one.total.open, one.total.answered, one.total.percentage) == (
        "police", 1, 2, 67,
    )  # fmt: skip
    assert one.total.median_days == 7
    assert [contact.officer.id for contact in one.contacts] == [share.officer_id]


def test_what_is_not_needed_any_more_counts_nowhere():
    town, case, since = a_waiting_case()
    a_link(town, case)
    work(town, since + DAY)
    with unit_of_work():
        [row] = stored(asking.FeedbackRequest)
        row.stopped = "not_needed"

    [*found] = totals_of(town.coordinator, since + DAY * 2)

    assert [one.total.open for one in found] == [0] * len(found)


def test_the_list_costs_the_same_for_one_question_as_for_many():
    town, case, since = a_waiting_case()
    a_link(town, case)
    work(town, since + DAY)
    at = since + DAY * 20
    actor = town.coordinator.actor(at)

    def cost():
        db.session.rollback()
        with Counted() as statements:
            officers = ageing.officers_of(actor)
            ageing.open_list(actor, ALL, officers, now=at)
            totals.by_partner(actor, officers, partners.partners(actor), now=at)
        return len(statements)

    few = cost()
    for days in range(1, 4):
        more, _ = a_waiting_step(town, NOW - timedelta(days=days))
        a_link(town, more)
    work(town, since + DAY)

    assert (cost(), few <= 8) == (few, True)

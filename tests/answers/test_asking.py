"""A partner is asked again after 14 days and every 28 days, until somebody knows the answer."""

from datetime import timedelta

import pytest

from tests.answers.asked import (
    DAY,
    a_link,
    a_police_unit,
    a_waiting_case,
    an_account_share,
    letters,
    reminders,
    the_question,
    work,
)
from tests.answers.builders import an_answer, give
from tests.builders import stored
from tests.cases.builders import a_town, steps_of, version_of
from tests.police_reports.desk import report_id
from vpt.answers import asking
from vpt.answers.models import FeedbackRequest
from vpt.audit.models import AuditEntry
from vpt.cases import service
from vpt.cases.rules import PauseReason
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra import links
from vpt.infra.db import db, unit_of_work
from vpt.outcomes import service as outcomes
from vpt.outcomes.rules import PoliceNews
from vpt.partners.models import ContactOfficer, Partnership
from vpt.protocol.state import StepRef
from vpt.sharing.rules import Ask

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def context(app):
    with app.app_context():
        yield


def step():
    return steps_of("S17")[0]


def a_ref():
    return StepRef("S17", step().subject_id, 1)


@pytest.mark.parametrize(
    ("days", "times"),
    [
        pytest.param(0, 0, id="the share itself asks first"),
        pytest.param(13.9, 0, id="not within 14 days"),
        pytest.param(14.1, 1, id="after 14 days"),
        pytest.param(41.9, 1, id="not within 28 days after that"),
        pytest.param(42.2, 2, id="28 days later again"),
        pytest.param(55, 2, id="and then it is quiet"),
    ],
)
def test_a_partner_is_asked_after_14_days_and_then_every_28(days, times):
    town, case, since = a_waiting_case()
    a_link(town, case)

    for day in (0, 14.1, 42.2):
        if day <= days:
            work(town, since + DAY * day)
    work(town, since + DAY * days)

    assert (the_question().round, len(letters())) == (times, times)


def test_the_mail_leads_to_the_page_of_the_share_and_says_nothing_else():
    town, case, since = a_waiting_case()
    share = a_link(town, case)

    work(town, since + DAY * 15)

    assert letters() == ["/deling/" + links.sign_row(links.SHARE, case.organisation_id, share.id)]


def test_an_account_is_told_in_its_own_organisation():
    town, case, since = a_waiting_case()
    share, partner = an_account_share(town, case)

    work(town, since + DAY * 15)
    work(town, since + DAY * 44)

    told = reminders(partner)
    assert {(row.organisation_id, row.subject_id, row.case_id) for row in told} == {
        (partner.organisation_id, share.id, None)
    }
    assert sorted(row.level for row in told) == [1, 2]


def test_who_got_the_question_late_has_as_long_to_answer():
    town, case, since = a_waiting_case()
    a_link(town, case, created_at=since + DAY * 10)

    work(town, since + DAY * 20)
    early = the_question().round
    work(town, since + DAY * 25)

    assert (early, the_question().round) == (0, 1)


def test_running_the_job_twice_asks_once():
    town, case, since = a_waiting_case()
    a_link(town, case)

    for _ in range(3):
        work(town, since + DAY * 15)

    assert len(letters()) == 1


def test_only_what_a_share_asks_is_asked():
    town, case, since = a_waiting_case()
    a_link(town, case, asks=(Ask.REGISTRATION,))

    work(town, since + DAY * 15)

    assert stored(FeedbackRequest) == []


def test_the_code_and_the_news_are_two_questions():
    town, case, since = a_waiting_case()
    a_link(town, case, asks=(Ask.VPT_CODE, Ask.POLICE_NEWS))

    work(town, since + DAY * 15)

    assert sorted(row.ask for row in stored(FeedbackRequest)) == ["police_news", "vpt_code"]


def test_without_a_share_nobody_is_asked():
    town, _case, since = a_waiting_case()

    work(town, since + DAY * 60)

    assert stored(FeedbackRequest) == []


def test_an_answer_ends_the_question_and_the_next_time_is_a_new_one():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY * 15)

    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress"), at=since + DAY * 16)
    work(town, since + DAY * 17)

    rows = sorted(stored(FeedbackRequest), key=lambda row: row.occurrence)
    assert [(row.occurrence, row.answered_at, row.round) for row in rows] == [
        (1, since + DAY * 16, 1),
        (2, None, 0),
    ]


def test_an_answer_before_anybody_was_reminded_counts_too():
    town, case, since = a_waiting_case()
    share = a_link(town, case)

    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress"), at=since + DAY * 3)

    assert the_question().answered_at == since + DAY * 3


def test_the_telephone_ends_it_too():
    town, case, since = a_waiting_case()
    a_link(town, case)
    work(town, since + DAY * 15)

    at = since + DAY * 16
    with unit_of_work():
        outcomes.hear_police(
            town.coordinator.actor(), case.id, a_ref(), PoliceNews(status="stopped", text="Klaar"),
            version=version_of(case), now=at,
        )  # fmt: skip
    work(town, since + DAY * 17)

    assert (the_question().answered_at, the_question().ask_again_at) == (at, None)


def test_a_waived_step_is_asked_no_more_and_counts_as_unanswered():
    town, case, since = a_waiting_case()
    a_link(town, case)
    work(town, since + DAY * 15)

    with unit_of_work():
        service.waive_step(
            town.coordinator.actor(), case.id, a_ref(), "niet nodig",
            version=version_of(case), now=since + DAY * 16,
        )  # fmt: skip
    work(town, since + DAY * 60)

    assert (the_question().stopped, the_question().answered_at) == ("not_needed", None)
    assert len(letters()) == 1


def test_nobody_is_asked_while_the_step_is_paused():
    town, case, since = a_waiting_case()
    a_link(town, case)
    with unit_of_work():
        service.pause_step(
            town.coordinator.actor(), case.id, a_ref(), PauseReason.POLICE,
            version=version_of(case), now=since + DAY,
        )  # fmt: skip

    work(town, since + DAY * 20)

    assert letters() == []


def test_nobody_is_asked_while_their_answer_waits_for_the_coordinator():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY)
    with unit_of_work():
        service.pause_step(
            town.coordinator.actor(), case.id, a_ref(), PauseReason.POLICE,
            version=version_of(case), now=since + DAY,
        )  # fmt: skip
    [answer] = give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="sent_to_om"))
    with unit_of_work():
        service.resume_step(
            town.coordinator.actor(), case.id, a_ref(), version=version_of(case),
            now=since + DAY * 2,
        )  # fmt: skip

    work(town, since + DAY * 20)

    assert (answer.state, letters()) == ("unconfirmed", [])


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        pytest.param({"recalled_at": 10}, "recalled", id="taken back"),
        pytest.param({"rejected_at": 10}, "rejected", id="not accepted"),
        pytest.param({"expires_at": 10}, "expired", id="over"),
    ],
)
def test_a_share_that_opens_nowhere_stops_the_question(columns, why):
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY)
    with unit_of_work():
        for name, days in columns.items():
            setattr(share, name, since + DAY * days)
        db.session.add(share)

    work(town, since + DAY * 15)

    assert (the_question().stopped, letters()) == (why, [])


def test_a_contact_who_left_is_not_asked():
    town, case, since = a_waiting_case()
    share = a_link(town, case)
    work(town, since + DAY)
    with unit_of_work():
        row = db.session.get_one(ContactOfficer, (share.organisation_id, share.officer_id))
        row.valid_until = (since + DAY * 2).date()

    work(town, since + DAY * 15)

    assert (the_question().stopped, letters()) == ("left", [])


def test_a_partner_organisation_that_left_is_not_asked():
    town, case, since = a_waiting_case()
    _share, partner = an_account_share(town, case)
    work(town, since + DAY)
    with unit_of_work():
        [partnership] = stored(Partnership)
        partnership.valid_until = (since + DAY * 2).date()

    work(town, since + DAY * 15)

    assert (the_question().stopped, reminders(partner)) == ("left", [])


def test_a_new_share_takes_the_question_up_again():
    town, case, since = a_waiting_case()
    old = a_link(town, case)
    work(town, since + DAY)
    with unit_of_work():
        old.recalled_at = since + DAY * 2
        db.session.add(old)
    work(town, since + DAY * 15)

    new = a_link(town, case, created_at=since + DAY * 16, mail="sem@politie.example")
    work(town, since + DAY * 17)
    work(town, since + DAY * 31)

    question = the_question()
    assert (question.share_id, question.officer_id, question.stopped, question.round) == (
        new.id, new.officer_id, "", 1,
    )  # fmt: skip


def test_somebody_without_mail_address_stays_for_the_telephone():
    town, case, since = a_waiting_case()
    a_link(town, case, mail="")

    work(town, since + DAY * 15)
    work(town, since + DAY * 44)

    assert (the_question().stopped, the_question().round) == ("unreachable", 0)


def test_two_employers_who_share_with_the_same_unit_ask_apart():
    town, case, since = a_waiting_case()
    a_link(town, case)
    other = a_town()
    a_police_unit(other)

    work(other, since + DAY * 15)

    assert stored(FeedbackRequest) == []


def test_the_coordinator_asks_now_and_the_next_time_is_28_days_later():
    town, case, since = a_waiting_case()
    a_link(town, case)

    with unit_of_work():
        asking.ask_now(town.coordinator.actor(), case.id, step().id, now=since + DAY * 3)
    work(town, since + DAY * 30)
    work(town, since + DAY * 32)

    assert len(letters()) == 2
    asked = [row for row in stored(AuditEntry) if row.action == "partner.asked"]
    assert sorted((row.actor_id, row.codes["round"]) for row in asked if row.actor_id) == [
        (town.coordinator.id, "1")
    ]
    assert the_question().asked_by == town.coordinator.id


def test_a_partner_is_asked_once_a_day_at_most():
    town, case, since = a_waiting_case()
    a_link(town, case)
    at = since + DAY * 15
    work(town, at)

    with pytest.raises(RuleBroken, match="asked_already"), unit_of_work():
        asking.ask_now(town.coordinator.actor(), case.id, step().id, now=at + timedelta(minutes=5))

    assert len(letters()) == 1


def test_without_somebody_to_ask_the_button_says_so():
    town, case, since = a_waiting_case()

    with pytest.raises(RuleBroken, match="nobody_to_ask"), unit_of_work():
        asking.ask_now(town.coordinator.actor(), case.id, step().id, now=since + DAY)


def test_only_the_coordinator_asks_and_only_in_reach():
    town, case, since = a_waiting_case()
    a_link(town, case)
    stranger = a_town().coordinator
    refused = {
        town.manager: NotAllowed,
        town.employee: NotAllowed,
        town.colleague: NotVisible,
        stranger: NotVisible,
    }

    for person, error in refused.items():
        with pytest.raises(error), unit_of_work():
            asking.ask_now(person.actor(), case.id, step().id, now=since + DAY)

    assert stored(FeedbackRequest) == []


def test_a_step_that_waits_for_nobody_outside_cannot_be_asked_about():
    town, case, since = a_waiting_case()
    a_link(town, case)
    own = steps_of("S12")[0]

    with pytest.raises(RuleBroken, match="nothing_to_ask"), unit_of_work():
        asking.ask_now(town.coordinator.actor(), case.id, own.id, now=since + DAY)

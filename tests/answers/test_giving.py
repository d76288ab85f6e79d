"""What a partner answers finishes the step that waits for it, once, and is never lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.answers.builders import LATER, a_case_at_the_police, a_share, an_answer, give
from tests.builders import NOW, stored
from tests.cases.builders import a_case, a_town, steps_of, version_of
from tests.police_reports.desk import check_code, decide, report_id
from vpt.answers import giving
from vpt.answers.models import PartnerAnswer
from vpt.audit.models import AuditEntry
from vpt.cases import service
from vpt.cases.models import Case
from vpt.cases.rules import PauseReason
from vpt.core.errors import RuleBroken
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import Via
from vpt.partners.rules import Party
from vpt.police_reports.models import PoliceReport
from vpt.protocol.state import StepRef
from vpt.sharing.models import ShareReceipt
from vpt.sharing.rules import Ask

NUMBER = "2026555555"


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def told(kind, person):
    """Return what somebody was told of one kind."""
    return [row for row in stored(Message) if (row.kind, row.recipient_id) == (kind, person.id)]


def suspects(case):
    """Return the perpetrators of a case, in their order."""
    rows = db.session.scalars(
        select(Involved)
        .where(Involved.incident_id == case.id, Involved.role == "perpetrator")
        .order_by(Involved.ordinal)
    )
    return [row.id for row in rows]


def to_the_prosecution(town, case):
    """Let the police say that the file went to the prosecution."""
    share = a_share(town, case)
    give(share, an_answer(Ask.POLICE_NEWS, report_id(), outcome="sent_to_om"))


def test_a_registration_number_says_that_the_police_took_the_report():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    share = a_share(town, case)

    [answer] = give(share, an_answer(Ask.REGISTRATION, report_id(), number=NUMBER))

    [step] = steps_of("S12")
    [report] = stored(PoliceReport)
    assert (answer.state, answer.wait) == ("applied", "")
    assert (step.state, step.outcome, step.by_partner, step.done_by) == (
        "done", "taken", True, None,
    )  # fmt: skip
    assert report.details["number"] == NUMBER


def test_number_and_code_in_one_form_finish_both_steps():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    share, report = a_share(town, case), report_id()

    answers = give(
        share,
        an_answer(Ask.VPT_CODE, report, outcome="present"),
        an_answer(Ask.REGISTRATION, report, number=NUMBER),
    )

    assert [one.state for one in answers] == ["applied", "applied"]
    assert [one.outcome for one in steps_of("S13")] == ["present"]


def test_a_number_for_a_report_that_was_taken_is_added_to_it():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    [answer] = give(
        share, an_answer(Ask.REGISTRATION, report_id(), record_number="PL0600-2026123456-1")
    )

    [report] = stored(PoliceReport)
    assert answer.state == "applied"
    assert report.details["number"] == "2026123456"
    assert report.details["record_number"] == "PL0600-2026123456-1"


def test_another_number_than_is_known_waits_and_changes_nothing():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    [answer] = give(share, an_answer(Ask.REGISTRATION, report_id(), number=NUMBER))

    [report] = stored(PoliceReport)
    assert (answer.state, answer.wait) == ("unconfirmed", "already")
    assert report.details["number"] == "2026123456"


def test_the_same_form_sent_twice_is_one_answer():
    town = a_town()
    case = a_case_at_the_police(town)
    share, key = a_share(town, case), uuid4()
    given = an_answer(Ask.VPT_CODE, report_id(), outcome="missing")

    first, again = give(share, given, key=key), give(share, given, key=key)

    assert [one.id for one in first] == [one.id for one in again]
    assert len(stored(PartnerAnswer)) == 1
    assert [one.outcome for one in steps_of("S13")] == ["missing", None]
    assert len([row for row in stored(ShareReceipt) if row.kind == "answered"]) == 1


def test_the_same_words_in_another_form_are_the_same_answer():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    given = an_answer(Ask.VPT_CODE, report_id(), outcome="missing")

    give(share, given)
    give(share, given, at=LATER + timedelta(minutes=5))

    assert len(stored(PartnerAnswer)) == 1


def test_the_same_news_on_a_later_day_is_news():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    given = an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress")

    give(share, given)
    give(share, given, at=LATER + timedelta(days=28))

    assert [one.outcome for one in steps_of("S17")] == ["in_progress", "in_progress", None]


def test_the_same_words_while_the_first_still_wait_are_one_answer():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    check_code(town, case, "present")
    given = an_answer(Ask.VPT_CODE, report_id(), outcome="missing")

    give(share, given)
    give(share, given, at=LATER + timedelta(days=9))

    assert len(stored(PartnerAnswer)) == 1


def test_a_form_sent_again_with_other_words_is_kept_as_well():
    town = a_town()
    case = a_case_at_the_police(town)
    share, key = a_share(town, case), uuid4()

    give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"), key=key)
    [second] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="missing"), key=key)

    assert (second.state, second.wait) == ("unconfirmed", "already")
    assert [one.outcome for one in steps_of("S13")] == ["present"]


def test_an_answer_after_the_telephone_waits_for_the_coordinator():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    check_code(town, case, "present")

    [answer] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="missing"))

    assert (answer.state, answer.wait) == ("unconfirmed", "already")
    assert len(told("answer.waits", town.coordinator)) == 1
    assert told("answer.given", town.coordinator) == []


def test_an_answer_that_says_what_is_known_confirms_it_and_waits_for_nobody():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    check_code(town, case, "present")
    before = len(told("case.progress", town.employee))

    [answer] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    assert (answer.state, answer.wait) == ("applied", "")
    assert told("answer.waits", town.coordinator) == []
    assert told("chain.news", town.employee) == []
    assert len(told("case.progress", town.employee)) == before


def test_somebody_else_at_the_police_is_no_contradiction():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    give(share, an_answer(Ask.REGISTRATION, report_id(), officer="Agent Een (demo)"))
    [again] = give(share, an_answer(Ask.REGISTRATION, report_id(), officer="Agent Twee (demo)"))

    [report] = stored(PoliceReport)
    assert again.state == "applied"
    assert report.details["officer"] == "Agent Twee (demo)"


def test_an_answer_after_its_term_still_counts():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    [answer] = give(
        share,
        an_answer(Ask.VPT_CODE, report_id(), outcome="present"),
        at=NOW + timedelta(days=50),
    )

    assert answer.state == "applied"


def test_an_answer_on_a_paused_step_waits_and_leaves_the_step_alone():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    [step] = steps_of("S13")
    with unit_of_work():
        service.pause_step(
            town.coordinator.actor(), case.id, StepRef("S13", step.subject_id),
            PauseReason.POLICE, version=version_of(case), now=LATER,
        )  # fmt: skip

    [answer] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    [step] = steps_of("S13")
    assert (answer.state, answer.wait) == ("unconfirmed", "not_open")
    assert (step.state, step.by_partner) == ("open", False)


def test_an_answer_to_a_question_no_step_asks_yet_is_kept():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case, Party.PROSECUTION)

    [answer] = give(share, an_answer(Ask.DECISION, suspects(case)[0], outcome="penal_order"))

    assert (answer.state, answer.wait) == ("unconfirmed", "not_open")
    assert answer.content == {"given": {"outcome": "penal_order"}}


def test_an_answer_after_closing_is_kept_and_opens_nothing():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    with unit_of_work():
        db.session.get_one(Case, (case.organisation_id, case.id)).closed_at = LATER

    [answer] = give(
        share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"), at=LATER + timedelta(days=9)
    )

    assert (answer.state, answer.wait) == ("unconfirmed", "closed")
    assert [one.state for one in steps_of("S13")] == ["open"]
    assert len(told("answer.waits", town.coordinator)) == 1


def test_a_decision_about_one_of_two_suspects_leaves_the_other_waiting():
    town = a_town()
    case = a_case_at_the_police(town, perpetrators=(True, True))
    to_the_prosecution(town, case)
    share = a_share(town, case, Party.PROSECUTION)
    first, second = suspects(case)

    give(share, an_answer(Ask.DECISION, second, outcome="dismissal", dismissal_code="02"))

    done = {row.subject_id: row.state for row in steps_of("S20")}
    assert done == {first: "open", second: "done"}


def test_an_answer_about_one_of_two_reports_leaves_the_other_waiting():
    town = a_town()
    case = a_case_at_the_police(town, victims=(town.employee, town.colleague))
    decide(town, case, nth=1)
    other = next(one.id for one in stored(PoliceReport) if one.state == "decided")
    share = a_share(town, case)
    taken = next(one.id for one in stored(PoliceReport) if one.state == "taken")

    give(share, an_answer(Ask.VPT_CODE, taken, outcome="present"))
    [early] = give(share, an_answer(Ask.VPT_CODE, other, outcome="present"))

    assert [(one.subject_id, one.outcome) for one in steps_of("S13")] == [(taken, "present")]
    assert early.wait == "not_open"


def test_a_summons_and_then_the_judgment_with_compensation_go_through():
    town = a_town()
    case = a_case_at_the_police(town)
    to_the_prosecution(town, case)
    share, [suspect] = a_share(town, case, Party.PROSECUTION), suspects(case)

    give(
        share,
        an_answer(
            Ask.DECISION, suspect, outcome="summons", number="08/123456-26",
            hearing_on="2026-04-20", hearing_time="13:30", court="Almelo", uplift="yes",
        ),
    )  # fmt: skip
    [judged] = give(
        share,
        an_answer(Ask.JUDGMENT, suspect, outcome="convicted_compensation", amount="125000"),
        at=NOW + timedelta(days=50),
    )

    outcomes = {row.kind: row for row in stored(ChainOutcome)}
    assert judged.state == "applied"
    assert outcomes["decision"].uplift == "yes"
    assert outcomes["judgment"].compensation_cents == 125_000
    assert [row.state for row in steps_of("S23")] == ["done"]


def test_the_mayor_answers_for_the_municipality():
    town = a_town()
    case = a_case(town)
    share = a_share(town, case, Party.MUNICIPALITY)

    [answer] = give(share, an_answer(Ask.MAYOR, case.id, outcome="none", text="Geen aanleiding."))

    assert (answer.party, answer.wait) == ("municipality", "not_open")


def test_an_answer_without_its_reason_is_refused_at_the_field_and_nothing_is_kept():
    town = a_town()
    case = a_case_at_the_police(town)
    share, report = a_share(town, case), report_id()

    with pytest.raises(RuleBroken) as refusal:
        give(
            share,
            an_answer(Ask.VPT_CODE, report, outcome="present"),
            an_answer(Ask.POLICE_NEWS, report, outcome="stopped"),
        )

    assert (refusal.value.code, refusal.value.details["ask"]) == ("reason_required", "police_news")
    assert stored(PartnerAnswer) == []
    assert [one.state for one in steps_of("S13")] == ["open"]


def test_a_bsn_is_refused_wherever_it_is_typed():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    with pytest.raises(RuleBroken, match="bsn_refused") as refusal:
        give(share, an_answer(Ask.REGISTRATION, report_id(), officer="BSN 111222333"))

    assert refusal.value.details["ask"] == "registration"


def test_what_was_not_asked_cannot_be_answered():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case, asks=(Ask.REGISTRATION,))

    with pytest.raises(RuleBroken, match="not_asked"):
        give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))


def test_a_share_of_one_case_answers_nothing_in_another():
    town = a_town()
    case, other = a_case_at_the_police(town), a_case(town)
    share = a_share(town, other)

    with pytest.raises(RuleBroken, match="subject_unknown"):
        give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    assert [one.case_id for one in steps_of("S13")] == [case.id]


def test_of_numbers_and_code_the_victim_reads_on_the_own_report():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    before = len(told("case.progress", town.employee))

    give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    assert len(told("case.progress", town.employee)) == before + 1
    assert told("chain.news", town.employee) == []


def test_the_victim_is_told_once_and_the_sender_knows():
    town = a_town()
    case = a_case_at_the_police(town)
    share, key = a_share(town, case), uuid4()
    given = an_answer(Ask.POLICE_NEWS, report_id(), outcome="in_progress")
    before = len(told("case.progress", town.employee))

    give(share, given, key=key)
    give(share, given, key=key)

    assert len(told("chain.news", town.employee)) == 1
    assert len(told("case.progress", town.employee)) == before
    assert len(told("answer.given", town.coordinator)) == 1


def test_a_coordinator_who_is_a_party_hears_nothing_of_a_waiting_answer():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    check_code(town, case, "present")
    with unit_of_work():
        db.session.scalars(
            select(Involved).where(Involved.role == "victim")
        ).one().user_id = town.coordinator.id

    give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="missing"))

    assert told("answer.waits", town.coordinator) == []


def test_the_trail_names_party_and_way_and_no_value():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)

    give(share, an_answer(Ask.REGISTRATION, report_id(), officer="Brigadier Naald (demo)"))

    lines = [row for row in stored(AuditEntry) if row.action == "answer.given"]
    assert [(row.actor_id, row.codes["party"], row.codes["via"]) for row in lines] == [
        (None, "police", "link")
    ]
    assert "Naald" not in str([(row.codes, row.fields) for row in stored(AuditEntry)])


def test_an_account_is_named_in_the_trail():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    user_id = town.colleague.id

    [answer] = give(
        share,
        an_answer(Ask.VPT_CODE, report_id(), outcome="present"),
        via=Via.ACCOUNT,
        user_id=user_id,
    )

    done = [row for row in stored(AuditEntry) if row.action == "case.step_completed"]
    assert (answer.given_by, answer.via) == (user_id, "account")
    assert done[-1].actor_id == user_id


def test_what_comes_through_the_cover_sheet_never_counts_by_itself():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    [report], key = stored(PoliceReport), uuid4()
    typed = {"number": NUMBER, "station": "Bureau Noord", "code": "present", "text": ""}

    with unit_of_work():
        giving.from_desk(report, typed, key=key, now=LATER)
    with unit_of_work():
        again = giving.from_desk(report, typed, key=key, now=LATER)

    assert {(one.ask, one.state, one.wait) for one in again} == {
        ("registration", "unconfirmed", "desk"),
        ("vpt_code", "unconfirmed", "desk"),
    }
    assert len(stored(PartnerAnswer)) == 2
    assert [one.state for one in steps_of("S12")] == ["open"]
    assert case.closed_at is None


def test_an_empty_cover_sheet_page_is_refused():
    a_case_at_the_police(a_town(), taken=False)
    [report] = stored(PoliceReport)

    with pytest.raises(RuleBroken, match="answer_empty"), unit_of_work():
        giving.from_desk(report, {"number": " "}, key=new_id(), now=LATER)

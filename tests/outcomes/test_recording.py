"""What each outcome of the chain leaves behind: the row, the step, facts, money, measures, news."""

from datetime import date, timedelta

import pytest

from tests.builders import stored as all_of
from tests.cases.builders import a_case, a_ref, a_town, steps_of
from tests.outcomes.court import (
    AT_COURT,
    HEARING,
    LATER,
    SUMMONS,
    a_case_at_om,
    a_piece,
    a_reported_case,
    hear,
    judge,
    judge_by_link,
    learn,
    newest,
    order,
    order_by_link,
    people,
    rule,
    stored,
    told,
)
from vpt.cases import working
from vpt.cases.models import CaseFact
from vpt.claims import queries as claims
from vpt.claims.models import LedgerEntry
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.measures.models import Measure
from vpt.notifications.rules import Kind
from vpt.outcomes import recording
from vpt.outcomes.rules import (
    Award,
    Decision,
    Hearing,
    Judgment,
    Mayor,
    Order,
    PoliceNews,
    Via,
)
from vpt.police_reports.models import PoliceReport
from vpt.protocol.works import Work

BAN = Order(
    level="area_ban", starts_on=date(2026, 3, 6), ends_on=date(2026, 6, 5), number="BGM-1",
    area="Het plein", everywhere=True,
)  # fmt: skip
CONTACT_BAN = Order(
    level="behaviour_order", starts_on=HEARING, ends_on=date(2027, 5, 19), number="08/123456-26",
    area="Geen contact", everywhere=True,
)  # fmt: skip


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def summoned(town):
    case = a_case_at_om(town)
    rule(town, case)
    return case


def facts(key):
    return [row.value for row in all_of(CaseFact) if row.key == key and row.withdrawn_at is None]


def test_news_of_the_police_finishes_the_step_and_asks_again_later(town):
    case = a_reported_case(town)
    hear(town, case, PoliceNews(status="in_progress", said_by="Kaya", text="Getuigen gehoord."))

    first, second = sorted(steps_of("S17"), key=lambda row: row.occurrence)
    news = newest(town, case)
    assert (first.state, first.outcome, first.by_telephone) == ("done", "in_progress", False)
    assert second.state == "open"
    assert (news.kind, news.code, news.via) == ("police_news", "in_progress", "telephone")
    assert news.word("text") == "Getuigen gehoord."
    assert news.took_days == 0


def test_a_number_of_the_police_is_kept_with_the_report(town):
    case = a_reported_case(town)
    hear(town, case, PoliceNews(status="in_progress", record_number="PL0600-2026123456-1"))

    [report] = all_of(PoliceReport)
    assert report.details["record_number"] == "PL0600-2026123456-1"
    assert report.details["number"] == "2026123456"


def test_police_that_stop_say_why(town):
    case = a_reported_case(town)

    with pytest.raises(RuleBroken, match="reason_required") as refused:
        hear(town, case, PoliceNews(status="stopped"))

    assert refused.value.details["field"] == "text"
    assert stored() == []
    hear(town, case, PoliceNews(status="stopped", text="Geen verdachte in beeld."))
    assert [row.state for row in steps_of("S17")] == ["done"]


def test_the_victim_the_reporter_and_the_handler_hear_it_once_in_its_own_words(town):
    case = a_case_at_om(town, reporter=town.employee, victims=(town.colleague,))
    rule(town, case)

    assert told(Kind.CHAIN_NEWS) == {town.employee.id, town.colleague.id, town.manager.id}
    assert town.colleague.id not in told(Kind.CASE_PROGRESS)


def test_a_summons_opens_the_step_of_the_hearing(town, summoned):
    [step] = steps_of("S23")
    news = newest(town, summoned)

    assert step.state == "open"
    assert (news.hearing_on, news.word("number")) == (HEARING, "08/123456-26")
    assert facts("hearing_on") == [HEARING.isoformat()]
    assert facts("om_decision") == ["summons"]


@pytest.mark.parametrize(
    ("decision", "code", "field"),
    [
        (Decision(ruling="summons"), "hearing_day_missing", "hearing_on"),
        (Decision(ruling="dismissal"), "dismissal_code_required", "dismissal_code"),
        (Decision(ruling="other"), "reason_required", "text"),
        (Decision(ruling="gratie"), "outcome_unknown", "outcome"),
        (
            Decision(ruling="penal_order", decided_on=date(2026, 9, 1)),
            "day_in_future",
            "decided_on",
        ),
        (
            Decision(ruling="summons", hearing=Hearing(on=date(2026, 1, 1))),
            "hearing_before_decision",
            "hearing_on",
        ),
        (Decision(ruling="dismissal", dismissal_code="123456789"), "text_too_long", None),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(town, decision, code, field):
    case = a_case_at_om(town)

    with pytest.raises(RuleBroken, match=code) as refused:
        rule(town, case, decision)

    assert field is None or refused.value.details["field"] == field
    assert stored() == []


@pytest.mark.parametrize(
    "ruling", ["conditional_dismissal", "penal_order", "transaction", "summons", "other"]
)
def test_every_decision_is_a_fact_of_the_suspect(town, ruling):
    case = a_case_at_om(town)
    rule(town, case, Decision(ruling=ruling, hearing=Hearing(on=HEARING), text="Zie brief."))

    assert facts("om_decision") == [ruling]
    assert [row.state for row in steps_of("S20")] == ["done"]


def test_after_a_hearing_by_the_prosecution_the_decision_is_asked_again(town):
    case = a_case_at_om(town)
    rule(town, case, Decision(ruling="om_hearing"))

    assert facts("om_decision") == []
    assert [row.state for row in steps_of("S20")] == ["done", "open"]
    rule(town, case, Decision(ruling="dismissal", dismissal_code="02"), occurrence=2)
    assert [row.state for row in steps_of("S20")] == ["done", "done"]
    assert newest(town, case).dismissal_code == "02"


def test_an_adjourned_hearing_comes_back_on_its_new_day(town, summoned):
    later = HEARING + timedelta(days=30)
    judge(town, summoned, Judgment(verdict="adjourned", hearing=Hearing(on=later, time="11:15")))

    assert [row.state for row in sorted(steps_of("S23"), key=lambda row: row.occurrence)] == [
        "done",
        "open",
    ]
    assert newest(town, summoned).hearing_on == later


def test_compensation_is_booked_for_its_victim_and_waits_to_be_final(town, summoned):
    [victim] = people(summoned)
    judge(
        town, summoned,
        Judgment(verdict="convicted_compensation", awards=(Award(cents=85000, victim_id=victim),)),
    )  # fmt: skip

    [line] = all_of(LedgerEntry)
    assert (line.victim_id, line.kind, line.amount_cents) == (victim, "awarded", 85000)
    assert line.booked_on == HEARING
    assert steps_of("S23")[0].outcome == "convicted_compensation_open"
    assert steps_of("S24") == []
    assert facts("compensation_awarded") == ["true"]


def test_a_final_award_opens_collecting(town):
    case = a_case_at_om(town, damaged=True)
    rule(town, case)
    judge(
        town, case,
        Judgment(
            verdict="convicted_compensation", awards=(Award(cents=85000),),
            final_on=HEARING + timedelta(days=15),
        ),
    )  # fmt: skip

    assert steps_of("S23")[0].outcome == "convicted_compensation"
    assert facts("judgment_final") == [(HEARING + timedelta(days=15)).isoformat()]
    assert [row.state for row in steps_of("S24")] == ["open"]


def test_an_award_to_the_employer_is_the_employers(town, summoned):
    judge(
        town, summoned,
        Judgment(
            verdict="convicted_compensation",
            awards=(Award(cents=85000), Award(cents=31200, to_employer=True)),
        ),
    )  # fmt: skip

    ledger = claims.ledger(town.coordinator.actor(), summoned.id)
    assert {str(party.claimant): of.awarded for party, of in ledger.per_party} == {
        "victim": 85000,
        "employer": 31200,
    }
    assert newest(town, summoned).compensation_cents == 116200


def test_an_award_of_nobody_named_waits_when_there_are_more_victims(town):
    case = a_case_at_om(town, victims=(town.employee, town.colleague))
    rule(town, case)
    judge_by_link(case, Judgment(verdict="convicted_compensation", awards=(Award(cents=50000),)))

    assert all_of(LedgerEntry) == []
    assert newest(town, case).unbooked_cents == 50000


@pytest.mark.parametrize(
    ("judgment", "code"),
    [
        (Judgment(verdict="convicted_compensation"), "award_missing"),
        (Judgment(verdict="convicted_compensation", awards=(Award(cents=0),)), "amount_too_small"),
        (Judgment(verdict="not_convicted"), "ending_required"),
        (Judgment(verdict="adjourned"), "hearing_day_missing"),
        (Judgment(verdict="convicted", final_on=date(2026, 1, 1)), "final_before_judgment"),
        (Judgment(verdict="verbannen"), "outcome_unknown"),
        (Judgment(verdict="convicted", uplift="misschien"), "outcome_unknown"),
    ],
)
def test_a_judgment_that_is_not_whole_is_refused(town, summoned, judgment, code):
    with pytest.raises(RuleBroken, match=code):
        judge(town, summoned, judgment)

    assert len(stored()) == 1
    assert steps_of("S23")[0].state == "open"


def test_an_award_for_somebody_of_another_case_is_refused(town, summoned):
    [stranger] = people(a_case(town))

    with pytest.raises(RuleBroken, match="claimant_unknown"):
        judge(
            town, summoned,
            Judgment(
                verdict="convicted_compensation", awards=(Award(cents=1, victim_id=stranger),)
            ),
        )  # fmt: skip

    assert all_of(LedgerEntry) == []


def test_a_ban_of_the_court_becomes_a_measure(town, summoned):
    judge(town, summoned, Judgment(verdict="convicted", order=CONTACT_BAN, penalties=("fine",)))

    [measure] = all_of(Measure)
    assert (measure.level, measure.issuer, measure.ends_on) == (
        "behaviour_order",
        "court",
        date(2027, 5, 19),
    )
    assert measure.involved_id == people(summoned, "perpetrator")[0]
    assert newest(town, summoned).order["measure"] == str(measure.id)


def test_the_day_a_judgment_without_compensation_is_final_is_a_fact(town, summoned):
    final = HEARING + timedelta(days=15)
    judge(town, summoned, Judgment(verdict="convicted", final_on=final))

    assert facts("judgment_final") == [final.isoformat()]


def test_an_order_of_the_mayor_becomes_a_measure(town):
    case = a_case(town)
    learn(town, case, "public_order")
    order(town, case, Mayor(action="ordered", order=BAN))

    [measure] = all_of(Measure)
    assert (measure.level, measure.issuer, measure.area) == ("area_ban", "mayor", "Het plein")
    assert measure.proposed_by == town.coordinator.id
    assert steps_of("S22")[0].outcome == "ordered"


@pytest.mark.parametrize(
    ("mayor", "code"),
    [
        (Mayor(action="ordered"), "start_missing"),
        (Mayor(action="none"), "reason_required"),
        (Mayor(action="ordered", order=Order(level="area_ban", starts_on=HEARING)), "number"),
    ],
)
def test_what_the_mayor_did_has_to_be_whole(town, mayor, code):
    case = a_case(town)
    learn(town, case, "public_order")

    with pytest.raises(RuleBroken, match=code):
        order(town, case, mayor)

    assert stored() == []


def test_a_partner_without_account_leaves_the_step_done_and_nobodys_name(town, summoned):
    judge_by_link(
        summoned, Judgment(verdict="convicted_compensation", awards=(Award(cents=85000),))
    )

    [line], news, step = all_of(LedgerEntry), newest(town, summoned), steps_of("S23")[0]
    assert (line.recorded_by, news.recorded_by, step.done_by) == (None, None, None)
    assert (news.via, step.by_partner) == ("link", True)
    assert told(Kind.CHAIN_NEWS) >= {town.employee.id, town.manager.id}


def test_an_order_told_by_a_link_is_about_the_known_suspect_where_it_happened(town):
    case = a_case(town)
    learn(town, case, "public_order")
    there = Order(
        level="area_ban", starts_on=BAN.starts_on, ends_on=BAN.ends_on, number="BGM-1", area="Plein"
    )
    order_by_link(case, Mayor(action="ordered", order=there))

    [measure] = all_of(Measure)
    assert measure.proposed_by is None
    assert measure.involved_id == people(case, "perpetrator")[0]
    assert not measure.everywhere


def test_an_order_by_a_link_that_cannot_be_a_measure_waits_for_the_coordinator(town):
    case = a_case(town, perpetrators=(False,))
    learn(town, case, "public_order")
    order_by_link(case, Mayor(action="ordered", order=BAN))

    assert all_of(Measure) == []
    assert newest(town, case).order["measure"] == ""
    assert steps_of("S22")[0].state == "done"


def test_a_partner_answers_only_the_step_that_asks_this(town, summoned):
    with pytest.raises(RuleBroken, match="other_work"), unit_of_work():
        a_piece(summoned, "S23", Work.MAYOR, "municipality", AT_COURT)


def test_who_may_record_what_a_partner_said(town):
    case = a_case_at_om(town)

    for person, refusal in (
        (town.manager, NotAllowed),
        (town.hr, NotAllowed),
        (town.employee, NotAllowed),
        (town.colleague, NotVisible),
        (town.other_manager, NotVisible),
    ):
        with pytest.raises(refusal), unit_of_work():
            recording_by(person, case)
    assert stored() == []


def recording_by(person, case):
    piece = working.begin(
        person.actor(), case.id, a_ref("S20"), Work.DECISION, version=case.version, now=LATER
    )
    return recording.record_decision(piece, SUMMONS, via=Via.TELEPHONE)


def test_the_coordinator_cannot_ban_somebody_nobody_knows(town):
    case = a_case(town, perpetrators=(False,))
    learn(town, case, "public_order")

    with pytest.raises(RuleBroken, match="perpetrator_unknown") as refused:
        order(town, case, Mayor(action="ordered", order=BAN))

    assert refused.value.details["field"] == "person"
    assert stored() == []

"""When each kind of step is due: night, weekend, holidays, clock changes, late reports."""

from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    a_case,
    a_claim,
    a_measure,
    a_perpetrator,
    a_police_report,
    a_victim,
    day,
    fact,
    local,
)
from vpt.core.worktime import WorkCalendar
from vpt.protocol import engine


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        pytest.param("2026-02-16T10:00", "2026-02-17T17:00", id="on a working day"),
        pytest.param("2026-02-14T15:00", "2026-02-16T17:00", id="in the weekend"),
        pytest.param("2026-02-17T02:30", "2026-02-18T17:00", id="at night"),
        pytest.param("2026-04-03T10:00", "2026-04-07T17:00", id="on Good Friday"),
        pytest.param("2026-04-24T10:00", "2026-04-28T17:00", id="before King's Day"),
        pytest.param("2025-04-25T10:00", "2025-04-28T17:00", id="King's Day on the 26th"),
        pytest.param("2026-03-27T10:00", "2026-03-30T17:00", id="before the spring change"),
        pytest.param("2026-10-23T10:00", "2026-10-26T17:00", id="before the autumn change"),
        pytest.param("2026-12-31T16:00", "2027-01-04T17:00", id="on New Year's Eve"),
    ],
)
def test_the_assessment_is_due_at_closing_time_of_the_next_working_day(submitted, due):
    case = a_case(submitted=local(submitted))

    assert case.step("S05").due_at == local(due)


@pytest.mark.parametrize(
    ("calendar", "due"),
    [
        pytest.param(WorkCalendar(), "2026-05-05T17:00", id="5 May works by default"),
        pytest.param(
            WorkCalendar(liberation_day_free=True), "2026-05-06T17:00", id="5 May is free"
        ),
    ],
)
def test_the_assessment_follows_the_setting_for_the_fifth_of_may(calendar, due):
    case = a_case(submitted=local("2026-05-04T10:00"), calendar=calendar)

    assert case.step("S05").due_at == local(due)


def test_the_assessment_may_be_due_on_good_friday_when_the_office_works_then():
    calendar = WorkCalendar(good_friday_free=False)

    case = a_case(submitted=local("2026-04-02T10:00"), calendar=calendar)

    assert case.step("S05").due_at == local("2026-04-03T17:00")


@pytest.mark.parametrize(
    ("submitted", "due"),
    [
        pytest.param("2026-02-16T10:00", "2026-02-17T00:00", id="the same day"),
        pytest.param("2026-02-14T21:00", "2026-02-15T12:00", id="Saturday night: Sunday noon"),
    ],
)
def test_first_support_is_due_the_same_day_also_in_the_weekend(submitted, due):
    case = a_case(submitted=local(submitted))

    assert case.step("S02", "victim").due_at == local(due)


def test_the_reaction_aims_at_24_hours_and_is_due_after_48_clock_hours():
    case = a_case(
        fact("perpetrator_known", at=local("2026-03-27T10:00"), subject="perpetrator"),
        subjects=(a_victim(), a_perpetrator()),
        submitted=local("2026-03-27T10:00"),
    )

    step = case.step("S08", "perpetrator")

    assert (step.target_at, step.due_at) == (
        local("2026-03-28T10:00"),
        local("2026-03-29T11:00"),
    )


def test_the_reaction_counts_from_when_the_perpetrator_became_known():
    case = a_case(subjects=(a_victim(), a_perpetrator()))
    later = MONDAY + timedelta(days=3)

    case.learn("perpetrator_known", at=later, subject="perpetrator")

    assert case.step("S08", "perpetrator").due_at == later + timedelta(hours=48)


def test_a_report_three_days_late_leaves_reporting_late_but_the_rest_on_time():
    case = a_case(occurred=MONDAY - timedelta(days=3))

    late = {step.key for step in engine.overdue(case.state, MONDAY)}

    assert late == {"S03"}


def test_a_step_born_late_escalates_an_hour_after_it_opened_not_before():
    case = a_case(occurred=MONDAY - timedelta(days=3))

    step = case.step("S03")

    assert step.due_at == MONDAY - timedelta(days=2)
    assert step.escalate_at == MONDAY + timedelta(hours=1)


def test_escalation_counts_only_what_is_left_when_the_step_opens():
    case = a_case(occurred=MONDAY - timedelta(hours=20))

    step = case.step("S03")

    assert step.due_at == MONDAY + timedelta(hours=4)
    assert step.escalate_at == MONDAY + timedelta(hours=3)


def test_an_immediate_step_escalates_after_an_hour():
    case = a_case("injury")

    step = case.step("S07")

    assert (step.due_at, step.escalate_at) == (MONDAY, MONDAY + timedelta(hours=1))


@pytest.mark.parametrize(
    ("minutes", "levels"),
    [
        pytest.param(59, [], id="within the hour"),
        pytest.param(60, [75], id="after an hour"),
        pytest.param(119, [75], id="before the second"),
        pytest.param(120, [75, 100], id="after two"),
    ],
)
def test_an_immediate_step_climbs_one_level_an_hour(minutes, levels):
    case = a_case("injury")
    now = MONDAY + timedelta(minutes=minutes)

    found = [one.level for one in engine.escalation_levels(case.state, now) if one.ref.key == "S07"]

    assert found == levels


@pytest.mark.parametrize(
    ("hours", "levels"),
    [
        pytest.param(35, [], id="before three quarters"),
        pytest.param(36, [75], id="at three quarters"),
        pytest.param(48, [75, 100], id="when the term is over"),
    ],
)
def test_a_48_hour_step_escalates_at_36_and_48_hours(hours, levels):
    case = a_case("evidence_exists")
    now = MONDAY + timedelta(hours=hours)

    found = [one.level for one in engine.escalation_levels(case.state, now) if one.ref.key == "S04"]

    assert found == levels


def test_a_step_without_a_term_is_never_late():
    case = a_case("public_order")

    step = case.step("S22")

    assert (step.due_at, step.escalate_at) == (None, None)
    assert step not in engine.overdue(case.state, MONDAY + timedelta(days=900))


@pytest.mark.parametrize(
    ("facts", "due"),
    [
        pytest.param([], "2026-05-18T00:00", id="from the incident when nothing else is known"),
        pytest.param(
            [fact("known_to_victim_on", day("2026-02-20"), subject="victim")],
            "2026-05-22T00:00",
            id="from the day the victim knew",
        ),
        pytest.param(
            [
                fact("known_to_victim_on", day("2026-02-20"), subject="victim"),
                fact("last_known_act_on", day("2026-03-01"), subject="victim"),
            ],
            "2026-05-31T00:00",
            id="with stalking from the last known act, and never rolled from a Saturday",
        ),
    ],
)
def test_the_complaint_term_is_90_calendar_days(facts, due):
    case = a_case("complaint_offence", *facts)

    assert case.step("S14", "victim").due_at == local(due)


def test_the_claim_form_goes_back_within_seven_working_days():
    case = a_case()

    case.learn(
        "claim_form_received", day("2026-03-30"), at=local("2026-03-31T09:00"), subject="victim"
    )

    assert case.step("S21", "victim").due_at == local("2026-04-10T17:00")


def test_a_review_is_due_after_three_months_or_at_the_end_of_the_measure():
    case = _measured_case(ends=day("2026-04-01"))

    assert case.step("S25", "measure").due_at == local("2026-04-02T00:00")


def test_a_long_measure_is_reviewed_every_three_months():
    case = _measured_case(ends=day("2026-12-01"))
    case.finish("S25", "kept", "measure", at=local("2026-05-10T11:00"), reason="nog nodig")

    second = case.step("S25", "measure")

    assert (second.occurrence, second.due_at) == (2, local("2026-08-11T00:00"))


def test_a_measure_that_ends_by_itself_leaves_no_review_open():
    case = _measured_case(ends=day("2026-12-01"))

    case.learn("measure_ended", at=local("2026-12-01T09:00"), subject="measure")

    assert "S25" not in case.open_keys()


def _measured_case(*, ends):
    case = a_case(
        fact("perpetrator_known", subject="perpetrator"),
        subjects=(a_victim(), a_perpetrator()),
    )
    case.finish("S08", "heard_measure", "perpetrator", new=(a_measure(),))
    case.learn("measure_ends_on", ends, subject="measure")
    case.finish("S09", "imposed", "measure", on=day("2026-02-17"))
    return case


def test_a_hearing_is_due_on_its_day_and_comes_back_when_adjourned():
    case = a_case("criminal_file_at_om", subjects=(a_victim(), a_perpetrator()))
    case.finish("S20", "summons", "perpetrator", on=day("2026-06-01"))
    first = case.step("S23", "perpetrator")

    case.finish(
        "S23", "adjourned", "perpetrator", at=local("2026-06-01T15:00"), on=day("2026-09-07")
    )

    second = case.step("S23", "perpetrator")
    assert (first.due_at, second.due_at) == (local("2026-06-02T00:00"), local("2026-09-08T00:00"))


def test_collecting_takes_eight_months_from_the_final_judgment():
    case = a_case(
        "criminal_file_at_om", "damage", subjects=(a_victim(), a_perpetrator(), a_claim())
    )
    case.finish("S20", "summons", "perpetrator", on=day("2026-06-01"))

    case.finish(
        "S23",
        "convicted_compensation",
        "perpetrator",
        at=local("2026-07-01T09:00"),
        on=day("2026-06-30"),
    )

    assert case.step("S24", "claim").due_at == local("2027-03-01T00:00")


def test_police_are_asked_after_14_days_and_then_every_28():
    case = a_case("evidence_exists")
    case.finish("S05", "criminal")
    case.finish("S10", "employer_files", "victim", new=(a_police_report(),))
    case.finish("S11", "domicile", "victim")
    case.finish("S12", "taken", "report", number="DEMO-1")
    first = case.step("S17", "report")

    case.finish("S17", "in_progress", "report", at=local("2026-03-02T12:00"))

    second = case.step("S17", "report")
    assert (first.due_at, second.due_at) == (local("2026-03-03T00:00"), local("2026-03-31T00:00"))

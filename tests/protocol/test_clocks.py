"""Pausing, resuming and correcting: the only ways a due moment moves."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    SMALL,
    a_case,
    a_perpetrator,
    a_police_report,
    a_victim,
    day,
    fact,
    local,
    why,
)
from vpt.core.errors import RuleBroken
from vpt.protocol import engine
from vpt.protocol.loader import load
from vpt.protocol.state import StepRef

FRIDAY = local("2026-02-20T10:00")


def test_a_pause_moves_a_term_in_hours_by_clock_time():
    case = a_case("evidence_exists")
    case.pause("S04", at=MONDAY + timedelta(hours=10))

    change = case.resume("S04", at=MONDAY + timedelta(hours=110))

    assert (change.moved.old_due, change.moved.new_due) == (
        MONDAY + timedelta(hours=48),
        MONDAY + timedelta(hours=148),
    )


def test_a_pause_over_the_weekend_moves_working_days_by_working_days():
    case = a_case(submitted=FRIDAY)
    case.pause("S05", at=FRIDAY)

    case.resume("S05", at=local("2026-02-24T10:00"))

    assert case.step("S05").due_at == local("2026-02-25T17:00")


def test_a_pause_within_one_day_moves_no_term_in_days():
    case = a_case()
    before = case.step("S19")
    case.pause("S19", at=MONDAY)

    case.resume("S19", at=MONDAY + timedelta(hours=5))

    assert case.step("S19").due_at == before.due_at


def test_a_pause_moves_weeks_by_calendar_days_across_the_clock_change():
    case = a_case(submitted=local("2026-03-20T10:00"))
    case.pause("S19", at=local("2026-03-27T10:00"))

    case.resume("S19", at=local("2026-03-30T09:00"))

    assert case.step("S19").due_at == local("2026-04-21T00:00")


def test_a_pause_moves_target_and_escalation_along():
    case = a_case(
        fact("perpetrator_known", subject="perpetrator"), subjects=(a_victim(), a_perpetrator())
    )
    case.pause("S08", "perpetrator", at=MONDAY)

    case.resume("S08", "perpetrator", at=MONDAY + timedelta(hours=100))

    step = case.step("S08", "perpetrator")
    assert step.target_at == MONDAY + timedelta(hours=124)
    assert step.escalate_at == MONDAY + timedelta(hours=136)


def test_two_pauses_add_up():
    case = a_case("evidence_exists")
    for start in (1, 10):
        case.pause("S04", at=MONDAY + timedelta(hours=start))
        case.resume("S04", at=MONDAY + timedelta(hours=start + 3))

    step = case.step("S04")

    assert step.paused_total == timedelta(hours=6)
    assert step.due_at == MONDAY + timedelta(hours=54)


def test_a_paused_step_is_neither_late_nor_escalated():
    case = a_case("evidence_exists")
    case.pause("S04", at=MONDAY)
    now = MONDAY + timedelta(days=30)

    late = {step.key for step in engine.overdue(case.state, now)}
    raised = {one.ref.key for one in engine.escalation_levels(case.state, now)}

    assert "S04" not in late | raised


def test_a_paused_step_is_resumed_before_it_is_finished():
    case = a_case("evidence_exists")
    case.pause("S04", at=MONDAY)

    with pytest.raises(RuleBroken, match="step_paused"):
        case.finish("S04", "secured")


@pytest.mark.parametrize(
    ("key", "subject", "code"),
    [
        pytest.param("S02", "victim", "not_pausable", id="first support cannot wait"),
        pytest.param("S04", None, "step_unknown", id="a step that never opened"),
    ],
)
def test_what_may_not_wait_is_not_paused(key, subject, code):
    case = a_case()

    with pytest.raises(RuleBroken, match=code):
        engine.pause(case.protocol, case.state, StepRef(key, subject), why(MONDAY))


def test_a_pause_needs_a_reason():
    case = a_case()

    with pytest.raises(RuleBroken, match="reason_required"):
        engine.pause(case.protocol, case.state, StepRef("S05"), why(MONDAY, reason=""))


def test_a_step_is_paused_once_at_a_time():
    case = a_case()
    case.pause("S05", at=MONDAY)

    with pytest.raises(RuleBroken, match="step_paused"):
        case.pause("S05", at=MONDAY)


def test_what_is_not_paused_is_not_resumed():
    case = a_case()

    with pytest.raises(RuleBroken, match="not_paused"):
        case.resume("S05", at=MONDAY)


def test_a_pause_does_not_end_before_it_began():
    case = a_case()
    case.pause("S05", at=FRIDAY)

    with pytest.raises(RuleBroken, match="too_early"):
        case.resume("S05", at=MONDAY)


def test_a_corrected_anchor_moves_the_due_moment_and_tells_both():
    case = a_case("evidence_exists")

    change = case.correct("S04", anchor=MONDAY - timedelta(hours=6))

    assert (change.moved.old_due, change.moved.new_due) == (
        MONDAY + timedelta(hours=48),
        MONDAY + timedelta(hours=42),
    )
    assert (change.moved.old_anchor, change.moved.new_anchor) == (
        MONDAY,
        MONDAY - timedelta(hours=6),
    )


def test_a_correction_keeps_the_time_that_was_paused():
    case = a_case("evidence_exists")
    case.pause("S04", at=MONDAY)
    case.resume("S04", at=MONDAY + timedelta(hours=5))

    case.correct("S04", anchor=MONDAY - timedelta(hours=1), at=MONDAY + timedelta(hours=6))

    step = case.step("S04")
    assert (step.due_at, step.paused_total) == (
        MONDAY + timedelta(hours=52),
        timedelta(hours=5),
    )


def test_a_correction_reads_a_changed_hearing_date_again():
    case = a_case("criminal_file_at_om", subjects=(a_victim(), a_perpetrator()))
    case.finish("S20", "summons", "perpetrator", on=day("2026-06-01"))
    case.learn("hearing_on", day("2026-06-15"), subject="perpetrator")
    unmoved = case.step("S23", "perpetrator").due_at

    case.correct("S23", "perpetrator", anchor=local("2026-06-15T00:00"))

    assert unmoved == local("2026-06-02T00:00")
    assert case.step("S23", "perpetrator").due_at == local("2026-06-16T00:00")


def test_a_correction_of_a_repetition_uses_the_repeated_term():
    case = a_case()
    case.finish("S02", "supported", "victim")
    case.finish("S18", "again", "victim")

    case.correct("S18", "victim", anchor=local("2026-02-17T10:00"))

    assert case.step("S18", "victim").due_at == local("2026-04-01T00:00")


def test_a_correction_without_the_date_it_ends_at_is_refused():
    case = a_case("criminal_file_at_om", subjects=(a_victim(), a_perpetrator()))
    case.finish("S20", "summons", "perpetrator", on=day("2026-06-01"))
    stripped = [one for one in case.state.facts if one.key != "hearing_on"]
    case.state = replace(case.state, facts=tuple(stripped))

    with pytest.raises(RuleBroken, match="date_unknown"):
        case.correct("S23", "perpetrator", anchor=MONDAY)


def test_a_pause_that_ends_a_statutory_term_on_a_saturday_rolls_it_again():
    protocol = load(SMALL.replace('due = "same_day"', 'due = "statutory weeks 1"'))
    case = a_case(protocol=protocol, subjects=(), submitted=FRIDAY)
    case.pause("S01", at=FRIDAY)

    case.resume("S01", at=FRIDAY + timedelta(days=1))

    assert case.step("S01").due_at == local("2026-03-03T00:00")


def test_a_correction_of_a_step_that_returned_uses_its_first_term():
    case = a_case()
    case.finish("S05", "criminal")
    case.finish("S10", "employer_files", "victim", new=(a_police_report(),))
    case.finish("S11", "domicile", "victim")
    case.finish("S12", "taken", "report", number="DEMO-1")
    case.finish("S17", "stopped", "report", reason="te weinig bewijs")
    case.withdraw("report_taken", "report", at=MONDAY + timedelta(hours=1))
    case.learn("report_taken", at=MONDAY + timedelta(hours=2), subject="report")

    case.correct("S17", "report", anchor=local("2026-02-17T10:00"))

    step = case.step("S17", "report")
    assert (step.occurrence, step.due_at) == (2, local("2026-03-04T00:00"))


def test_a_step_is_not_late_at_its_due_moment_itself():
    case = a_case("evidence_exists")
    due = case.step("S04").due_at

    at_due = {step.key for step in engine.overdue(case.state, due)}
    after = {step.key for step in engine.overdue(case.state, due + timedelta(seconds=1))}

    assert ("S04" in at_due, "S04" in after) == (False, True)


def test_a_correction_needs_a_reason():
    case = a_case()

    with pytest.raises(RuleBroken, match="reason_required"):
        engine.correct_anchor(
            case.protocol, case.state, case.calendar, StepRef("S05"), MONDAY, why(MONDAY, "")
        )

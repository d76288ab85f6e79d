"""Facts that arrive late, change, are withdrawn and return."""

from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    a_case,
    day,
    fact,
)
from vpt.protocol.state import StepStatus

TUESDAY = MONDAY + timedelta(days=1)


def test_a_fact_that_arrives_late_opens_its_step_then():
    case = a_case()
    later = MONDAY + timedelta(days=5)

    change = case.learn("evidence_exists", at=later)

    assert [(step.key, step.opened_at) for step in change.opened] == [("S04", later)]


def test_a_fact_that_arrives_late_keeps_its_term_from_the_report():
    case = a_case()
    later = MONDAY + timedelta(days=5)

    case.learn("evidence_exists", at=later)

    step = case.step("S04")
    assert (step.due_at, step.escalate_at) == (
        MONDAY + timedelta(hours=48),
        later + timedelta(hours=1),
    )


def test_a_withdrawn_fact_lapses_the_open_step_that_needed_it():
    case = a_case("evidence_exists")

    change = case.withdraw("evidence_exists", at=TUESDAY)

    assert [step.key for step in change.lapsed] == ["S04"]
    assert case.step("S04").state is StepStatus.LAPSED


def test_a_step_that_lapses_is_no_longer_paused():
    case = a_case("evidence_exists")
    case.pause("S04", at=MONDAY)

    case.withdraw("evidence_exists", at=TUESDAY)

    assert case.step("S04").paused_since is None


def test_a_withdrawn_fact_keeps_a_finished_step_and_marks_it():
    case = a_case("evidence_exists")
    case.finish("S04", "secured")

    change = case.withdraw("evidence_exists", at=TUESDAY)

    step = case.step("S04")
    assert [one.key for one in change.marked] == ["S04"]
    assert (step.state, step.grounds_withdrawn_at) == (StepStatus.DONE, TUESDAY)


@pytest.mark.parametrize("was_done", [True, False])
def test_a_fact_that_returns_opens_a_new_occurrence(was_done):
    case = a_case("evidence_exists")
    if was_done:
        case.finish("S04", "secured")
    case.withdraw("evidence_exists", at=TUESDAY)

    case.learn("evidence_exists", at=TUESDAY + timedelta(hours=1))

    step = case.step("S04")
    assert (step.occurrence, step.is_open) == (2, True)


def test_a_corrected_value_is_no_withdrawal():
    case = a_case(fact("claim_form_received", day("2026-02-13"), subject="victim"))

    change = case.learn("claim_form_received", day("2026-02-12"), at=TUESDAY, subject="victim")

    assert (change.lapsed, change.marked, change.opened) == ((), (), ())
    assert [one.value for one in case.state.facts if one.withdrawn_at == TUESDAY] == [
        day("2026-02-13")
    ]


def test_the_same_fact_twice_is_recorded_once():
    case = a_case("damage")

    case.learn("damage")

    assert len([one for one in case.state.facts if one.key == "damage"]) == 1

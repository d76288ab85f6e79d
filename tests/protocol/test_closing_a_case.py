"""The closure gate: which decisions a case needs before it may be closed."""

from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    a_case,
    a_claim,
    a_victim,
    day,
    local,
)
from vpt.core.errors import RuleBroken
from vpt.protocol import engine

TUESDAY = MONDAY + timedelta(days=1)


def test_the_gate_asks_for_the_decisions_nobody_has_made():
    case = a_case("damage", subjects=(a_victim(), a_claim()))
    case.finish("S05", "criminal")

    gaps = engine.closure_gaps(case.protocol, case.state)

    assert [(gap.key, gap.subject) for gap in gaps] == [
        ("S10", "victim"),
        ("S16", "claim"),
        ("S18", "victim"),
        ("S19", None),
    ]


def test_the_gate_asks_whose_damage_it_is():
    case = a_case("damage")

    gaps = engine.closure_gaps(case.protocol, case.state)

    assert ("S16", True) in {(gap.key, gap.is_subject_missing) for gap in gaps}


def test_closing_opens_six_weeks_from_the_last_decision():
    case = _decided_case()

    step = case.step("S26")

    assert (step.anchor_at, step.due_at) == (TUESDAY, local("2026-04-01T00:00"))


def test_a_waived_decision_counts_as_made():
    case = a_case()
    case.finish("S02", "declined", "victim")
    case.waive("S05")
    case.waive("S18", "victim")

    case.waive("S19")

    assert engine.closure_gaps(case.protocol, case.state) == ()
    assert case.step("S26").is_open


def test_a_victim_added_late_keeps_the_case_open():
    case = _decided_case()
    case.add(a_victim("late"), at=TUESDAY)

    with pytest.raises(RuleBroken, match="gate_open") as refusal:
        case.finish("S26", "closed", at=TUESDAY)

    assert refusal.value.details["missing"] == ("S18",)


def test_a_closed_case_is_destroyed_when_its_retention_ends():
    case = _decided_case()
    case.finish("S26", "closed", at=TUESDAY)

    case.learn("retention_ends_on", day("2031-02-17"), at=TUESDAY)

    assert case.step("S27").due_at == local("2031-02-18T00:00")


def test_a_reopened_case_asks_to_be_closed_again():
    case = _decided_case()
    case.finish("S26", "closed", at=TUESDAY)
    later = TUESDAY + timedelta(days=300)

    case.withdraw("case_closed", at=later)

    step = case.step("S26")
    assert (step.occurrence, step.is_open, step.anchor_at) == (2, True, later)


def _decided_case():
    case = a_case()
    case.finish("S02", "supported", "victim")
    case.finish("S18", "finished", "victim")
    case.finish("S05", "not_criminal")
    case.finish("S19", "reporter_and_team", at=TUESDAY)
    return case


def test_closing_itself_cannot_be_waived():
    case = _decided_case()

    with pytest.raises(RuleBroken, match="closing_not_waivable"):
        case.waive("S26", at=TUESDAY)

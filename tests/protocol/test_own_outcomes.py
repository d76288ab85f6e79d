"""Outcomes and facts of the organisation's own come and go; steps move in their order."""

from dataclasses import replace

import pytest

from tests.protocol.running import SMALL
from tests.protocol.test_own_steps import REFERENCE, a_step
from vpt.core.errors import RuleBroken
from vpt.protocol.definition import Condition, Scope, Text
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    AddFact,
    AddOutcome,
    AddStep,
    MoveStep,
    NewFact,
    NewOutcome,
    RemoveFact,
    RemoveOutcome,
    SetWhen,
)
from vpt.protocol.loader import load


def test_outcomes_of_own_steps_come_and_go():
    text = apply(SMALL, AddStep(step=a_step(), behind="S01"))
    more = AddOutcome(step="O01", outcome=NewOutcome(title=Text("Gebeld")))

    new = apply(text, more)

    assert [one.key for one in load(new).step("O01").outcomes] == [
        "gebeld",
        "niet_nodig",
        "gebeld_2",
    ]
    assert apply(new, RemoveOutcome(step="O01", outcome="gebeld_2")) == text
    left = load(apply(text, RemoveOutcome(step="O01", outcome="gebeld")))
    assert "own.team_is_gebeld" not in left.facts
    with pytest.raises(RuleBroken, match="step_of_reference"):
        apply(text, replace(more, step="S01"))


def test_an_outcome_others_need_and_the_last_one_stay():
    text = apply(SMALL, AddStep(step=a_step(), behind="S01"))
    read = apply(text, SetWhen(step="S01", when=Condition(none=("own.team_is_gebeld",))))

    with pytest.raises(RuleBroken, match="outcome_in_use") as refused:
        apply(read, RemoveOutcome(step="O01", outcome="gebeld"))
    one = apply(text, RemoveOutcome(step="O01", outcome="niet_nodig"))
    with pytest.raises(RuleBroken, match="outcome_missing"):
        apply(one, RemoveOutcome(step="O01", outcome="gebeld"))

    assert refused.value.details["steps"] == ("S01",)


def test_own_facts_come_and_go():
    text = apply(SMALL, AddFact(fact=NewFact(title=Text("Rustig"), scope=Scope.CASE)))

    assert load(text).facts["own.rustig"].scope is Scope.CASE
    assert apply(text, RemoveFact(fact="own.rustig")) == SMALL
    with pytest.raises(RuleBroken, match="fact_foreign"):
        apply(text, RemoveFact(fact="spoken"))
    used = apply(SMALL, AddStep(step=a_step()))
    with pytest.raises(RuleBroken, match="fact_in_use") as refused:
        apply(used, RemoveFact(fact="own.team_is_gebeld"))
    assert refused.value.details["steps"] == ("O01",)


def test_a_step_moves_and_back():
    new = apply(REFERENCE, MoveStep(step="S28", behind="S08"))

    assert [step.key for step in load(new).steps][7:10] == ["S08", "S28", "S09"]
    assert sorted(new.splitlines()) == sorted(REFERENCE.splitlines())
    assert apply(new, MoveStep(step="S28", behind="S27")) == REFERENCE
    assert apply(REFERENCE, MoveStep(step="S28", behind="S28")) == REFERENCE

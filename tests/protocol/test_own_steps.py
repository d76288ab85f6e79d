"""An organisation adds steps, facts and outcomes of its own, and takes away what nobody needs."""

from dataclasses import replace

import pytest

from tests.protocol.running import SMALL, Case, a_case
from vpt.core.errors import RuleBroken
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Condition, FactType, Need, Text
from vpt.protocol.editing import apply, fact_key, next_key
from vpt.protocol.edits import (
    AddFact,
    AddStep,
    NewFact,
    NewOutcome,
    NewRepeat,
    NewStep,
    RemoveStep,
    SetAfter,
    SetAnchor,
    SetOptional,
    SetRepeat,
    SetWhen,
)
from vpt.protocol.loader import load
from vpt.protocol.source import ProtocolFault

REFERENCE = reference_text()
CALLED = NewOutcome(title=Text("Gebeld"), fact=NewFact(title=Text("Team is gebeld", "Team called")))


def a_step(**changes) -> NewStep:
    step = NewStep(
        title=Text("Team bellen", "Call the team"),
        why=Text("Collega's schrikken mee."),
        reporter=Text("We bellen je team."),
        basis=Text("Onze afspraak."),
        phase="start",
        party="manager",
        due="working_days 2",
        outcomes=(CALLED, NewOutcome(title=Text("Niet nodig"), requires=frozenset({Need.REASON}))),
    )
    return replace(step, **changes)


def of_reference(**changes) -> NewStep:
    return a_step(phase="recovery", **changes)


def test_an_own_step_gets_a_key_its_facts_and_its_outcomes():
    new = apply(REFERENCE, AddStep(step=of_reference(gate=True), behind="S05"))

    protocol = load(new)
    step = protocol.step("O01")
    assert [one.key for one in protocol.steps][4:7] == ["S05", "O01", "S06"]
    assert (step.gate, step.optional, step.pausable) == (True, True, True)
    assert [one.key for one in step.outcomes] == ["gebeld", "niet_nodig"]
    assert step.outcomes[0].sets == {"own.team_is_gebeld": True}
    assert step.outcomes[1].requires == {Need.REASON}
    assert protocol.facts["own.team_is_gebeld"].title.en == "Team called"
    assert (step.basis.source, step.basis.verified) == ("proposal", False)


def test_an_own_step_runs_in_a_case():
    protocol = load(apply(SMALL, AddStep(step=a_step(gate=True), behind="S01")))
    case: Case = a_case(protocol=protocol, subjects=())

    case.finish("S01", "done")
    waiting = case.step("S02")
    case.finish("O01", "gebeld")

    assert waiting is None
    assert case.step("S02").is_open
    assert [one.key for one in case.state.facts if one.source == "outcome"][-1] == (
        "own.team_is_gebeld"
    )


def test_what_was_added_and_taken_away_leaves_no_trace():
    for behind in ("S05", None):
        new = apply(REFERENCE, AddStep(step=of_reference(), behind=behind))

        assert apply(new, RemoveStep(step="O01")) == REFERENCE


def test_a_key_is_never_given_twice():
    first = apply(REFERENCE, AddStep(step=of_reference()))

    assert next_key(REFERENCE, first) == "O02"
    assert next_key(first.replace('"O01"', '"O41"')) == "O42"
    again = apply(first, AddStep(step=of_reference()))
    assert "own.team_is_gebeld_2" in load(again).facts


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Eén van de coaches: gebeld?", "own.een_van_de_coaches_gebeld"),
        ("2e gesprek", "own.fact_2e_gesprek"),
        ("情報", "own.fact"),
        ('"]] \n', "own.fact"),
        ("a" * 500, "own." + "a" * 40),
    ],
)
def test_a_fact_gets_a_plain_key_from_its_title(title, key):
    assert fact_key(SMALL, title) == key
    assert apply(SMALL, AddFact(fact=NewFact(title=Text(f"x{title}")))) != SMALL


@pytest.mark.parametrize(
    ("fact", "requires", "content", "asked"),
    [
        (FactType.DATE, set(), "$date", {Need.DATE}),
        (FactType.TEXT, set(), "$reason", {Need.REASON}),
        (FactType.TEXT, {Need.NUMBER}, "$number", {Need.NUMBER}),
    ],
)
def test_an_outcome_asks_for_what_its_fact_holds(fact, requires, content, asked):
    outcome = NewOutcome(
        title=Text("Klaar"),
        requires=frozenset(requires),
        fact=NewFact(title=Text("Dag"), type=fact),
    )

    step = load(apply(SMALL, AddStep(step=a_step(outcomes=(outcome,))))).step("O01")

    assert step.outcomes[0].sets == {"own.dag": content}
    assert step.outcomes[0].requires == asked


def test_own_steps_build_on_each_others_facts():
    first = apply(SMALL, AddStep(step=a_step()))
    second = a_step(
        title=Text("Nog eens bellen"),
        when=Condition(all=("own.team_is_gebeld",)),
        after=("O01",),
        anchor="step:O01",
        repeat=NewRepeat(every="weeks 1", until="own.team_is_rustig"),
        target="working_days 1",
        pausable=False,
        outcomes=(NewOutcome(title=Text("Klaar"), sets={"own.team_is_rustig": True}),),
    )
    with_fact = apply(first, AddFact(fact=NewFact(title=Text("Team is rustig"))))

    protocol = load(apply(with_fact, AddStep(step=second)))

    step = protocol.step("O02")
    assert (step.after, step.pausable, step.repeat.until) == (
        ("O01",),
        False,
        "own.team_is_rustig",
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"phase": "x"}, "phase_unknown"),
        ({"party": "x"}, "party_unknown"),
        ({"due": "soon"}, "term_unknown"),
        ({"target": "soon"}, "term_unknown"),
        ({"anchor": "gate]"}, "anchor_unknown"),
        ({"title": Text(" ")}, "text_missing"),
        ({"reporter": Text("")}, "text_missing"),
        ({"source": ""}, "text_missing"),
        ({"outcomes": ()}, "outcome_missing"),
        ({"when": Condition(all=("x",))}, "fact_unknown"),
        ({"after": ("S77",)}, "step_unknown"),
        ({"repeat": NewRepeat(every="weeks 1", until="x")}, "fact_unknown"),
        ({"outcomes": (NewOutcome(title=Text("a"), sets={"spoken": True}),)}, "fact_foreign"),
        ({"outcomes": (NewOutcome(title=Text("a"), sets={"own.x": True}),)}, "fact_unknown"),
        ({"outcomes": (replace(CALLED, fact=NewFact(title=Text("a"), key="spoken")),)},
         "key_wrong"),
        ({"outcomes": (replace(CALLED, fact=NewFact(title=Text("a"), type=FactType.NUMBER)),)},
         "fact_type_own"),
    ],
)  # fmt: skip
def test_a_step_that_makes_no_sense_is_not_added(change, code):
    with pytest.raises(RuleBroken, match=code):
        apply(SMALL, AddStep(step=a_step(**change)))


@pytest.mark.parametrize(
    ("key", "code"), [("S40", "key_wrong"), ("O 1", "key_wrong"), ("S01", "key_wrong")]
)
def test_an_own_step_does_not_pass_for_one_of_the_reference(key, code):
    with pytest.raises(RuleBroken, match=code):
        apply(SMALL, AddStep(step=a_step(), key=key))


def test_a_key_that_is_in_use_is_not_given_again():
    text = apply(SMALL, AddStep(step=a_step(), key="O07"))

    with pytest.raises(RuleBroken, match="key_taken"):
        apply(text, AddStep(step=a_step(), key="O07"))
    with pytest.raises(RuleBroken, match="key_taken"):
        apply(text, AddFact(fact=NewFact(title=Text("x"), key="own.team_is_gebeld")))


def test_a_step_of_the_reference_stays_unless_it_is_optional():
    with pytest.raises(RuleBroken, match="step_mandatory"):
        apply(REFERENCE, RemoveStep(step="S21"))

    new = apply(apply(REFERENCE, SetOptional(step="S21", value=True)), RemoveStep(step="S21"))

    assert "S21" not in {step.key for step in load(new).steps}


@pytest.mark.parametrize("key", ["S22", "S28"])
def test_an_optional_step_of_the_reference_is_left_out_or_made_mandatory(key):
    out = apply(REFERENCE, RemoveStep(step=key))
    mandatory = apply(REFERENCE, SetOptional(step=key, value=False))

    assert key not in {step.key for step in load(out).steps}
    assert not load(mandatory).step(key).optional
    with pytest.raises(RuleBroken, match="step_mandatory"):
        apply(mandatory, RemoveStep(step=key))


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(SetAfter(step="S02", after=("gate", "O01")), id="comes after it"),
        pytest.param(SetAnchor(step="S02", anchor="latest(gate, step:O01)"), id="counts from it"),
        pytest.param(
            SetWhen(step="S02", when=Condition(any=("own.team_is_gebeld",))), id="reads its fact"
        ),
        pytest.param(
            SetRepeat(step="S02", repeat=NewRepeat(every="weeks 1", until="own.team_is_gebeld")),
            id="ends with its fact",
        ),
    ],
)
def test_a_step_others_need_stays_and_they_are_named(edit):
    text = apply(apply(SMALL, AddStep(step=a_step(), behind="S01")), edit)

    with pytest.raises(RuleBroken, match="step_in_use") as refused:
        apply(text, RemoveStep(step="O01"))

    assert refused.value.details["steps"] == ("S02",)


def test_a_step_goes_when_another_sets_its_fact_too():
    text = apply(SMALL, AddStep(step=a_step()))
    sets = NewOutcome(title=Text("Ook gebeld"), sets={"own.team_is_gebeld": True})
    text = apply(text, AddStep(step=a_step(outcomes=(sets,))))

    new = apply(text, RemoveStep(step="O01"))

    assert [step.key for step in load(new).steps] == ["S01", "S02", "O02"]
    assert "own.team_is_gebeld" in load(new).facts


@pytest.mark.parametrize(
    ("line", "code"),
    [('work = "measure"', "foreign_work"), ('gate = "yes"', "wrong_type")],
)
def test_an_own_step_does_what_an_own_step_can(line, code):
    text = apply(SMALL, AddStep(step=a_step())).replace("optional = true", line)

    with pytest.raises(ProtocolFault) as fault:
        load(text)

    assert (fault.value.code, fault.value.step) == (code, "O01")


def test_an_own_step_creates_nothing():
    text = apply(SMALL, AddStep(step=a_step())).replace(
        "sets = { \"own.team_is_gebeld\" = true }", 'creates = ["measure"]'
    )  # fmt: skip

    with pytest.raises(ProtocolFault) as fault:
        load(text)

    assert fault.value.code == "foreign_creates"

"""A protocol with which a case could get stuck is refused; one that is accepted always closes."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.protocol.invented import is_closable, play, plays, texts, tried
from tests.protocol.running import SMALL
from tests.protocol.test_own_steps import a_step
from vpt.protocol.definition import Condition, Text
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    AddStep,
    Edit,
    NewOutcome,
    NewRepeat,
    SetAfter,
    SetAnchor,
    SetGate,
    SetRepeat,
    SetTerm,
    SetWhen,
    TermField,
)
from vpt.protocol.loader import load
from vpt.protocol.source import ProtocolFault

CALM = NewOutcome(title=Text("Niets"))


def first(*edits: Edit, text: str = SMALL) -> ProtocolFault:
    """The fault of the small protocol, with two own steps O01 and O02, after these edits."""
    text = apply(text, AddStep(step=a_step(), behind="S01"))
    text = apply(text, AddStep(step=a_step(), behind="O01"))
    for edit in edits:
        text = apply(text, edit)
    with pytest.raises(ProtocolFault) as fault:
        load(text)
    return fault.value


@pytest.mark.parametrize(
    ("edits", "code", "step"),
    [
        pytest.param(
            [SetAfter(step="O01", after=("O02",)), SetAfter(step="O02", after=("O01",))],
            "cycle", "O01", id="two own steps wait for each other",
        ),
        pytest.param(
            [SetAfter(step="O01", after=("O02",)), SetAnchor(step="O02", anchor="step:O01")],
            "cycle", "O01", id="one waits and the other counts",
        ),
        pytest.param(
            [SetGate(step="O01", value=True), SetAnchor(step="O01", anchor="gate")],
            "cycle", "O01", id="a gate step counts from the gate",
        ),
        pytest.param(
            [SetAfter(step="O01", after=("gate",)), SetAfter(step="S01", after=("O01",))],
            "cycle", "S01", id="the gate waits for what comes after it",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("own.team_is_gebeld_2",))),
             SetWhen(step="O02", when=Condition(all=("own.team_is_gebeld",)))],
            "never_reachable", "O01", id="each needs the fact of the other",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("damage", "own.team_is_gebeld")))],
            "never_reachable", "O01", id="it needs its own fact",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("damage=maybe",)))],
            "never_reachable", "O01", id="a value a fact cannot have",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("spoken=false",)))],
            "never_reachable", "O01", id="a flag is never asked to be false",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("category=A", "category=B")))],
            "never_reachable", "O01", id="two values at once",
        ),
        pytest.param(
            [SetWhen(step="O01", when=Condition(all=("damage=true",), none=("damage",)))],
            "never_reachable", "O01", id="asked for and forbidden",
        ),
        pytest.param(
            [SetGate(step="O01", value=True), SetAfter(step="O01", after=("O02",)),
             SetAnchor(step="O02", anchor="judgment_final")],
            "never_closes", "O01", id="after a step that may never begin",
        ),
        pytest.param(
            [SetGate(step="O01", value=True), SetAnchor(step="O01", anchor="step:O02"),
             SetAnchor(step="O02", anchor="judgment_final")],
            "never_closes", "O01", id="counted from a step that may never begin",
        ),
        pytest.param(
            [SetGate(step="O01", value=True),
             SetTerm(step="O01", field=TermField.DUE, term="at judgment_final")],
            "never_closes", "O01", id="due on a day that may never come",
        ),
        pytest.param(
            [SetRepeat(step="S01", repeat=NewRepeat(every="weeks 1", until="own.x"))],
            "never_closes", "S01", id="a gate step that comes back for ever",
        ),
        pytest.param(
            [SetRepeat(step="O01", repeat=NewRepeat(every="weeks 1", until="own.x"))],
            "never_ends", "O01", id="a step that comes back for ever",
        ),
        pytest.param(
            [SetAfter(step="O01", after=("gate",)), SetGate(step="O02", value=True),
             SetWhen(step="O02", when=Condition(all=("own.team_is_gebeld",)))],
            "gate_too_late", "O02", id="a gate step that only comes after closing",
        ),
        pytest.param(
            [SetWhen(step="S02", when=Condition(all=("judgment_final",)))],
            "never_closes", "S02", id="closing waits for what may never come",
        ),
        pytest.param(
            [SetWhen(step="S02", when=Condition(all=("spoken",)))],
            "never_closes", "S02", id="closing waits for a step that may be waived",
        ),
        pytest.param(
            [SetWhen(step="S02", when=Condition(none=("damage",)))],
            "never_closes", "S02", id="closing is forbidden in some cases",
        ),
        pytest.param(
            [SetAfter(step="S02", after=("gate", "O01")),
             SetAnchor(step="O01", anchor="judgment_final")],
            "never_closes", "S02", id="closing comes after a step that may never begin",
        ),
    ],
)  # fmt: skip
def test_an_impossible_protocol_is_refused_with_the_step(edits, code, step):
    with_fact = SMALL.replace(
        "[facts.spoken]",
        '[facts."own.x"]\ntitle = { nl = "X" }\nscope = "case"\ntype = "flag"\n'
        'source = "outcome"\n\n[facts.spoken]',
    )

    fault = first(*edits, text=with_fact)

    assert (fault.code, fault.step) == (code, step)
    assert fault.reason


@pytest.mark.parametrize("scope", ["measure", "police_report", "agreement", "claim"])
def test_a_gate_step_about_something_nobody_can_name_is_refused(scope):
    text = apply(SMALL, AddStep(step=a_step(outcomes=(CALM,), gate=True), behind="S01"))
    text = apply(text, SetWhen(step="O01", when=Condition(all=("injury",))))
    start = text.index('key = "O01"')
    text = text[:start] + text[start:].replace('scope = "case"', f'scope = "{scope}"', 1)

    with pytest.raises(ProtocolFault) as fault:
        load(text)

    assert (fault.value.code, fault.value.step) == ("never_closes", "O01")


def test_a_gate_step_about_a_claim_may_ask_for_damage():
    text = apply(SMALL, AddStep(step=a_step(outcomes=(CALM,), gate=True), behind="S01"))
    text = apply(text, SetWhen(step="O01", when=Condition(all=("damage",))))
    start = text.index('key = "O01"')
    text = text[:start] + text[start:].replace('scope = "case"', 'scope = "claim"', 1)

    assert load(text).step("O01").gate


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts(), plays)
def test_every_case_of_an_accepted_protocol_can_be_closed(text, drawn):
    loaded = tried(lambda: load(text))

    if isinstance(loaded, ProtocolFault):
        assert loaded.reason
    else:
        assert is_closable(play(loaded, drawn))

"""Any row of edits gives a protocol that loads, or one that is refused with its reason."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.protocol.invented import tried
from tests.protocol.running import TWENTE
from tests.protocol.test_own_steps import a_step
from vpt.core.errors import RuleBroken
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Condition
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    AddStep,
    MoveStep,
    Of,
    RemoveStep,
    SetAfter,
    SetAnchor,
    SetGate,
    SetOptional,
    SetTerm,
    SetText,
    SetWhen,
    TermField,
    TextPlace,
)
from vpt.protocol.loader import load
from vpt.protocol.source import ProtocolFault

KEYS = st.sampled_from([step.key for step in TWENTE.steps] + ["O01", "O02"])
FACTS = st.sampled_from([*TWENTE.facts, "own.team_is_gebeld", "own.unknown"])
FEW = st.lists(FACTS, max_size=2).map(tuple)
WORDS = st.text(max_size=40)
EDITS = st.one_of(
    st.builds(
        SetTerm,
        step=KEYS,
        field=st.sampled_from(TermField),
        term=st.sampled_from(["weeks 2", "hours 5", "none", "at judgment_final", "", "soon"]),
    ),
    st.builds(
        SetText,
        place=st.builds(
            TextPlace,
            of=st.just(Of.STEP),
            key=KEYS,
            field=st.sampled_from(["title", "why", "reporter", "basis"]),
        ),
        nl=WORDS,
        en=WORDS,
    ),
    st.builds(SetGate, step=KEYS, value=st.booleans()),
    st.builds(SetOptional, step=KEYS, value=st.booleans()),
    st.builds(SetWhen, step=KEYS, when=st.builds(Condition, all=FEW, any=FEW, none=FEW)),
    st.builds(SetAfter, step=KEYS, after=st.lists(KEYS, max_size=2).map(tuple)),
    st.builds(
        SetAnchor, step=KEYS, anchor=st.sampled_from(["submitted", "gate", "step:S05", "injury"])
    ),
    st.builds(AddStep, step=st.just(a_step(phase="closing")), behind=KEYS),
    st.builds(RemoveStep, step=KEYS),
    st.builds(MoveStep, step=KEYS, behind=KEYS),
)
COMMENTED = reference_text().replace(
    'due = "working_days 1"', 'due = "working_days 1" # as agreed\n# with everybody'
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, max_size=6))
def test_whatever_is_edited_loads_or_is_refused_with_a_reason_and_keeps_its_comments(edits):
    text = COMMENTED
    for edit in edits:
        new = tried(lambda text=text, edit=edit: apply(text, edit))
        if isinstance(new, RuleBroken):
            assert new.code != "layout_unusual"
            continue
        assert comments(text) <= comments(new) or isinstance(edit, RemoveStep)
        assert isinstance(edit, AddStep | RemoveStep) or apply(new, edit) == new
        text = new
    loaded = tried(lambda: load(text))

    assert not isinstance(loaded, ProtocolFault) or (loaded.line and loaded.reason)


def comments(text: str) -> set[str]:
    return {line[line.index("#") :] for line in text.splitlines() if "# " in line[:30]}

"""When a step opens: what it needs, what forbids it, and what must come first."""

import pytest

from tests.protocol.running import SMALL, a_case, a_perpetrator, a_victim, fact
from vpt.protocol.loader import load
from vpt.protocol.source import ProtocolFault

FIRST = 'when = { all = ["submitted"] }'
OWN_STEP = """
[[steps]]
key = "E1"
phase = "start"
party = "manager"
scope = "case"
title = { nl = "Eigen stap" }
why = { nl = "Omdat wij dat willen." }
reporter = { nl = "Wij doen nog iets." }
basis = { source = "proposal", text = { nl = "Eigen afspraak." } }
after = ["S01"]
anchor = "submitted"
due = "weeks 1"

[[steps.outcomes]]
key = "done"
title = { nl = "Gedaan" }
"""


@pytest.mark.parametrize(
    ("when", "known", "opens"),
    [
        pytest.param('any = ["injury", "damage"]', ["damage"], True, id="one of them is enough"),
        pytest.param('any = ["injury", "damage"]', [], False, id="none of them is too few"),
        pytest.param('all = ["injury", "damage"]', ["damage"], False, id="all means all"),
        pytest.param('none = ["damage"]', ["damage"], False, id="forbidden"),
        pytest.param('none = ["damage"]', [], True, id="not forbidden"),
        pytest.param('all = ["injury=true"]', ["injury"], True, id="a flag by its value"),
        pytest.param('all = ["severity=3"]', [fact("severity", 3)], True, id="a number that fits"),
        pytest.param('all = ["severity=3"]', [fact("severity", 4)], False, id="another number"),
        pytest.param('all = ["injury"]', [fact("injury", False)], False, id="recorded as not so"),
    ],
)
def test_a_step_opens_when_its_condition_holds(when, known, opens):
    protocol = load(SMALL.replace(FIRST, f"when = {{ {when} }}"))

    case = a_case(*known, protocol=protocol, subjects=())

    assert (case.step("S01") is not None) is opens


def test_a_step_comes_after_the_step_it_names():
    case = a_case(protocol=load(SMALL + OWN_STEP), subjects=())

    before = case.step("E1")
    case.finish("S01", "done")

    assert before is None
    assert case.step("E1").is_open


def test_a_step_does_not_wait_for_one_that_does_not_apply():
    protocol = load(SMALL.replace(FIRST, 'when = { all = ["damage"] }') + OWN_STEP)

    case = a_case(protocol=protocol, subjects=())

    assert case.step("S01") is None
    assert case.step("E1").is_open


def test_a_step_of_the_case_waits_for_every_victim():
    text = (SMALL + OWN_STEP).replace(
        'scope = "case"\ntitle = { nl = "Gesprek" }', 'scope = "victim"\ntitle = { nl = "Gesprek" }'
    )
    case = a_case(protocol=load(text), subjects=(a_victim("anna"), a_victim("bram")))

    case.finish("S01", "done", "anna")
    between = case.step("E1")
    case.finish("S01", "done", "bram")

    assert between is None
    assert case.step("E1").is_open


def test_a_step_cannot_follow_one_about_somebody_else():
    text = (SMALL + OWN_STEP).replace(
        'scope = "case"\ntitle = { nl = "Gesprek" }', 'scope = "victim"\ntitle = { nl = "Gesprek" }'
    )
    text = text.replace(
        'scope = "case"\ntitle = { nl = "Eigen stap" }',
        'scope = "perpetrator"\ntitle = { nl = "Eigen stap" }',
    )

    with pytest.raises(ProtocolFault, match="cannot follow 'S01'"):
        load(text)


def test_an_anchor_with_one_moment_that_can_be_known_is_enough():
    text = (SMALL + OWN_STEP).replace(
        "[facts.spoken]",
        '[facts."own.never"]\ntitle = { nl = "Nooit" }\nscope = "case"\ntype = "flag"\n'
        'source = "outcome"\n\n[facts.spoken]',
    )
    first = text.replace(
        'anchor = "submitted"\ndue = "weeks 1"',
        'anchor = "first(own.never, submitted)"\ndue = "weeks 1"',
    )
    last = text.replace(
        'anchor = "submitted"\ndue = "weeks 1"',
        'anchor = "latest(own.never, submitted)"\ndue = "weeks 1"',
    )

    with pytest.raises(ProtocolFault, match="never be reached"):
        load(last)
    assert load(first).step("E1").key == "E1"


def test_a_fact_of_one_perpetrator_says_nothing_of_another():
    case = a_case(
        fact("perpetrator_known", subject="x"), subjects=(a_perpetrator("x"), a_perpetrator("y"))
    )

    assert case.step("S08", "x").is_open
    assert case.step("S08", "y") is None

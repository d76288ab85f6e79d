"""A bad protocol is refused with the line, the step and the reason."""

import pytest

from tests.protocol.running import SMALL
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import AnchorKind, TermKind
from vpt.protocol.loader import load
from vpt.protocol.source import ProtocolFault
from vpt.protocol.terms import parse_anchor, parse_term


def test_a_small_protocol_is_enough():
    protocol = load(SMALL)

    assert [step.key for step in protocol.steps] == ["S01", "S02"]


def test_english_falls_back_to_dutch():
    protocol = load(SMALL)

    assert protocol.step("S01").title.in_language("en") == "Gesprek"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "step"),
    [
        pytest.param('key = "small"', 'key = "small', "syntax", 1, None, id="no TOML"),
        pytest.param('owner = "Demo"\n', "", "missing_field", 1, None, id="no owner"),
        pytest.param('owner = "Demo"', "owner = 3", "wrong_type", 3, None, id="owner a number"),
        pytest.param(
            'due = "same_day"', 'duo = "same_day"', "unknown_field", 31, "S01", id="a typing error"
        ),
        pytest.param(
            'due = "same_day"', 'due = "some day"', "unknown_term", 31, "S01", id="no term"
        ),
        pytest.param(
            'due = "weeks 6"', 'due = "weeks 0"', "unknown_term", 51, "S02", id="no weeks"
        ),
        pytest.param(
            'anchor = "submitted"', 'anchor = "Last week"', "unknown_anchor", 30, "S01", id="anchor"
        ),
        pytest.param(
            'anchor = "submitted"', 'anchor = "noticed"', "unknown_fact", 30, "S01", id="its fact"
        ),
        pytest.param(
            'all = ["submitted"]', 'all = ["rain"]', "unknown_fact", 29, "S01", id="a condition"
        ),
        pytest.param("spoken = true }", "rain = true }", "unknown_fact", 37, "S01", id="a result"),
        pytest.param("spoken = true }", "spoken = 1 }", "fact_type", 37, "S01", id="its type"),
        pytest.param(
            'all = ["submitted"]', 'all = ["arrested"]', "fact_scope", 29, "S01", id="other scope"
        ),
        pytest.param(
            'after = ["gate"]', 'after = ["gate", "S09"]', "unknown_step", 49, "S02", id="a step"
        ),
        pytest.param('phase = "start"', 'phase = "end"', "unknown_phase", 22, "S01", id="a phase"),
        pytest.param(
            'party = "manager"', 'party = "boss"', "unknown_party", 23, "S01", id="a party"
        ),
        pytest.param(
            '[[steps]]\nkey = "S01"\nphase = "start"\nparty = "manager"\nscope = "case"',
            '[[steps]]\nkey = "S01"\nphase = "start"\nparty = "manager"\nscope = "world"',
            "unknown_scope",
            24,
            "S01",
            id="a scope",
        ),
        pytest.param(
            'title = { nl = "Gesprek" }',
            'title = { en = "Talk" }',
            "missing_text",
            25,
            "S01",
            id="no Dutch",
        ),
        pytest.param(
            'title = { nl = "Gedaan" }', "", "missing_text", 35, "S01", id="outcome without words"
        ),
        pytest.param(
            'basis = { source = "HR-2011", text = { nl = "Maatregel 8." } }\n',
            "",
            "missing_basis",
            21,
            "S01",
            id="no authority",
        ),
        pytest.param(
            "gate = true",
            'gate = true\nafter = ["S02"]',
            "cycle",
            33,
            "S01",
            id="each waits for the other",
        ),
        pytest.param(
            'nl = "Gesprek"', 'nl = "Ge\\u0000sprek"', "wrong_type", 25, "S01", id="no letter"
        ),
        pytest.param("[facts.spoken]", '[facts."a=b"]', "wrong_key", 14, None, id="a fact's key"),
        pytest.param(
            'all = ["submitted"]', 'all = ["spoken"]', "never_reachable", 29, "S01", id="by itself"
        ),
        pytest.param(
            'after = ["gate"]', "after = []", "never_closes", 1, None, id="nothing closes"
        ),
        pytest.param(
            'anchor = "submitted"',
            'anchor = "judgment_final"',
            "never_closes",
            30,
            "S01",
            id="sure",
        ),
        pytest.param(
            'due = "same_day"', 'due = "at judgment_final"', "never_closes", 31, "S01", id="date"
        ),
        pytest.param(
            'due = "same_day"',
            'target = "hours 4"\ndue = "working_days 2"',
            "target_unit",
            31,
            "S01",
            id="a target in another unit",
        ),
        pytest.param(
            "gate = true",
            'gate = true\nrepeat = { every = "weeks 1", until = "unheard" }',
            "unknown_fact",
            33,
            "S01",
            id="repeats until an unknown fact",
        ),
        pytest.param('key = "S02"', 'key = "S01"', "duplicate_key", 40, "S01", id="a key twice"),
        pytest.param(
            'key = "S01"', 'key = "E1"', "foreign_fact", 37, "E1", id="an own step sets our fact"
        ),
        pytest.param(
            'source = "outcome"', 'source = "report"', "fact_unset", 18, None, id="nobody sets it"
        ),
        pytest.param(
            '[[steps.outcomes]]\nkey = "closed"\ntitle = { nl = "Gesloten" }\n',
            "",
            "no_outcome",
            40,
            "S02",
            id="no way to end",
        ),
    ],
)
def test_a_bad_protocol_names_line_step_and_reason(old, new, code, line, step):
    text = SMALL.replace(old, new, 1)

    with pytest.raises(ProtocolFault) as fault:
        load(text)

    assert (fault.value.code, fault.value.line, fault.value.step) == (code, line, step)


def test_a_fault_reads_as_one_sentence():
    text = SMALL.replace('due = "same_day"', 'due = "some day"')

    with pytest.raises(ProtocolFault) as fault:
        load(text)

    assert str(fault.value) == "line 31, step S01: 'some day' is no term"


def test_a_repeating_decision_that_never_ends_is_refused():
    text = SMALL.replace(
        "[facts.spoken]",
        '[facts."own.enough"]\ntitle = { nl = "Genoeg" }\nscope = "case"\ntype = "flag"\n'
        'source = "outcome"\n\n[facts.spoken]',
    ).replace("gate = true", 'gate = true\nrepeat = { every = "weeks 1", until = "own.enough" }')

    with pytest.raises(ProtocolFault, match=r"nothing sets 'own\.enough'"):
        load(text)


def test_an_own_step_may_set_own_facts():
    text = (
        SMALL.replace("[facts.spoken]", '[facts."own.spoken"]')
        .replace("spoken = true", '"own.spoken" = true')
        .replace('all = ["spoken"]', 'all = ["own.spoken"]')
        .replace('key = "S01"', 'key = "E1"')
    )

    protocol = load(text)

    assert protocol.step("E1").outcomes[0].sets == {"own.spoken": True}


def test_every_line_of_the_reference_stays_found_when_one_step_breaks():
    text = reference_text()
    wanted = text[: text.index('due = "months 8"')].count("\n") + 1

    with pytest.raises(ProtocolFault) as fault:
        load(text.replace('due = "months 8"', 'due = "months eight"'))

    assert (fault.value.line, fault.value.step) == (wanted, "S24")


@pytest.mark.parametrize(
    "text",
    [
        *("", "hours", "hours -1", "hours 4.5", "hours 1001", "days 3", "same_day 2", "at"),
        *("statutory same_day", "statutory at x", "earliest(hours 1", "hours(1, 2)", "latest 3"),
    ],
)
def test_what_is_no_term_is_refused(text):
    with pytest.raises(ValueError, match="is no term"):
        parse_term(text)


def test_a_composite_term_holds_its_parts():
    term = parse_term("earliest(months 3, at measure_ends_on)")

    assert term.kind is TermKind.EARLIEST
    assert [(one.kind, one.amount, one.fact) for one in term.of] == [
        (TermKind.MONTHS, 3, None),
        (TermKind.AT, 0, "measure_ends_on"),
    ]


@pytest.mark.parametrize("text", ["", "step:", "Gate", "last week", "hours(submitted)", "x-y"])
def test_what_is_no_anchor_is_refused(text):
    with pytest.raises(ValueError, match="is no anchor"):
        parse_anchor(text)


def test_an_anchor_may_be_a_step():
    anchor = parse_anchor("step:S02")

    assert (anchor.kind, anchor.name) == (AnchorKind.STEP, "S02")

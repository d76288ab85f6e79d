"""The reference protocol is complete: every step with basis, both languages and no dead ends."""

import pytest

from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Scope
from vpt.protocol.facts import SET_BY_CODE
from vpt.protocol.loader import load
from vpt.protocol.terms import parse_term, write_term

TWENTE = load(reference_text())
SCOPES = {
    Scope.VICTIM: {"S02", "S10", "S11", "S14", "S18", "S21"},
    Scope.PERPETRATOR: {"S08", "S15", "S20", "S23"},
    Scope.MEASURE: {"S09", "S25"},
    Scope.POLICE_REPORT: {"S12", "S13", "S17"},
    Scope.CLAIM: {"S16", "S24"},
    Scope.AGREEMENT: {"S28"},
}
COMPOSED = "latest(hours 1, same_day)"
TERMS = {
    "S01": "immediately",
    "S02": "same_day",
    "S03": "hours 24",
    "S04": "hours 48",
    "S05": "working_days 1",
    "S06": "working_days 1",
    "S07": "immediately",
    "S08": "hours 48",
    "S09": "working_days 5",
    "S10": "hours 48",
    "S11": "hours 24",
    "S12": "hours 48",
    "S13": "working_days 5",
    "S14": "calendar_days 90",
    "S15": "none",
    "S16": "working_days 10",
    "S17": "calendar_days 14",
    "S18": "working_days 3",
    "S19": "weeks 4",
    "S20": "none",
    "S21": "working_days 7",
    "S22": "none",
    "S23": "at hearing_on",
    "S24": "months 8",
    "S25": "earliest(months 3, at measure_ends_on)",
    "S26": "weeks 6",
    "S27": "at retention_ends_on",
    "S28": "at agreement_due_on",
}


def test_the_28_steps_are_there_in_order():
    keys = [step.key for step in TWENTE.steps]

    assert keys == [f"S{number:02}" for number in range(1, 29)]


@pytest.mark.parametrize("step", TWENTE.steps, ids=lambda step: step.key)
def test_every_step_names_its_authority(step):
    assert step.basis.source
    assert step.basis.text.nl
    assert step.basis.text.en


@pytest.mark.parametrize("step", TWENTE.steps, ids=lambda step: step.key)
def test_every_text_of_a_step_is_there_in_dutch_and_english(step):
    texts = [step.title, step.why, step.reporter, *(one.title for one in step.outcomes)]

    missing = [text for text in texts if not (text.nl and text.en)]

    assert missing == []


def test_everything_else_has_both_languages_too():
    texts = [TWENTE.title, TWENTE.after_report]
    texts += [one.title for one in (*TWENTE.parties, *TWENTE.phases, *TWENTE.facts.values())]

    missing = [text for text in texts if not (text.nl and text.en)]

    assert missing == []


@pytest.mark.parametrize("step", TWENTE.steps, ids=lambda step: step.key)
def test_every_step_is_about_whom_the_design_says(step):
    expected = next((scope for scope, keys in SCOPES.items() if step.key in keys), Scope.CASE)

    assert step.scope is expected


@pytest.mark.parametrize("step", TWENTE.steps, ids=lambda step: step.key)
def test_every_step_has_the_term_of_the_reference(step):
    assert write_term(step.due) == TERMS[step.key]


@pytest.mark.parametrize(
    "term", [*TERMS.values(), "statutory weeks 6", "latest(hours 1, same_day)"]
)
def test_a_term_is_written_as_it_is_read(term):
    assert write_term(parse_term(term)) == term


def test_every_fact_that_code_sets_is_declared_with_words():
    unnamed = [key for key in SET_BY_CODE if TWENTE.facts[key].title.nl == key]

    assert unnamed == []


def test_the_gate_holds_the_decisions_a_case_cannot_close_without():
    gate = {step.key for step in TWENTE.steps if step.gate}

    assert gate == {"S05", "S10", "S16", "S18", "S19"}


def test_reactions_to_a_citizen_ask_for_a_reason_when_they_skip_the_hearing():
    urgent = TWENTE.step("S08").outcome("urgent_measure")

    assert "reason" in urgent.requires

"""The data files: every outcome has its plain meaning, and nothing unverified poses as checked."""

import pytest

from vpt.outcomes import labels, meanings
from vpt.outcomes.rules import (
    Action,
    Happening,
    Ruling,
    Status,
    Verdict,
    looks_like_ecli,
    looks_like_prosecution_number,
)
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text

OUTCOMES = [
    (kind.value, code.value)
    for kind, codes in (
        (Happening.POLICE_NEWS, Status),
        (Happening.DECISION, Ruling),
        (Happening.JUDGMENT, Verdict),
        (Happening.MAYOR, Action),
    )
    for code in codes
]
STEPS = {"police_news": "S17", "decision": "S20", "judgment": "S23", "mayor": "S22"}
READ = {"01", "02", "58", "59"}
"""Numbers and meanings read in a source (domain dossier 7.4); the others are to be checked."""


@pytest.mark.parametrize(("kind", "code"), OUTCOMES)
def test_every_outcome_says_what_it_means_and_what_happens_next(kind, code):
    meaning = meanings.meaning(kind, code)

    assert meaning is not None
    for texts in (meaning.means, meaning.next):
        assert set(texts) == {"nl", "en"}
        assert meanings.told(texts).endswith(".")
    assert labels.CODE[kind][code]


@pytest.mark.parametrize(("kind", "step"), STEPS.items())
def test_the_outcomes_are_those_of_the_reference_protocol(kind, step):
    offered = {one.key for one in loader.load(reference_text()).step(step).outcomes}

    assert offered == {code for which, code in OUTCOMES if which == kind}


@pytest.mark.parametrize(("kind", "code"), OUTCOMES)
def test_a_remedy_names_its_source(kind, code):
    meaning = meanings.meaning(kind, code)

    assert not meaning.remedy or meaning.source
    assert meaning.verified or meaning.source


def test_a_complaint_to_the_court_of_appeal_is_not_verified():
    assert not meanings.meaning("decision", "dismissal").verified
    assert "artikel 12" in meanings.told(meanings.meaning("decision", "dismissal").remedy)


def test_only_codes_that_were_read_are_verified():
    codes = meanings.dismissal_codes()

    assert {code for code, one in codes.items() if one.verified} == READ
    assert "04" not in codes
    assert {"20", "40", "43", "52", "55", "70"} <= set(codes)
    assert all(one.source and one.group in labels.GROUP for one in codes.values())


@pytest.mark.parametrize(
    ("typed", "found"), [("2", "02"), (" 02 ", "02"), ("99", None), ("", None)]
)
def test_a_code_is_found_as_people_type_it(typed, found):
    known = meanings.dismissal(typed)

    assert (known.code if known else None) == found


@pytest.mark.parametrize(
    ("number", "usual"),
    [
        ("08/123456-26", True),
        ("05-780109-15", True),
        ("08.123456-26", True),
        ("08 / 123456-26", True),
        ("8/123456-26", False),
        ("onbekend", False),
    ],
)
def test_a_prosecution_number_is_checked_loosely(number, usual):
    assert looks_like_prosecution_number(number) is usual


@pytest.mark.parametrize(
    ("number", "usual"), [("ECLI:NL:RBOVE:2025:703", True), ("RBOVE 703", False)]
)
def test_the_number_of_a_judgment_is_checked_loosely(number, usual):
    assert looks_like_ecli(number) is usual

"""What may stand in a plain line of the risk inventory."""

import pytest

from vpt.closing import labels, rules
from vpt.closing.rules import LessonKind
from vpt.core.errors import RuleBroken

NAMES = ("Sanne de Wit", "Jan van 't Hoff", "Mehmet Yıldız (demo)")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "line_required"),
        ("   ", "line_required"),
        ("x" * 301, "text_too_long"),
        ("Klant 111222333 was boos", "bsn_refused"),
        ("Mail naar a.b@voorbeeld.example", "contact_refused"),
        ("Bel 06 12 34 56 78", "contact_refused"),
        ("Bel +31 74 123 45 67", "contact_refused"),
        ("De balie van Sanne is te laag", "name_refused"),
        ("Meneer Hoff kwam binnen", "name_refused"),
        ("Gesprek met Yıldız", "name_refused"),
    ],
)
def test_a_line_with_somebody_in_it_is_refused(text, code):
    with pytest.raises(RuleBroken, match=code):
        rules.guarded("risk", text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "De balie heeft geen vluchtweg",
        "Het hoff van de tuin",  # a common word in small letters is nobody's name
        "Om 10:40 op 2026-03-12 stond er niemand bij balie 3",
    ],
)
def test_a_line_about_the_place_or_the_work_is_kept_as_it_is(text):
    assert rules.guarded("risk", text, NAMES) == text


def test_a_line_is_one_line():
    assert rules.guarded("risk", " De balie\n is  laag ", ()) == "De balie is laag"


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_score_is_one_to_five(score):
    with pytest.raises(RuleBroken, match="score_out_of_range"):
        rules.ensure_score("in_time", score)


def test_every_lesson_and_score_has_words_for_people():
    assert set(labels.LESSON) == set(LessonKind)
    assert set(labels.SCORE) == set(range(1, 6))

"""What an organisation may say in its own words: blanks from a closed list, Dutch first."""

import pytest

from vpt.accounts import texts
from vpt.accounts.texts import TEXTS, Blank, TextKey, Words
from vpt.core.errors import RuleBroken


@pytest.mark.parametrize("key", TextKey)
def test_every_default_passes_its_own_checks(key):
    assert texts.checked(key, Words(nl=TEXTS[key].default)).nl


@pytest.mark.parametrize("key", TextKey)
def test_only_known_blanks_are_left_open_in_a_default(key):
    assert texts.blanks_in(TEXTS[key].default) <= set(TEXTS[key].blanks)


@pytest.mark.parametrize(
    ("words", "code", "field"),
    [
        (Words(nl="Bij {organisatie} en {fg}"), "text_blank", "nl"),
        (Words(nl="Een { losse"), "text_brace", "nl"),
        (Words(nl="{{ organisatie }}"), "text_blank", "nl"),
        (Words(nl="x" * 301), "text_long", "nl"),
        (Words(nl="Kort", en="x" * 301), "text_long", "en"),
        (Words(en="English only"), "text_dutch_first", "nl"),
    ],
)
def test_what_cannot_be_shown_is_refused_at_its_field(words, code, field):
    with pytest.raises(RuleBroken) as refused:
        texts.checked(TextKey.REPORT_INTRO, words)

    assert (refused.value.code, refused.value.details["field"]) == (code, field)


def test_without_own_words_the_default_is_said_in_the_readers_language():
    said = texts.said(TextKey.REPORT_INTRO, Words(), "nl")

    assert (said.text, said.language) == (TEXTS[TextKey.REPORT_INTRO].default, "nl")


def test_an_english_reader_gets_the_own_dutch_words_when_there_are_no_english_ones():
    assert texts.said(TextKey.REPORT_INTRO, Words(nl="Eigen"), "en").language == "nl"
    assert texts.said(TextKey.REPORT_INTRO, Words(nl="Eigen", en="Own"), "en").text == "Own"
    assert texts.said(TextKey.REPORT_INTRO, Words(nl="Eigen", en="Own"), "nl").text == "Eigen"


def test_blanks_are_filled_and_unknown_ones_stay_away():
    filled = texts.filled("Bel {hulp} of {x}.", {Blank.HELP: "0800 {hulp}"})

    assert filled == "Bel 0800 {hulp} of ."


def test_a_blank_line_begins_a_paragraph():
    assert texts.Said(text="Een\n \nTwee\ndrie", language="nl").paragraphs() == ["Een", "Twee drie"]

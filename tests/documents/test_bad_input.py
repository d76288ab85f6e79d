"""Whatever somebody types in whatever field: every paper is drawn, conforms, and loses nothing."""

import shutil
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.filling import Filling, marked
from tests.documents.reading import spoken_in
from tests.pdf_conformance import violations
from vpt.documents.kinds.letter import LetterView
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(
    not shutil.which("pdfinfo"), reason="poppler-utils is not installed"
)

MARKUP = "<b>vet</b> &amp; <para>&lt;/para> <br/> {{ 7*7 }} {% x %} %s %(naam)s $x <!-- \\n {0}"
HOSTILE = {
    "markup": (MARKUP, MARKUP),
    "unprintable": (
        "سلام x 你好 y 😀 z a\x00b\x1bc \u202egpj.exe\u202c \ud800d\uffffe e\u0301",
        "[4 tekens ontbreken] x [2 tekens ontbreken] y [teken ontbreekt] z abc gpj.exe de é",
    ),
    "long": ("W" * 500, "W" * 500),
}
"""What is typed, and how it is printed."""
UNSAID = {"meta.watermark"}
"""Drawn under the text for the eye alone: who it is for stands in the title block."""
UNSAID_IN = {
    "meeting_agenda": {"topics.asked"},  # gives way to what was decided
    "prosecution_dossier": {"pictures.described"},  # the alternative text of a picture
    "paper_form": {f"meta.{one}" for one in ("reference", "version", "recipient", "issued_at",
                                             "organisation", "classification", "share")},
    "qr_stickers": {f"meta.{one}" for one in ("reference", "version", "recipient", "issued_at",
                                              "organisation", "classification", "share")},
    "qr_poster": {f"meta.{one}" for one in ("reference", "version", "recipient", "issued_at",
                                            "organisation", "classification", "share")},
    "letter": {f"meta.{one}" for one in ("title", "reference", "version", "recipient", "issued_at",
                                         "organisation", "classification", "share")},
}  # fmt: skip
"""What a kind does not read aloud: a letter or form says so in its own words, or not at all."""
ROOM = {"letter": {"address": 6, "facts": 5}}
"""A letter opens with an address of so many lines, and with its date, references and the like."""
CUT = {"letter": {"address"}}
"""What ends in an ellipsis when it is too long for the window of an envelope."""
NARRATIVE = ("De medewerker werd aan de balie door de bezoeker bedreigd. " * 900)[:50_000].strip()
TYPED = st.text(st.characters(exclude_categories=()), max_size=80)


def squeezed(text):
    return "".join(text.split())


def family(kind):
    return "letter" if kind.view is LetterView else kind.key


def lost(kind, filling, pdf, typed, printed):
    """Return the places whose text is not read aloud as it should be."""
    spoken, quiet = spoken_in(pdf), UNSAID | UNSAID_IN.get(family(kind), set())
    return {
        place
        for place, said in filling.written.items()
        if place.partition("[")[0] not in quiet
        and squeezed(said.replace(typed, printed)) not in spoken
    }


def saying(text):
    """Return what says just this everywhere; only the name of the paper is always ours."""
    return lambda place, _number: "Stuk" if place == "meta.title" else text


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_paper_stands_what_is_typed(kind, text):
    typed, printed = HOSTILE[text]
    filling = Filling(marked(typed), rows=1 if text == "long" else 2)

    pdf = KINDS[kind].render(filling.view(KINDS[kind]), ())

    assert violations(pdf) == []
    cut = CUT.get(family(KINDS[kind]), set()) if text == "long" else set()
    missing = lost(KINDS[kind], filling, pdf, typed, printed)
    assert {one for one in missing if one.partition("[")[0] not in cut} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_rows_of_everything_lose_neither_the_first_nor_the_last(kind):
    filling = Filling(marked("twintig"), rows=20, most=ROOM.get(family(KINDS[kind]), {}))

    pdf = KINDS[kind].render(filling.view(KINDS[kind]), ())

    assert violations(pdf) == []
    assert lost(KINDS[kind], filling, pdf, "", "") == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_empty_words_and_blank_rows_is_drawn(kind):
    blank = Filling(saying("")).view(KINDS[kind])

    assert violations(KINDS[kind].render(blank, ())) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_with_empty_lists_is_drawn(kind):
    empty = Filling(saying(" \n\u202e"), rows=0).view(KINDS[kind])

    assert violations(KINDS[kind].render(empty, ())) == []


LONG_TEXTS = [
    (kind.key, one.name)
    for kind in KINDS.values()
    for one in fields(kind.view)
    if one.type in {"str", str, "str | None", str | None} and not one.name.endswith("address")
]


@pytest.mark.parametrize(("kind", "name"), LONG_TEXTS)
def test_fifty_thousand_characters_are_printed_to_the_last(kind, name):
    view = replace(KINDS[kind].empty_example(), **{name: NARRATIVE})

    pdf = KINDS[kind].render(view, ())

    assert squeezed(NARRATIVE) in spoken_in(pdf)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(KINDS)), TYPED)
def test_no_text_at_all_makes_a_paper_fail(kind, typed):
    view = Filling(saying(typed)).view(KINDS[kind])

    assert violations(KINDS[kind].render(view, ())) == []


def test_the_filler_reaches_every_field_of_a_kind():
    filling = Filling(marked("x"))

    filling.view(KINDS["pattern_dossier"])

    assert filling.written.keys() >= {
        "meta.recipient[0]", "bonds.reason[0]", "incidents.people.reachable[0]",
        "incidents.police_reports.facts.value[0]", "not_included[0]",
    }  # fmt: skip


def test_what_gets_lost_is_noticed():
    kind = KINDS["case_file"]
    filling = Filling(marked("x"))
    view = filling.view(kind)

    pdf = kind.render(replace(view, summary="iets anders", history=()), ())

    assert lost(kind, filling, pdf, "", "") == {
        "summary[0]", "history.at[0]", "history.who[0]", "history.what[0]",
    }  # fmt: skip

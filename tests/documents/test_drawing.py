"""User text is printed as it was written, whatever it contains and however long it is."""

import shutil
from dataclasses import replace
from itertools import pairwise

import _rl_accel
import pytest
import reportlab.lib.rl_accel

from tests.documents.reading import pages_of, structure_of, text_of
from tests.pdf_conformance import violations
from vpt.documents.kinds.parts import EvidenceRow, Fact, HistoryRow, PersonRow
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

CASE_FILE = KINDS["case_file"]
NOTHING = CASE_FILE.view(meta=CASE_FILE.empty_example().meta)
SENTENCE = "De medewerker werd tijdens het gesprek aan de balie door de bezoeker bedreigd. "


def drawn(**sections):
    return CASE_FILE.render(replace(NOTHING, **sections), ())


def test_markup_is_printed_literally():
    words = 'Hij schreef <b>dom</b> & <a href="http://x.example">kijk</a> &amp; <br/> <!-- -->'

    pdf = drawn(narrative=words)

    assert words in text_of(pdf)


def test_names_from_all_over_europe_are_printed():
    names = ("Çelik-O'Brien van 't Hoff", "Łukasiewicz", "Đorđević", "Mehmet Yıldız", "ẞtrauß")

    pdf = drawn(people=tuple(PersonRow(number="G", role="Getuige", name=name) for name in names))

    printed = text_of(pdf)
    assert [name for name in names if name not in printed] == []


def test_a_decomposed_accent_is_composed():
    pdf = drawn(narrative="Cafe\u0301 Rene\u0301")

    assert "Café René" in text_of(pdf)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        pytest.param("mooi 😀 zo", "mooi [teken ontbreekt] zo", id="emoji"),
        pytest.param("naam 你好 zo", "naam [2 tekens ontbreken] zo", id="Chinese"),
        pytest.param("naam سلام zo", "naam [4 tekens ontbreken] zo", id="Arabic"),
        pytest.param("👨\u200d👩\u200d👧 zo", "[3 tekens ontbreken] zo", id="joined emoji"),
        pytest.param("van \u202egpj.exe\u202c af", "van gpj.exe af", id="direction override"),
        pytest.param("a\x00b\x07c\x1bd", "abcd", id="control characters"),
        pytest.param("een\ttab", "een tab", id="tab"),
        pytest.param("af\u00adbreken", "afbreken", id="soft hyphen"),
    ],
)
def test_a_character_that_cannot_be_printed_is_not_lost_silently(written, printed):
    pdf = drawn(narrative=written)

    assert printed in text_of(pdf)
    assert violations(pdf) == []


@pytest.mark.parametrize("blank", ["", "   ", " \n\n ", "\u202e", "\x00"])
def test_text_without_a_single_letter_counts_as_nothing(blank):
    pdf = drawn(narrative=blank, literal_words=blank, summary=blank)

    assert text_of(pdf).count("Niets vastgelegd.") == 2


def test_words_stay_apart_where_a_line_wraps():
    pdf = drawn(narrative=SENTENCE * 5)

    assert f'"{(SENTENCE * 5).strip()}"' in structure_of(pdf)


def test_a_word_too_long_for_its_line_stays_one_word():
    pdf = drawn(narrative="x" * 300)

    assert f'"{"x" * 300}"' in structure_of(pdf)


def test_a_narrative_of_fifty_thousand_characters_is_one_paragraph_on_many_pages():
    narrative = (SENTENCE * 700)[:50_000].strip()

    pdf = drawn(narrative=narrative)

    assert f'"{narrative}"' in structure_of(pdf)
    assert len(pages_of(pdf)) > 10
    assert violations(pdf) == []


def test_no_page_begins_or_ends_with_a_lonely_line():
    pages = pages_of(drawn(narrative=SENTENCE * 200))

    bodies = [[line for line in page.splitlines()[1:-2] if line.strip()] for page in pages]
    assert min(len(body) for body in bodies) > 1


def test_two_hundred_exhibits_repeat_the_header_and_stay_one_table():
    exhibits = tuple(
        EvidenceRow(
            number=f"B{number}",
            title=f"foto-{number}.jpg",
            kind="Foto, 2,1 MB",
            received="10 maart 2026, 11:05 uur, van de melder",
            sha256=f"{number:064x}",
        )
        for number in range(1, 201)
    )

    pdf = drawn(evidence=exhibits)

    pages, structure = pages_of(pdf), structure_of(pdf)
    assert all("SHA-256" in page for page in pages[:-1])
    assert structure.count("\n  Table") == 1
    assert structure.count("    TR") == 201
    assert f'"{200:064x}"' in structure
    assert violations(pdf) == []


def test_a_row_longer_than_a_page_stays_one_row():
    row = HistoryRow(at="10 maart 2026", who="Ineke ter Braak", what=(SENTENCE * 200).strip())

    pdf = drawn(history=(row, replace(row, what="Kort")))

    structure = structure_of(pdf)
    assert f'"{row.what}"' in structure
    assert structure.count("    TR") == 3
    assert violations(pdf) == []


def test_a_heading_never_stands_alone_at_the_bottom_of_a_page():
    for lines in range(18, 40, 2):
        pages = pages_of(drawn(narrative="Regel\n" * lines, seven_ws=(Fact("Wie", "Onbekend"),)))

        heading = next(page for page in pages if "De zeven W" in page)
        assert "Onbekend" in heading.partition("De zeven W")[2]


def test_every_page_says_whose_copy_it_is():
    view = CASE_FILE.example("police")

    pages = pages_of(CASE_FILE.render(view, ()))

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        for mark in (
            view.meta.reference,
            f"versie {view.meta.version}",
            view.meta.recipient,
            view.meta.issued_at,
            view.meta.classification,
            f"Pagina {number} van {len(pages)}",
            "DEMO",
        ):
            assert mark in page


def test_a_real_document_carries_no_demo_mark():
    view = CASE_FILE.empty_example()

    printed = text_of(CASE_FILE.render(replace(view, meta=replace(view.meta, demo=False)), ()))

    assert "DEMO –" not in printed


def test_a_preview_says_it_was_not_issued():
    view = CASE_FILE.empty_example()

    pages = pages_of(CASE_FILE.render(replace(view, meta=replace(view.meta, preview=True)), ()))

    assert all("niet uitgegeven" in page for page in pages)


def test_a_long_recipient_is_cut_in_the_footer_and_whole_on_the_first_page():
    recipient = "Bureau " + "Heel Lange Naam " * 15 + "Slot"
    meta = replace(NOTHING.meta, recipient=recipient)

    pages = pages_of(CASE_FILE.render(replace(NOTHING, meta=meta), ()))

    assert "Slot" in pages[0]
    assert "…" in pages[0]
    assert "Pagina 1 van 1" in pages[0]


def test_headings_are_numbered_without_gaps():
    structure = structure_of(CASE_FILE.render(CASE_FILE.example("internal"), ()))

    levels = [
        int(line.strip()[1])
        for line in structure.splitlines()
        if line.strip()[:2] in {"H1", "H2", "H3"}
    ]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_fast_text_measuring_is_in_use():
    assert reportlab.lib.rl_accel.instanceStringWidthTTF is _rl_accel.instanceStringWidthTTF

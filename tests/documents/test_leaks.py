"""A section a reader may not see leaves no trace, neither in the text nor in the bytes."""

import shutil
from dataclasses import fields, replace

import pytest

from tests.documents.filling import Filling
from tests.documents.reading import structure_of, text_of
from tests.documents.unpacking import everything_in
from vpt.documents.kinds.letter import LetterView
from vpt.documents.kinds.registry import KINDS

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

SECTIONS = [
    (kind, field.name)
    for kind in KINDS.values()
    for field in fields(kind.view)
    if field.name != "meta"
]
LETTERS = [kind for kind in KINDS.values() if kind.view is LetterView]
WITH_SECTIONS = [kind for kind in KINDS.values() if kind not in LETTERS]


def needle(section):
    """Return a word that occurs in this section only."""
    return f"naald{section.replace('_', '')}naald"


def with_needles(kind):
    """Return a paper with something in every field, each section with a word of its own."""

    def says(place, _number):
        section = place.partition(".")[0]
        return "stuk" if section == "meta" else needle(section)

    return Filling(says, kept={"issued_at_iso", "check_address"}).view(kind)


@pytest.mark.parametrize(("kind", "section"), SECTIONS)
def test_a_section_that_is_none_leaves_no_trace(kind, section):
    view = replace(with_needles(kind), **{section: None})

    printed = everything_in(kind.render(view, ()))

    assert needle(section) not in printed


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_section_that_is_allowed_is_printed(kind):
    printed = everything_in(kind.render(with_needles(kind), ()))

    missing = [name for one, name in SECTIONS if one is kind and needle(name) not in printed]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_with_nothing_allowed_only_the_title_block_is_printed(kind):
    view = kind.view(meta=kind.empty_example().meta)

    headings = [line for line in structure_of(kind.render(view, ())).splitlines() if "H2" in line]

    assert headings == []


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
def test_a_letter_with_nothing_allowed_holds_its_sender_and_subject_and_no_more(kind):
    lines = structure_of(kind.render(kind.empty_example(), ())).split('"')[1::2]

    meta = kind.empty_example().meta
    assert lines == [meta.organisation, meta.title]


@pytest.mark.parametrize("kind", WITH_SECTIONS, ids=lambda kind: kind.key)
def test_an_empty_section_says_that_nothing_was_recorded(kind):
    printed = text_of(kind.render(kind.empty_example(), ()))

    assert "Niets vastgelegd." in printed

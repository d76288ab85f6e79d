"""A section a reader may not see leaves no trace, neither in the text nor in the bytes."""

import shutil
from dataclasses import fields, replace
from io import BytesIO

import pikepdf
import pytest

from tests.documents.reading import structure_of, text_of
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


def with_needle(value, word):
    """Return the section, at most one row of it, with the word in every piece of text."""
    if isinstance(value, str):
        return word
    if value is None:
        return (word,)  # a list this example has no lines for, such as what is filled in by hand
    if isinstance(value, tuple):
        return tuple(with_needle(item, word) for item in value[:1])
    changes = {
        field.name: with_needle(getattr(value, field.name), word)
        for field in fields(value)
        if field.name != "progress"
    }
    return replace(value, **changes)


def with_needles(kind):
    view = kind.example(kind.profiles[0])
    names = [field.name for field in fields(view) if field.name != "meta"]
    return replace(view, **{name: with_needle(getattr(view, name), needle(name)) for name in names})


def everything_in(pdf):
    """Return the text, and all strings and streams of the file after decompression."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            buffer,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return text_of(pdf) + buffer.getvalue().decode("latin-1")


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
def test_a_letter_with_nothing_allowed_holds_its_subject_and_no_more(kind):
    lines = structure_of(kind.render(kind.empty_example(), ())).split('"')[1::2]

    assert lines == [kind.empty_example().meta.title]


@pytest.mark.parametrize("kind", WITH_SECTIONS, ids=lambda kind: kind.key)
def test_an_empty_section_says_that_nothing_was_recorded(kind):
    printed = text_of(kind.render(kind.empty_example(), ()))

    assert "Niets vastgelegd." in printed

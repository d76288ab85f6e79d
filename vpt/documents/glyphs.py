"""Make user text safe to print: no control or direction characters, no silent missing glyphs."""

import re
import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics

from vpt.documents.layout import REGULAR

# Cc control, Cf format (bidi overrides, joiners, soft hyphen), Cs lone halves of a pair.
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_VARIATION_SELECTORS = {chr(code) for code in range(0xFE00, 0xFE10)}
_MARK = "\ufdd0"  # a noncharacter: stands for one character the font lacks
_RUNS = re.compile(f"{_MARK}(?: *{_MARK})*")


def clean(value: str) -> str:
    """Return the text composed (NFC) on one line, without control and direction characters."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", value))
    return "".join(
        char
        for char in spaced
        if unicodedata.category(char) not in _DROPPED and char not in _VARIATION_SELECTORS
    ).strip()


def printable(value: str) -> str:
    """Return `clean(value)` with every run the font cannot draw named as missing."""
    known = _known()
    marked = "".join(char if ord(char) in known else _MARK for char in clean(value))
    return _RUNS.sub(_missing, marked)


def _missing(run: re.Match[str]) -> str:
    count = run.group().count(_MARK)
    return "[teken ontbreekt]" if count == 1 else f"[{count} tekens ontbreken]"


@cache
def _known() -> frozenset[int]:
    font: Any = pdfmetrics.getFont(REGULAR)
    return frozenset(code for code, glyph in font.face.charToGlyph.items() if glyph)

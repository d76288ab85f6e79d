"""Make user text safe to print: no control or direction characters, no silent missing glyphs."""

import re
import unicodedata
from functools import cache
from typing import Any

from reportlab.pdfbase import pdfmetrics

from vpt.documents.layout import REGULAR

# Cc control, Cf format (bidi overrides, joiners, soft hyphen), Cs lone halves of a pair.
_DROPPED = frozenset({"Cc", "Cf", "Cs"})
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)
_NOT_IN_XML = range(0xFFFE, 0x10000)
"""No characters at all, and the metadata of a file may not hold them."""
_MARK = "\ufdd0"  # a noncharacter: stands for one character the font lacks
_RUNS = re.compile(f"{_MARK}(?: *{_MARK})*")


class _Cleaning(dict[int, int | None]):
    """A translation table that learns a character when it first meets it."""

    def __missing__(self, code: int) -> int | None:
        is_dropped = unicodedata.category(chr(code)) in _DROPPED or any(
            code in some for some in (_VARIATION_SELECTORS, _NOT_IN_XML)
        )
        self[code] = None if is_dropped else code
        return self[code]


class _Marking(dict[int, int | str]):
    """A translation table that marks what the font cannot draw."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if code in _known() else _MARK
        return self[code]


_CLEANING, _MARKING = _Cleaning(), _Marking()


def clean(value: str) -> str:
    """Return the text composed (NFC) on one line, without control and direction characters."""
    spaced = re.sub(r"\s+", " ", unicodedata.normalize("NFC", value))
    return spaced.translate(_CLEANING).strip()


def printable(value: str) -> str:
    """Return `clean(value)` with every run the font cannot draw named as missing."""
    return _RUNS.sub(_missing, clean(value).translate(_MARKING))


def _missing(run: re.Match[str]) -> str:
    count = run.group().count(_MARK)
    return "[teken ontbreekt]" if count == 1 else f"[{count} tekens ontbreken]"


@cache
def _known() -> frozenset[int]:
    font: Any = pdfmetrics.getFont(REGULAR)
    return frozenset(code for code, glyph in font.face.charToGlyph.items() if glyph)

"""Typed text without what nobody typed on purpose."""

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
"""Control characters, direction marks, loose surrogates and private use; not emoji joiners."""


def clean(text: str | None) -> str:
    """Return text without control characters and direction marks, with newlines as LF.

    Direction marks can make a text read otherwise than it is stored; joiners inside emoji stay.
    """
    normal = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", normal)).strip()


def clean_line(text: str | None) -> str:
    """Return text as `clean` does, on one line with single spaces."""
    return " ".join(clean(text).split())

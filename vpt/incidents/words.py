"""What typed text must be before anything keeps it: clean, and free of BSNs."""

import re
import unicodedata

from stdnum.nl import bsn

_GROUPED = re.compile(
    r"(?<![\d.+-])(?:\d{8,9}|\d{2,3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?!\d)"
)
"""Eight or nine digits as one, or grouped as people write a BSN; dates and years do not match."""
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
"""Control characters, direction marks, loose surrogates and private use; not emoji joiners."""
BSN_SHORTEST = 8
BSN_LENGTH = 9


def clean(text: str | None) -> str:
    """Return text without control characters and direction marks, with newlines as LF.

    Direction marks can make a text read otherwise than it is stored; joiners inside emoji stay.
    """
    normal = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _HIDDEN.sub("", normal)).strip()


def holds_bsn(text: str) -> bool:
    """Return whether a number of 8 or 9 digits in the text passes the eleven-test.

    Source: the eleven-test of the citizen service number (BSN), as in python-stdnum.
    """
    return any(_passes(re.sub(r"\D", "", found[0])) for found in _GROUPED.finditer(text))


def _passes(digits: str) -> bool:
    return len(digits) in {BSN_SHORTEST, BSN_LENGTH} and bool(
        bsn.is_valid(digits.zfill(BSN_LENGTH))
    )

"""What typed text must be before anything keeps it: clean, and free of BSNs."""

import re
import unicodedata

from stdnum.nl import bsn

_GROUPED = re.compile(
    r"(?<![\d.+-])(?:\d{8,9}|\d{2,3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?!\d)"
)
"""Eight or nine digits as one, or grouped as people write a BSN; dates and years do not match."""
_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_KEPT_CONTROLS = "\n\t"
BSN_SHORTEST = 8
BSN_LENGTH = 9


def clean(text: str | None) -> str:
    """Return text without control characters and direction marks, with newlines as LF.

    Direction marks can make a text read otherwise than it is stored; joiners inside emoji stay.
    """
    normal = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in normal if c in _KEPT_CONTROLS or not _is_hidden(c))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def holds_bsn(text: str) -> bool:
    """Return whether a number of 8 or 9 digits in the text passes the eleven-test.

    Source: the eleven-test of the citizen service number (BSN), as in python-stdnum.
    """
    return any(_passes(re.sub(r"\D", "", found[0])) for found in _GROUPED.finditer(text))


def _passes(digits: str) -> bool:
    return len(digits) in {BSN_SHORTEST, BSN_LENGTH} and bool(
        bsn.is_valid(digits.zfill(BSN_LENGTH))
    )


def _is_hidden(character: str) -> bool:
    code = unicodedata.category(character)
    return code in {"Cc", "Cs", "Co", "Zl", "Zp"} or ord(character) in _BIDI

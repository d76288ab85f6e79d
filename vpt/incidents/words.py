"""What typed text must be before anything keeps it: clean, and free of BSNs."""

import re

from stdnum.nl import bsn

from vpt.core.plaintext import clean

__all__ = ["clean", "holds_bsn", "holds_contact"]

_GROUPED = re.compile(
    r"(?<![\d.+-])(?:\d{8,9}|\d{2,3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?!\d)"
)
"""Eight or nine digits as one, or grouped as people write a BSN; dates and years do not match."""
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"(?<![\d-])(?:\+31|0031|0)[\s-]?[1-9](?:[\s-]?\d){8}(?!\d)")
BSN_SHORTEST = 8
BSN_LENGTH = 9


def holds_bsn(text: str) -> bool:
    """Return whether a number of 8 or 9 digits in the text passes the eleven-test.

    Source: the eleven-test of the citizen service number (BSN), as in python-stdnum.
    """
    return any(_passes(re.sub(r"\D", "", found[0])) for found in _GROUPED.finditer(text))


def holds_contact(text: str) -> bool:
    """Return whether a mail address or a Dutch telephone number stands in the text."""
    return bool(_MAIL.search(text) or _PHONE.search(text))


def _passes(digits: str) -> bool:
    return len(digits) in {BSN_SHORTEST, BSN_LENGTH} and bool(
        bsn.is_valid(digits.zfill(BSN_LENGTH))
    )

"""In which form an exhibit goes along with the dossier for the prosecutor."""

from enum import StrEnum


class Form(StrEnum):
    """How one exhibit travels."""

    LEFT_OUT = "left_out"
    """Not in the dossier at all."""
    LISTED = "listed"
    """In the list with its hash; handed over by another way."""
    COPY = "copy"
    """Drawn anew, without place, device or author, beside the hash of the original."""
    ORIGINAL = "original"
    """As it is; only after its metadata was shown and confirmed."""


ASSOCIATED_LIMIT = 5 * 1024 * 1024
"""Bytes up to which one file travels inside the PDF (own choice; larger ones go in the ZIP)."""
ASSOCIATED_TOTAL = 20 * 1024 * 1024
"""Bytes of all files inside one PDF together, so that any reader still opens it."""

"""In which form an exhibit goes along with the dossier, and what the dossier should hold."""

from collections.abc import Collection
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
TRAVELLING = frozenset({Form.COPY, Form.ORIGINAL})
"""Forms of which the file itself goes along: inside the PDF when small, always in the package."""


class Need(StrEnum):
    """What a usable dossier holds (domain dossier §7.1), in the order people read it."""

    REGISTRATION = "registration"
    VPT_CODE = "vpt_code"
    FUNCTION_AND_TASK = "function_and_task"
    STATEMENT = "statement"
    SERVICE_IMPACT = "service_impact"
    VICTIM_IMPACT = "victim_impact"
    SUSPECT = "suspect"
    LITERAL_WORDS = "literal_words"
    SEVEN_WS = "seven_ws"
    EXHIBITS = "exhibits"
    DAMAGE = "damage"


def offered(*, has_copy: bool, is_released: bool) -> tuple[Form, ...]:
    """Return the forms an exhibit can have now.

    The original is no choice before somebody saw what it tells of itself and let it go.
    """
    forms = [Form.LEFT_OUT, Form.LISTED]
    forms += [Form.COPY] if has_copy else []
    forms += [Form.ORIGINAL] if is_released else []
    return tuple(forms)


def standard(forms: Collection[Form]) -> Form:
    """Return the form an exhibit has unless somebody chose: a copy where there is one."""
    return Form.COPY if Form.COPY in forms else Form.LISTED


def form_of(chosen: Form | None, forms: Collection[Form]) -> Form:
    """Return the form an exhibit has: as chosen, as long as that is still possible."""
    return chosen if chosen is not None and chosen in forms else standard(forms)


def inside(sizes: Collection[int]) -> list[bool]:
    """Return which files, given their sizes in bytes and in order, travel inside the PDF."""
    left, found = ASSOCIATED_TOTAL, []
    for size in sizes:
        fits = size <= ASSOCIATED_LIMIT and size <= left
        left -= size if fits else 0
        found.append(fits)
    return found

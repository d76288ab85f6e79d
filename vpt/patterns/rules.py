"""Plain values of patterns: which links there are, and how many cases a bundle may hold."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from vpt.cases.rules import Hat

MOST_CASES = 50
"""So many cases one person can still oversee, and one document still tells."""
LINKERS = frozenset({Hat.HANDLER, Hat.COORDINATOR})


class LinkKind(StrEnum):
    """Why two incidents belong together."""

    PERPETRATOR = "perpetrator"
    SERIES = "series"
    SITUATION = "situation"
    RETALIATION = "retaliation"
    """The first is a retaliation for the second; the only link with a direction."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link as somebody makes it from a case: to which other one, of what kind, and why."""

    reference: str
    kind: LinkKind
    reason: str


def ends(kind: LinkKind, here: UUID, there: UUID) -> tuple[UUID, UUID]:
    """Return the cases of a link as stored: a link without direction has one way to be written."""
    if kind is LinkKind.RETALIATION:
        return here, there
    first, second = sorted((here, there), key=lambda one: one.int)
    return first, second

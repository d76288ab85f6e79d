"""How a protocol version stands, and what may be posted as one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from vpt.core.errors import RuleBroken

MOST = 500_000
"""Characters of a protocol text; the reference has a tenth of that."""
FURTHEST_DAYS = 366
"""How far ahead a version may be released."""
NOTE = 500


class Standing(StrEnum):
    """Where a version stands on a day."""

    IN_FORCE = "in_force"
    COMING = "coming"
    EARLIER = "earlier"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A released version without its text."""

    id: UUID
    number: int
    sha256: str
    owner_id: UUID | None
    effective_from: datetime
    review_at: datetime
    released_at: datetime | None
    note: str
    withdrawn_at: datetime | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is said at a release: from which day, who keeps it right, and why it changed."""

    on: date
    owner_id: UUID | None
    note: str


def clean(text: str) -> str:
    """Return a protocol text as it is kept, byte for byte but for the mark some editors put first.

    RuleBroken("protocol_too_long" or "protocol_no_text").
    """
    kept = text.removeprefix("\ufeff")
    if len(kept) > MOST:
        raise RuleBroken("protocol_too_long", field="file", most=MOST // 1000)
    if not kept.strip() or "\x00" in kept:
        raise RuleBroken("protocol_no_text", field="file")
    return kept

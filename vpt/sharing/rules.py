"""Plain values of shares: doors, what is asked, receipts, standing, and the limits of a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.partners.rules import Party


class Door(StrEnum):
    """How a recipient comes in."""

    ACCOUNT = "account"
    LINK = "link"


class Ask(StrEnum):
    """What a recipient can be asked; each is one part of the answer form."""

    REGISTRATION = "registration"
    VPT_CODE = "vpt_code"
    POLICE_NEWS = "police_news"
    DECISION = "decision"
    JUDGMENT = "judgment"
    MAYOR = "mayor"


ASKS_OF: Mapping[Party, tuple[Ask, ...]] = {
    Party.POLICE: (Ask.REGISTRATION, Ask.VPT_CODE, Ask.POLICE_NEWS),
    Party.PROSECUTION: (Ask.DECISION, Ask.JUDGMENT),
    Party.MUNICIPALITY: (Ask.MAYOR,),
    Party.INSURER: (),
}


class Purpose(StrEnum):
    """What a copy is shared for."""

    REPORT = "report"
    PROSECUTION = "prosecution"
    PUBLIC_ORDER = "public_order"
    CLAIM = "claim"


class CodeWay(StrEnum):
    """How the code of a link travels; never to the address the link goes to."""

    TELEPHONE = "telephone"
    SECOND_ADDRESS = "second_address"


class ReceiptKind(StrEnum):
    """What happened to a share, as its receipts tell it."""

    SENT = "sent"
    CODE_MADE = "code_made"
    CODE_RIGHT = "code_right"
    CODE_WRONG = "code_wrong"
    BLOCKED = "blocked"
    OPENED = "opened"
    DOWNLOADED = "downloaded"
    EVIDENCE_DOWNLOADED = "evidence_downloaded"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ANSWERED = "answered"
    SUPPLEMENTED = "supplemented"
    RECALLED = "recalled"


class Standing(StrEnum):
    """How a share stands, derived and never stored."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXPIRED = "expired"
    RECALLED = "recalled"


READABLE = frozenset({Standing.OPEN, Standing.ACCEPTED})
"""Standings in which the recipient may open the file."""
CODE_LASTS = timedelta(days=7)
WRONG_CODES = 5
"""Wrong codes after which a link is blocked for good."""
MOST_CODES = 10
"""Codes that are made for one link; then the sender shares again."""
READING_LASTS = timedelta(hours=8)
"""How long one code opens a link in one browser."""
LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The moments that decide how a share stands."""

    expires_at: datetime
    accepted_at: datetime | None
    rejected_at: datetime | None
    recalled_at: datetime | None


def standing(dates: Dates, now: datetime) -> Standing:
    """Return how a share stands; being taken back weighs most, then being over."""
    if dates.recalled_at is not None:
        return Standing.RECALLED
    if dates.rejected_at is not None:
        return Standing.REJECTED
    if dates.expires_at <= now:
        return Standing.EXPIRED
    return Standing.ACCEPTED if dates.accepted_at is not None else Standing.OPEN


def latest_end(today: date) -> date:
    """Return the last day a share may be open until."""
    return today + LONGEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads a share: an account, or whoever holds the link and its code (without a user)."""

    door: Door
    user_id: UUID | None = None
    name: str = ""
    """Empty for a link: then the contact it was sent to is named."""

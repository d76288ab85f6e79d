"""The rules of the register: how long somebody can be found, and how two people open it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vpt.core.language import mark
from vpt.core.worktime import months_later

SOURCE = Path(__file__).with_name("retention.toml")
BASIS = mark(
    "UAVG artikel 33, tweede lid, onder b: een werkgever mag strafrechtelijke gegevens verwerken "
    "om zich te beschermen tegen feiten die tegen de organisatie of haar medewerkers zijn of "
    "zullen worden gepleegd. Alleen voor het eigen doel, dus nooit met een andere werkgever."
)
"""Verified text of domain.md 6.1 (UAVG as valid on 1 January 2020), in plain words."""
MOST_REASON = 2000


class RequestState(StrEnum):
    """Where a request to look in the register stands; derived from its moments, never stored."""

    PENDING = "pending"
    EXPIRED = "expired"
    """Nobody decided in time."""
    REFUSED = "refused"
    APPROVED = "approved"
    LAPSED = "lapsed"
    """Allowed, but not used in time."""
    USED = "used"


STATE: Mapping[RequestState, str] = {
    RequestState.PENDING: mark("Wacht op besluit"),
    RequestState.EXPIRED: mark("Vervallen"),
    RequestState.REFUSED: mark("Geweigerd"),
    RequestState.APPROVED: mark("Toegestaan"),
    RequestState.LAPSED: mark("Niet gebruikt"),
    RequestState.USED: mark("Bekeken"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the data file, in months or in hours; texts by language."""

    key: str
    months: int
    hours: int
    text: Mapping[str, str]
    source: str
    verified: bool

    @property
    def span(self) -> timedelta:
        """Return the length of a term in hours."""
        return timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """What decides the state of a request."""

    asked_at: datetime
    decided_at: datetime | None
    is_approved: bool
    used_at: datetime | None


def state(at: Moments, *, now: datetime) -> RequestState:
    """Return where a request stands at a moment; a term ends exactly after its hours."""
    if at.used_at is not None:
        return RequestState.USED
    if at.decided_at is None:
        waits = now < at.asked_at + terms()["to_decide"].span
        return RequestState.PENDING if waits else RequestState.EXPIRED
    if not at.is_approved:
        return RequestState.REFUSED
    is_open = now < at.decided_at + terms()["to_look"].span
    return RequestState.APPROVED if is_open else RequestState.LAPSED


def can_be_found(occurred_on: date, last_measure_day: date | None, on: date) -> bool:
    """Tell whether somebody may still be found by this case on a day (both ends count).

    With a measure until a year after its last day, without one until two years after the
    incident: proposals of domain.md 6.2, kept in `retention.toml`.
    """
    if last_measure_day is None:
        return on <= months_later(occurred_on, terms()["without_measure"].months)
    return on <= months_later(last_measure_day, terms()["after_measure"].months)


@cache
def terms() -> Mapping[str, Term]:
    """Return every term by key. Raises KeyError or TOMLDecodeError for a broken file."""
    read = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["terms"]
    return MappingProxyType({one["key"]: _term(one) for one in read})


def _term(read: dict[str, Any]) -> Term:
    return Term(
        key=read["key"],
        months=read.get("months", 0),
        hours=read.get("hours", 0),
        text=read["text"],
        source=read["source"],
        verified=read["verified"],
    )

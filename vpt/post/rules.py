"""Plain values of the post register: who sends, where a letter stands, when to remind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar, working_day_after

OLDEST = timedelta(days=90)
KEPT_AT_MOST = 120
DESK_LOOKS_BACK = timedelta(days=30)
"""How long somebody at reception sees what they registered themselves."""
REMINDERS: Sequence[int] = (2, 5)
"""Working days after which a colleague who did not come is reminded."""
COORDINATOR_AFTER = 6
"""Working days after which the coordinator hears that nobody came."""
RUNGS = (*REMINDERS, COORDINATOR_AFTER)


class Sender(StrEnum):
    """What kind of sender is on the envelope; never more than that."""

    PROSECUTION = "prosecution"
    COURT = "court"
    POLICE = "police"
    CJIB = "cjib"
    VICTIM_SUPPORT = "victim_support"
    LAWYER = "lawyer"
    OTHER = "other"


ABOUT_A_CASE = frozenset(Sender) - {Sender.LAWYER, Sender.OTHER}
"""Senders whose letter to a domicile is about the case for which it was chosen."""


class Returned(StrEnum):
    """Why a letter went back or away without its addressee."""

    GONE = "gone"
    REFUSED = "refused"
    NOT_COLLECTED = "not_collected"
    WRONG_ADDRESS = "wrong_address"


class State(StrEnum):
    """Where a letter stands, from what is written down of it."""

    ALERTED = "alerted"
    SEEN = "seen"
    HANDED_OVER = "handed_over"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


OPEN = frozenset({State.ALERTED, State.SEEN})
"""Still lies in its envelope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter as somebody notes it: for whom, since when, from what kind of sender, kept where."""

    recipient_id: UUID
    received_on: date
    sender: Sender
    kept: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The moments written down of one letter."""

    seen_at: datetime | None = None
    handed_at: datetime | None = None
    confirmed_at: datetime | None = None
    returned_at: datetime | None = None

    @property
    def state(self) -> State:
        """Return where the letter stands; what its addressee says counts most."""
        told = (
            (self.returned_at, State.RETURNED),
            (self.confirmed_at, State.CONFIRMED),
            (self.handed_at, State.HANDED_OVER),
            (self.seen_at, State.SEEN),
        )
        return next((state for at, state in told if at is not None), State.ALERTED)


def ensure_sound(new: NewLetter, today: date) -> None:
    """Refuse a day nobody can mean and a letter kept nowhere.

    Raises RuleBroken("received_in_future", "received_too_long_ago", "kept_empty").
    """
    if new.received_on > today:
        raise RuleBroken("received_in_future", field="received_on")
    if new.received_on < today - OLDEST:
        raise RuleBroken("received_too_long_ago", field="received_on")
    if not new.kept.strip():
        raise RuleBroken("kept_empty", field="kept")


def next_reminder(calendar: WorkCalendar, received_on: date, after: int) -> datetime | None:
    """Return when the rung above `after` working days is due: at the opening of that day."""
    for days in RUNGS:
        if days > after:
            on = working_day_after(calendar, received_on, days)
            hours = calendar.hours_on(on)
            return calendar.at(on, hours[0]) if hours else calendar.end_of(on)
    return None

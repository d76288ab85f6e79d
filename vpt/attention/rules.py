"""What an attention notice is, and the checks that need no database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from vpt.core.errors import RuleBroken

LONGEST = timedelta(days=14)
"""A proposal of this product, not a term of law: an acute threat is looked at again by then."""
AHEAD = timedelta(days=14)
"""How far before it begins a notice may be made; a proposal of this product too."""
TOLERANCE = timedelta(minutes=5)
MOST_TEXT = 600
"""Short on purpose: what to watch for and what to do, read in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What somebody wants colleagues to know. Texts are clean; moments are aware."""

    watch_for: str
    what_to_do: str
    location_ids: frozenset[UUID]
    starts_at: datetime
    ends_at: datetime
    case_id: UUID | None = None


def check(alarm: Alarm, *, now: datetime) -> None:
    """Refuse a notice that says nothing, goes nowhere or lasts too long.

    Raises RuleBroken("attention_empty", "text_too_long", "attention_nowhere",
    "attention_in_past", "attention_ends_first", "attention_too_long", "attention_too_early"),
    each with the field it is about.
    """
    for name in ("watch_for", "what_to_do"):
        text = getattr(alarm, name)
        if not text:
            raise RuleBroken("attention_empty", field=name)
        if len(text) > MOST_TEXT:
            raise RuleBroken("text_too_long", field=name, most=MOST_TEXT)
    if not alarm.location_ids:
        raise RuleBroken("attention_nowhere", field="locations")
    _check_term(alarm, now)


def _check_term(alarm: Alarm, now: datetime) -> None:
    if alarm.starts_at < now - TOLERANCE:
        raise RuleBroken("attention_in_past", field="from_day")
    if alarm.starts_at > now + AHEAD:
        raise RuleBroken("attention_too_early", field="from_day", days=AHEAD.days)
    if alarm.ends_at <= max(alarm.starts_at, now):
        raise RuleBroken("attention_ends_first", field="until_day")
    if alarm.ends_at - alarm.starts_at > LONGEST:
        raise RuleBroken("attention_too_long", field="until_day", days=LONGEST.days)

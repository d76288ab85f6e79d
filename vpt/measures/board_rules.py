"""What reception may know and note: which levels stand on its list, and what an encounter is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.core.errors import RuleBroken
from vpt.core.language import mark
from vpt.measures import ladder

LIGHTEST_SHOWN = 3
"""A talk or a warning keeps nobody out, so reception need not know of it; from a contact
restriction on it does. A choice of this product."""
MOST_TEXT = 2000
TOLERANCE = timedelta(minutes=5)
LONGEST_AGO = timedelta(days=7)
"""A note is made while it is fresh; later it belongs in the case."""


class EncounterKind(StrEnum):
    """How somebody turned up."""

    HERE_NOW = "here_now"
    CAME_IN = "came_in"
    CALLED = "called"


ENCOUNTER: Mapping[EncounterKind, str] = {
    EncounterKind.HERE_NOW: mark("Is hier nu"),
    EncounterKind.CAME_IN: mark("Was hier"),
    EncounterKind.CALLED: mark("Belde"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody at the desk notes. The text is clean; the moment is aware."""

    kind: EncounterKind
    happened_at: datetime
    text: str
    police_called: bool
    location_id: UUID | None = None


def check(seen: Seen, *, now: datetime) -> None:
    """Refuse a note without words or of a moment that cannot be.

    Raises RuleBroken("encounter_empty", "text_too_long", "encounter_in_future",
    "encounter_too_old") with the field.
    """
    if not seen.text:
        raise RuleBroken("encounter_empty", field="text")
    if len(seen.text) > MOST_TEXT:
        raise RuleBroken("text_too_long", field="text", most=MOST_TEXT)
    if seen.happened_at > now + TOLERANCE:
        raise RuleBroken("encounter_in_future", field="day")
    if seen.happened_at < now - LONGEST_AGO:
        raise RuleBroken("encounter_too_old", field="day", days=LONGEST_AGO.days)


def shown_levels() -> frozenset[str]:
    """Return the levels of the ladder that stand on the list of reception."""
    return frozenset(key for key, rung in ladder.rungs().items() if rung.level >= LIGHTEST_SHOWN)

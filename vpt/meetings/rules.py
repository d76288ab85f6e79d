"""Plain values of a joint case meeting: how it stands and what was decided about a case."""

from enum import StrEnum


class MeetingState(StrEnum):
    """How a meeting stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Decision(StrEnum):
    """What was decided about one case on the agenda."""

    ACTION = "action"
    """Somebody does something by a day: a step of the case."""
    NEXT_TIME = "next_time"
    """It stays on the agenda."""
    DONE = "done"
    """Nothing more is needed between the two."""

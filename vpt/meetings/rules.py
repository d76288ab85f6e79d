"""Plain values of a joint case meeting: how it stands, why a case is on it, what was decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.partners.rules import Party

STALE = "meeting_changed"
MOST_ITEMS = 60
"""So many cases one meeting can still talk through; the most urgent come first."""
MOST_TEXT = 600
MOST_PRESENT = 400
NO_ANSWER_FOR = timedelta(days=7)
"""A share without answer is talked about after a week; our proposal."""
WAITS_FOR = timedelta(days=28)
"""A step without term that waits so long for a partner is talked about; our proposal."""
HEARING_WITHIN = timedelta(days=30)
FARTHEST = timedelta(days=366)
JUDGMENT = "S23"
"""The step of hearing and judgment; its term is the day of the hearing."""
PARTIES = (Party.POLICE, Party.PROSECUTION, Party.MUNICIPALITY)
"""With whom a meeting can be held: partners that are an organisation with accounts."""


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
    OFF = "off"
    """Taken off the agenda; that it stood there is kept, for who may read its papers."""


class Why(StrEnum):
    """Why a case is on an agenda, most urgent first."""

    HEARING = "hearing"
    AGREEMENT_LATE = "agreement_late"
    STEP_LATE = "step_late"
    REFUSED = "refused"
    CODE_MISSING = "code_missing"
    SHARE_WAITS = "share_waits"
    STEP_WAITS = "step_waits"
    STAYED = "stayed"
    BY_HAND = "by_hand"


RANK: Mapping[Why, int] = {why: rank for rank, why in enumerate(Why)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason: since or for when, and which step of the protocol it is about."""

    why: Why
    since: date
    step: str = ""

    def as_code(self) -> str:
        """Return it as stored, such as "step_late:2026-03-01:S17"."""
        return f"{self.why}:{self.since.isoformat()}:{self.step}"


def from_code(text: str) -> Reason:
    """Read back what `Reason.as_code` wrote."""
    why, since, step = text.split(":")
    return Reason(why=Why(why), since=date.fromisoformat(since), step=step)


def in_order(reasons: Collection[Reason]) -> tuple[Reason, ...]:
    """Return reasons with the most urgent first, and of one kind the oldest first."""
    return tuple(sorted(reasons, key=lambda one: (RANK[one.why], one.since, one.step)))


def urgency(reasons: Collection[Reason]) -> tuple[int, date]:
    """Return what cases are ordered by: their most urgent reason, then the oldest."""
    first = in_order(reasons)[0]
    return RANK[first.why], first.since


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the meeting decided about one case; the rest is for an action only."""

    decision: Decision
    text: str = ""
    by_partner: bool = False
    owner_id: UUID | None = None
    due_on: date | None = None


class Ending(StrEnum):
    """How an agreement stands."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"
    NOT_DONE = "not_done"
    WAIVED = "waived"
    NO_STEP = "no_step"
    """The case runs by an older protocol: it is a note, and nothing watches its day."""


def ending(state: str | None, outcome: str | None, due_on: date, today: date) -> Ending:
    """Return how an agreement stands by the state and outcome of its step, if it has one."""
    if state is None:
        return Ending.NO_STEP
    if state == "open":
        return Ending.LATE if due_on < today else Ending.OPEN
    if state == "done":
        return Ending.DONE if outcome == Ending.DONE else Ending.NOT_DONE
    return Ending.WAIVED

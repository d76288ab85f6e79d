"""Plain values of the case room: who stands where in a case and which steps that lets them do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from vpt.core.worktime import DAY, WorkCalendar

STALE = "case_changed"


class Hat(StrEnum):
    """How somebody stands in one case."""

    OWN = "own"
    """Reporter or victim: sees the own part."""
    HANDLER = "handler"
    """Assignee of the case, or manager or deputy of its unit."""
    COORDINATOR = "coordinator"
    HR = "hr"
    SUPPORT = "support"
    ASSIGNEE = "assignee"
    """Has been given a step of this case."""


DOERS: Mapping[str, frozenset[Hat]] = {
    "employee": frozenset({Hat.OWN}),
    "manager": frozenset({Hat.HANDLER, Hat.COORDINATOR}),
    "support_team": frozenset({Hat.SUPPORT, Hat.HR}),
    "coordinator": frozenset({Hat.COORDINATOR}),
    "hr": frozenset({Hat.HR}),
    "administrator": frozenset({Hat.COORDINATOR}),
}
"""Who does the steps of a lane. A lane an organisation added itself belongs to the coordinator.

Whoever was given a step may always do it; lanes outside the organisation are not in this table.
"""
OTHERS = frozenset({Hat.COORDINATOR})


def may_do(party: str, hats: frozenset[Hat], *, is_step_assignee: bool) -> bool:
    """Tell whether somebody with these hats may do an internal step of this lane."""
    return is_step_assignee or bool(DOERS.get(party, OTHERS) & hats)


class PauseReason(StrEnum):
    """Why a step's clock may stand still."""

    VICTIM = "victim"
    POLICE = "police"
    PARTNER = "partner"
    ILLNESS = "illness"
    INQUIRY = "inquiry"
    OTHER = "other"


class Lateness(StrEnum):
    """The groups of the worklist."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The moments between the groups of the worklist: now, when the day and the week end."""

    now: datetime
    day_ends: datetime
    week_ends: datetime

    def group(self, due_at: datetime | None, *, paused: bool) -> Lateness:
        """Return the group of a due moment; 24:00 belongs to the day it ends.

        A paused step has no running term: it is never late and comes later.
        """
        if due_at is None or paused or due_at > self.week_ends:
            return Lateness.LATER
        if due_at < self.now:
            return Lateness.LATE
        return Lateness.TODAY if due_at <= self.day_ends else Lateness.WEEK


def bounds(calendar: WorkCalendar, now: datetime) -> Bounds:
    """Return the bounds on the organisation's own calendar; a week ends on Sunday at 24:00."""
    on = calendar.local_date(now)
    return Bounds(
        now=now,
        day_ends=calendar.end_of(on),
        week_ends=calendar.end_of(on + DAY * (7 - on.isoweekday())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFilters:
    """What somebody wants to see of the worklist; None means all."""

    unit_id: UUID | None = None
    step: str | None = None
    category: str | None = None
    lateness: Lateness | None = None
    mine: bool = False


class CaseStatus(StrEnum):
    """Where a case stands, as lists show it."""

    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSearch:
    """What somebody looks for among the cases; None means all."""

    text: str | None = None
    """A reference (or its start) or a location's name; never a citizen's name."""
    category: str | None = None
    status: CaseStatus | None = None
    unit_id: UUID | None = None


class Part(StrEnum):
    """What of a case is read besides its head, people by number and chain."""

    STORY = "story"
    """The report with its addenda."""
    EVIDENCE = "evidence"
    MESSAGES = "messages"
    DOCUMENTS = "documents"
    TRAIL = "trail"
    """What was done."""
    AUDIENCE = "audience"
    """Who can see the case, and who looked."""
    IDENTITY = "identity"
    """Opens the keysets of people: for documents, never for a page."""


PAGE = frozenset(Part) - {Part.IDENTITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How somebody finishes a step: the outcome, what it asks for, and a note for the file."""

    outcome: str
    reason: str | None = None
    on: date | None = None
    number: str | None = None
    document: str | None = None
    note: str | None = None

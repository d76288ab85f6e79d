"""What the engine knows of one running case, and what a change to it brings about."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from vpt.protocol.definition import FactContent, Scope

SubjectId = str | UUID


class StepStatus(StrEnum):
    """The stored states; waiting, paused, due soon and overdue are derived, never stored."""

    OPEN = "open"
    DONE = "done"
    WAIVED = "waived"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Somebody or something steps are about; the case itself is no subject but `None`."""

    id: SubjectId
    scope: Scope
    parent: SubjectId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """A fact of the case (`subject` None) or of one subject, with its history."""

    key: str
    true_since: datetime
    recorded_at: datetime
    value: FactContent = True
    subject: SubjectId | None = None
    by: str | None = None
    source: str = "report"
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepRef:
    """Names one step of one case: unique on (case, key, subject, occurrence)."""

    key: str
    subject: SubjectId | None = None
    occurrence: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One opened step. Moments are fixed at opening; only a pause or a correction moves them.

    `paused_total` is in the unit of the term (`worktime.Unit`): clock time, office time, or whole
    (working) days. `grounds_withdrawn_at` marks a finished step whose facts were taken back.
    """

    key: str
    opened_at: datetime
    anchor_at: datetime
    subject: SubjectId | None = None
    occurrence: int = 1
    state: StepStatus = StepStatus.OPEN
    due_at: datetime | None = None
    target_at: datetime | None = None
    escalate_at: datetime | None = None
    done_at: datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    by: str | None = None
    on: date | None = None
    number: str | None = None
    document: str | None = None
    paused_since: datetime | None = None
    pause_reason: str | None = None
    paused_total: timedelta = timedelta()
    grounds_withdrawn_at: datetime | None = None

    @property
    def ref(self) -> StepRef:
        """Return what names this step within its case."""
        return StepRef(self.key, self.subject, self.occurrence)

    @property
    def is_open(self) -> bool:
        """Tell whether it still has to be done."""
        return self.state is StepStatus.OPEN

    @property
    def is_settled(self) -> bool:
        """Tell whether it was done or waived."""
        return self.state in {StepStatus.DONE, StepStatus.WAIVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """Everything the engine may know about one running case."""

    opened_at: datetime
    subjects: tuple[Subject, ...] = ()
    facts: tuple[FactValue, ...] = ()
    steps: tuple[StepState, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """How somebody finished a step: the outcome, when, who, and what the outcome asks for.

    `by` is the id of an account, or the party that answered without one.

    `subjects` are the new ones an outcome creates, with ids made by the caller, one per scope.
    """

    outcome: str
    at: datetime
    by: str
    reason: str | None = None
    on: date | None = None
    number: str | None = None
    document: str | None = None
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """Who waives, pauses, resumes or corrects a step, when and why."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A due moment that was moved, with the old and the new value for the log."""

    ref: StepRef
    old_anchor: datetime
    new_anchor: datetime
    old_due: datetime | None
    new_due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A new state and what is different in it, ready to be stored and logged."""

    state: CaseState
    opened: tuple[StepState, ...] = ()
    lapsed: tuple[StepState, ...] = ()
    marked: tuple[StepState, ...] = ()
    closed: StepState | None = None
    subjects: tuple[Subject, ...] = ()
    facts: tuple[FactValue, ...] = ()
    moved: Move | None = None


class Standing(StrEnum):
    """How a step stands now: a stored state or one derived from the moment."""

    DONE = "done"
    WAIVED = "waived"
    LAPSED = "lapsed"
    OPEN = "open"
    WAITING = "waiting"
    PAUSED = "paused"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    UPCOMING = "upcoming"
    IF_NEEDED = "if_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One place on the chain: an opened step, or one that comes or may come."""

    key: str
    subject: SubjectId | None
    standing: Standing
    is_external: bool
    step: StepState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A decision that is still missing before the case may be closed."""

    key: str
    subject: SubjectId | None
    is_subject_missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A step that has reached 75 or 100 per cent of its term."""

    ref: StepRef
    level: int
    reached_at: datetime

"""What the pages of a case show: frozen values, allowed for the reader they were made for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from vpt.cases.by_hand import HandFact
from vpt.cases.chain import GapView, StepView, Swimlane
from vpt.cases.gathering import Counts
from vpt.cases.people import Audience, PersonView
from vpt.cases.rules import CaseStatus, Hat
from vpt.documents.models import IssuedDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above every tab of a case."""

    id: UUID
    reference: str
    version: int
    """Hand this back with every change."""
    status: CaseStatus
    status_label: str
    summary: str
    category: str
    severity: int | None
    unit: str
    confined: bool
    opened_at: datetime
    changed_at: datetime
    closed_at: datetime | None
    reporter_id: UUID
    reporter: str
    assignee_id: UUID | None
    assignee: str
    protocol: str
    protocol_number: int
    leading_id: UUID | None
    leading: str
    """Reference of the case that goes on for both, when this one follows it."""
    withdrawn_at: datetime | None
    satisfied: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What was reported; codes as stored, words in `incidents.labels`."""

    occurred_from: datetime
    occurred_until: datetime
    precision: str
    submitted_at: datetime
    location: str
    place: str
    location_kind: str
    channel: str
    activity: str
    motive: str
    relation: str
    behaviours: tuple[tuple[str, str], ...]
    """(category, subtype) of each behaviour seen."""
    victim_score: int | None
    injured: bool
    damaged: bool
    weapon: bool
    police_present: bool
    narrative: str
    answers: Mapping[str, Any]
    """literal_words, seven_ws, place, damage, weapon, support, absence_days: what was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A fact the chain reacts to."""

    key: str
    title: str
    about: str
    subject_id: UUID | None
    value: str
    true_since: datetime
    recorded_at: datetime
    by: str
    source: str
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One time somebody had a piece of evidence in hand; the act is a code."""

    at: datetime
    who: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """A file with its fingerprint; the bytes are fetched apart."""

    id: UUID
    number: str
    title: str
    kind: str
    media_type: str
    size: int
    sha256: str
    has_preview: bool
    added_at: datetime
    added_by: str
    preserve_until: datetime | None
    custody: tuple[Held, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message or an addendum."""

    id: UUID
    at: datetime
    author_id: UUID
    author: str
    text: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One line of the history."""

    at: datetime
    who: str
    action: str
    words: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The page of one case as this reader may see it.

    What they may not see is empty, and so are the parts nobody asked for.
    """

    head: Head
    hats: frozenset[Hat]
    next: StepView | None
    steps: tuple[StepView, ...]
    swimlane: Swimlane
    sees_file: bool
    """False for the support team: the aftercare part is all there is."""
    counts: Counts
    story: Story | None
    facts: tuple[FactView, ...]
    people: tuple[PersonView, ...]
    evidence: tuple[EvidenceView, ...]
    addenda: tuple[Said, ...]
    messages: tuple[Said, ...]
    documents: tuple[IssuedDocument, ...]
    names: Mapping[UUID, str]
    """Of everybody who did something that this page shows."""
    history: tuple[Happened, ...]
    gaps: tuple[GapView, ...]
    audience: Audience
    may_close: bool
    may_assign: bool
    may_message: bool
    may_find: bool
    """Add and identify people, correct kind and severity, let another case lead."""
    hand_facts: tuple[HandFact, ...]
    """For the coordinator of an open case."""
    may_see_identity: bool

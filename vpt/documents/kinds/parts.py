"""The pieces view-models are made of: strings that are already Dutch and already allowed."""

from dataclasses import dataclass
from typing import Literal

Progress = Literal["done", "current", "late", "later"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One label with its value, e.g. ("Locatie", "Stadhuis, balie 3")."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person by role number; `name` says what this reader may know ("Op nummer", a name)."""

    number: str
    """Role number, e.g. "S1", "V1", "G2"."""
    role: str
    name: str
    details: str = ""
    """Relation, function, description; one or more lines."""
    reachable: str = ""
    """How to reach this person: the domicile address or another allowed route."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One exhibit with the fingerprint of its original."""

    number: str
    """Exhibit number, e.g. "B1"."""
    title: str
    kind: str
    """Kind and size in words, e.g. "Foto, 2,1 MB"."""
    received: str
    """When it was received and from whom."""
    sha256: str
    """64 hexadecimal digits of the original file."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRow:
    """One entry of the custody log: who did what with which exhibit."""

    at: str
    exhibit: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the chain protocol."""

    number: str
    """Key of the step, e.g. "S10"."""
    title: str
    party: str
    due: str
    """Due moment in words, or "geen termijn"."""
    state: str
    """State with its moment in words, e.g. "Gedaan op 12 maart 2026, 09:30 uur"."""
    outcome: str = ""
    basis: str = ""
    """Source of the step and whether it is verified; empty for readers outside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One phase of the chain in the overview strip; `progress` only chooses the drawing."""

    title: str
    progress: Progress
    caption: str
    """State in words, e.g. "4 van 5 gedaan"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One measure against a perpetrator."""

    title: str
    """Level and name, e.g. "5 – Gebouwontzegging"."""
    subject: str
    """Role number of the person concerned."""
    period: str
    """From, until and review date in words."""
    decided: str
    """By whom, when, and how it was served."""
    grounds: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something said or added later: moment, author, words."""

    at: str
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One line of what happened with the case."""

    at: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What the reporter may expect: what, by whom, before when."""

    what: str
    who: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FactGroup:
    """Facts under a small heading, e.g. one police report."""

    title: str
    facts: tuple[Fact, ...]

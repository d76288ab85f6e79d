"""What a chain protocol is made of: parties, phases, facts, steps, terms and outcomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from vpt.protocol.works import Work

REFERENCE_KEY = re.compile(r"S\d+")
FactContent = bool | int | str | date | datetime


class Scope(StrEnum):
    """Whom or what a step is about; one instance is opened for each."""

    CASE = "case"
    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    MEASURE = "measure"
    POLICE_REPORT = "police_report"
    CLAIM = "claim"
    AGREEMENT = "agreement"
    """Something agreed with a partner in a joint case meeting."""


PARENTS: Mapping[Scope, Scope] = {
    Scope.MEASURE: Scope.PERPETRATOR,
    Scope.POLICE_REPORT: Scope.VICTIM,
    Scope.CLAIM: Scope.VICTIM,
}
"""Which kind of subject another kind belongs to, when it belongs to one."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, Dutch required; English falls back to the Dutch."""

    nl: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the words in `nl` or `en`."""
        return self.en if language == "en" and self.en else self.nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody in the chain: a lane of the swimlane. External ones answer from outside."""

    key: str
    title: Text
    external: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the chain: a column of the swimlane."""

    key: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """On whose authority a step exists, and whether that source was checked."""

    source: str
    text: Text
    verified: bool = False


class TermKind(StrEnum):
    """The ways a term can be counted."""

    IMMEDIATELY = "immediately"
    NONE = "none"
    AT = "at"
    HOURS = "hours"
    SAME_DAY = "same_day"
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"
    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long a step may take, counted from its anchor."""

    kind: TermKind
    amount: int = 0
    fact: str | None = None
    of: "tuple[Term, ...]" = ()
    statutory: bool = False


class AnchorKind(StrEnum):
    """From which moment a term counts; `first` takes the first of several that is known."""

    FACT = "fact"
    STEP = "step"
    GATE = "gate"
    OPENING = "opening"
    EARLIEST = "earliest"
    LATEST = "latest"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The moment from which a term counts; `name` is a fact or a step key."""

    kind: AnchorKind
    name: str = ""
    of: "tuple[Anchor, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Facts that must be true: all of these, any of these, none of these.

    A member is a fact's key, or `key=value` for a fact with that value.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return the keys of every fact it reads."""
        return tuple(term.partition("=")[0] for term in (*self.all, *self.any, *self.none))


class Need(StrEnum):
    """What somebody must supply to choose an outcome."""

    REASON = "reason"
    DATE = "date"
    NUMBER = "number"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One way a step can end: the facts it sets, the subjects it creates, what it asks for.

    A fact's value `$date`, `$number` or `$reason` is filled with what was supplied.
    """

    key: str
    title: Text
    sets: Mapping[str, FactContent] = field(default_factory=dict)
    creates: tuple[Scope, ...] = ()
    requires: frozenset[Need] = frozenset()


class FactType(StrEnum):
    """What a fact's value is."""

    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"


class FactSource(StrEnum):
    """Where a fact comes from."""

    REPORT = "report"
    OUTCOME = "outcome"
    PARTNER = "partner"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDefinition:
    """A fact that steps may read or set."""

    key: str
    title: Text
    scope: Scope
    type: FactType
    source: FactSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A step comes back, counted from when it was last done, until a fact holds."""

    every: Term
    until: str
    target: Term | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing somebody in the chain has to do."""

    key: str
    phase: str
    party: str
    scope: Scope
    title: Text
    why: Text
    reporter: Text
    basis: Basis
    anchor: Anchor
    due: Term
    outcomes: tuple[Outcome, ...]
    when: Condition = Condition()
    after: tuple[str, ...] = ()
    target: Term | None = None
    repeat: Repeat | None = None
    documents: tuple[str, ...] = ()
    gate: bool = False
    pausable: bool = True
    optional: bool = False
    work: Work | None = None
    """The work whose own page finishes this step; None when choosing an outcome is enough."""

    @property
    def is_own(self) -> bool:
        """Tell whether the organisation added it, rather than the reference."""
        return is_own(self.key)

    def outcome(self, key: str) -> Outcome | None:
        """Return the outcome with this key, or None."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)


def is_own(key: str) -> bool:
    """Tell whether a step is the organisation's own: those of the reference are S and a number."""
    return REFERENCE_KEY.fullmatch(key) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A whole chain protocol, in the order its owner wrote it."""

    key: str
    title: Text
    owner: str
    parties: tuple[Party, ...]
    phases: tuple[Phase, ...]
    facts: Mapping[str, FactDefinition]
    steps: tuple[Step, ...]
    after_report: Text

    def step(self, key: str) -> Step:
        """Return a step; KeyError when this protocol has none by that key."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def party(self, key: str) -> Party:
        """Return a party; KeyError when unknown."""
        return {party.key: party for party in self.parties}[key]

"""What the owner of a protocol can change in it: every edit, with the words typed, is data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vpt.protocol.definition import Condition, FactContent, FactType, Need, Scope, Text


class TermField(StrEnum):
    """Which term of a step: what is promised, what is aimed at, and both of a repetition."""

    DUE = "due"
    TARGET = "target"
    EVERY = "every"
    EVERY_TARGET = "every_target"


class Of(StrEnum):
    """What a text belongs to."""

    PROTOCOL = "protocol"
    PARTY = "party"
    PHASE = "phase"
    FACT = "fact"
    STEP = "step"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """Where a text stands.

    `key` names the party, phase, fact or step (of an outcome: its step), `outcome` the outcome.
    `field` is `title`; of the protocol also `after_report`; of a step also `why`, `reporter` or
    `basis`.
    """

    of: Of
    key: str = ""
    outcome: str = ""
    field: str = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetText:
    """Other words; without English the English falls back to the Dutch."""

    place: TextPlace
    nl: str
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwner:
    """Another owner of the protocol, by function rather than by name."""

    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTerm:
    """Another term, as `terms.write_term` writes it; an empty one leaves a target out."""

    step: str
    field: TermField
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnchor:
    """Another moment to count from, as `terms.parse_anchor` reads it."""

    step: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRepeat:
    """How a step comes back: terms as written, and the fact that ends it."""

    every: str
    until: str
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRepeat:
    """Whether and how a step comes back after it is done."""

    step: str
    repeat: NewRepeat | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParty:
    """Somebody else in the chain does it."""

    step: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPhase:
    """The step belongs to another stretch of the chain."""

    step: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGate:
    """Whether a case may be closed without it."""

    step: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOptional:
    """Whether the organisation may leave the step out of its protocol."""

    step: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPausable:
    """Whether its clock may be stopped."""

    step: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWhen:
    """Which facts call for the step."""

    step: str
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAfter:
    """Which steps come first; `gate` is every step that must be decided before closing."""

    step: str
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBasis:
    """On whose authority the step exists; its words are set with `SetText`."""

    step: str
    source: str
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """A fact of the organisation's own; without a key it gets one made of its title.

    Without a scope it is about the same as the step it comes with, else about the case.
    """

    title: Text
    type: FactType = FactType.FLAG
    scope: Scope | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutcome:
    """One way an own step can end.

    `sets` names existing own facts; `fact` is a new one this outcome records: a flag becomes
    true, a date the date supplied, a text the number supplied when it is asked for, else the
    reason. What such a fact needs is asked for without saying so in `requires`.
    """

    title: Text
    requires: frozenset[Need] = frozenset()
    sets: Mapping[str, FactContent] = field(default_factory=dict)
    fact: NewFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step of the organisation's own; terms and anchor as written in the file."""

    title: Text
    why: Text
    reporter: Text
    basis: Text
    phase: str
    party: str
    due: str
    outcomes: tuple[NewOutcome, ...]
    anchor: str = "submitted"
    target: str = ""
    source: str = "proposal"
    scope: Scope = Scope.CASE
    when: Condition = field(default_factory=Condition)
    after: tuple[str, ...] = ()
    repeat: NewRepeat | None = None
    gate: bool = False
    pausable: bool = True
    optional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStep:
    """A step more, right after another one, or last. Its key: see `editing.next_key`."""

    step: NewStep
    behind: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveStep:
    """A step less: an own or an optional one that no other step needs."""

    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveStep:
    """A step in another place of the text: right behind another one, or first."""

    step: str
    behind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddFact:
    """A fact of the organisation's own."""

    fact: NewFact


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFact:
    """An own fact less, when no step reads or sets it."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOutcome:
    """One more way an own step can end."""

    step: str
    outcome: NewOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveOutcome:
    """One way less an own step can end; one has to stay."""

    step: str
    outcome: str


StepEdit = (
    SetTerm
    | SetAnchor
    | SetRepeat
    | SetParty
    | SetPhase
    | SetGate
    | SetOptional
    | SetPausable
    | SetWhen
    | SetAfter
    | SetBasis
)
ChainEdit = AddStep | RemoveStep | MoveStep | AddFact | RemoveFact | AddOutcome | RemoveOutcome
Edit = SetText | SetOwner | StepEdit | ChainEdit

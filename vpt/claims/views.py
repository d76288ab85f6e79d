"""What the pages of damage show: frozen values, allowed for the reader they were made for."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.claims.rules import Circumstances, EntryKind, ItemKind, Proof, Proposal, Route
from vpt.claims.totals import Balance, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """One item of damage; words about somebody's health are empty for who may not read them."""

    id: UUID
    party: Party
    kind: ItemKind
    incurred_on: date
    amount_cents: int
    proof: Proof
    evidence_id: UUID | None
    insured: bool
    insurer: str
    paid_by: str
    what: str
    is_withheld: bool
    """There are words, but not for this reader."""
    proposal: Proposal
    route: Route
    """The one chosen, else the one proposed."""
    route_reason: str

    @property
    def is_overruled(self) -> bool:
        """Tell whether somebody chose another route than the rules propose."""
        return self.route is not self.proposal.route


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """One line of the ledger."""

    id: UUID
    party: Party
    kind: EntryKind
    amount_cents: int
    booked_on: date
    note: str
    item_id: UUID | None
    corrects_id: UUID | None
    is_corrected: bool
    recorded_at: datetime
    recorded_by: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What of the case the money depends on."""

    circumstances: Circumstances
    judgment_final_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Totals per claimant, for everybody who handles the case; managers see no more than this."""

    per_party: tuple[tuple[Party, int], ...]
    per_route: tuple[tuple[Route, int], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines with what is open per party and together."""

    entries: tuple[EntryView, ...]
    per_party: tuple[tuple[Party, Balance], ...]
    whole: Balance
    open_to_victims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A claim form of one victim that went back, or did not."""

    victim_id: UUID
    outcome: str
    way: str
    returned_on: date | None
    asked_cents: int
    barcode: str
    recorded_at: datetime

"""Adds up damage and money that came, in whole cents: per claimant, per route, and what is open."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from vpt.claims.rules import Claimant, EntryKind

Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Party:
    """Who claims: one victim, the employer, or an insurer."""

    claimant: Claimant
    victim_id: UUID | None = None

    @property
    def code(self) -> str:
        """Return what names this party in a form."""
        return f"{self.claimant}:{self.victim_id}" if self.victim_id else str(self.claimant)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What one party was promised and got, in cents."""

    awarded: int = 0
    received: int = 0

    @property
    def open(self) -> int:
        """Return what is still due; less than nothing when too much came."""
        return self.awarded - self.received


def per(
    rows: Iterable[Row], key: Callable[[Row], Key], amount: Callable[[Row], int]
) -> dict[Key, int]:
    """Return the sum of each group, in the order in which the groups first appear."""
    sums: dict[Key, int] = {}
    for row in rows:
        sums[key(row)] = sums.get(key(row), 0) + amount(row)
    return sums


def balance(lines: Iterable[tuple[EntryKind, int]]) -> Balance:
    """Return promised and received of some lines; an advance of the state counts as received."""
    sums = per(lines, lambda line: line[0] is EntryKind.AWARDED, lambda line: line[1])
    return Balance(awarded=sums.get(True, 0), received=sums.get(False, 0))

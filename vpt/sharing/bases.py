"""The grounds on which a copy may be shared, read from their data file with source and mark."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vpt.partners.rules import Party

SOURCE = Path(__file__).with_name("bases.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """One ground: its words in Dutch, where they come from, and whether we read them there."""

    key: str
    text: str
    source: str
    verified: bool
    parties: frozenset[Party]


@cache
def bases() -> dict[str, Basis]:
    """Return every ground by its key, in the order of the file."""
    read = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["bases"]
    return {
        row["key"]: Basis(
            key=row["key"],
            text=row["text"],
            source=row["source"],
            verified=row["verified"],
            parties=frozenset(Party(one) for one in row["parties"]),
        )
        for row in read
    }


def bases_for(party: Party) -> tuple[Basis, ...]:
    """Return the grounds that fit a party."""
    return tuple(one for one in bases().values() if party in one.parties)

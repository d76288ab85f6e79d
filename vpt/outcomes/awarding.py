"""Compensation in a judgment: for which victim, and its lines in the ledger of the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from vpt.cases.changing import Turn
from vpt.claims import ledger
from vpt.claims.rules import Claimant
from vpt.claims.totals import Party
from vpt.core.errors import RuleBroken
from vpt.outcomes.rules import Award

MOST_CENTS = 10_000_000_00


def checked(turn: Turn, awards: Sequence[Award]) -> tuple[Award, ...]:
    """Return awards of something to victims of this case; one without a victim gets the only one.

    Raises RuleBroken("claimant_unknown", "amount_too_small", "amount_too_large").
    """
    victims = [one.id for one in turn.running.involved if one.role == "victim"]
    return tuple(_checked(one, victims) for one in awards)


def book(turn: Turn, awards: Sequence[Award], on: date) -> None:
    """Book what is a known victim's; the rest waits until somebody says whose it is."""
    for one in awards:
        if one.to_employer:
            ledger.award(turn, Party(Claimant.EMPLOYER), one.cents, on)
        elif one.victim_id is not None:
            ledger.award(turn, Party(Claimant.VICTIM, one.victim_id), one.cents, on)


def told(awards: Sequence[Award]) -> list[dict[str, object]]:
    """Return awards as they are stored, sealed, with the judgment."""
    return [
        {
            "victim": str(one.victim_id) if one.victim_id else "",
            "employer": one.to_employer,
            "cents": one.cents,
            "measure": one.is_measure,
        }
        for one in awards
    ]


def _checked(award: Award, victims: Sequence[UUID]) -> Award:
    if award.cents <= 0:
        raise RuleBroken("amount_too_small", field="awards")
    if award.cents > MOST_CENTS:
        raise RuleBroken("amount_too_large", field="awards")
    if award.to_employer:
        return replace(award, victim_id=None)
    if award.victim_id is None:
        return replace(award, victim_id=victims[0]) if len(victims) == 1 else award
    if award.victim_id not in victims:
        raise RuleBroken("claimant_unknown", field="awards")
    return award

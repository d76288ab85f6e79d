"""Whose damage, what kind, and which way the rules propose to claim it: plain values."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vpt.core.worktime import months_later


class Claimant(StrEnum):
    """Who bears the damage."""

    VICTIM = "victim"
    EMPLOYER = "employer"
    INSURER = "insurer"


class ItemKind(StrEnum):
    """What kind of damage it is. Source: domain.md §7.2 (SAN, AO-SCHADE), employer's own added."""

    PAIN = "pain_and_suffering"
    GOODS = "goods"
    MEDICAL = "medical"
    OWN_RISK = "own_risk"
    TRAVEL = "travel"
    COMMUNICATION = "communication"
    LEGAL_HELP = "legal_help"
    LOST_INCOME = "lost_income"
    HOUSEHOLD_HELP = "household_help"
    EMPLOYER_GOODS = "employer_goods"
    WAGE_LOSS = "wage_loss"
    REINTEGRATION = "reintegration"
    OTHER = "other"


class Proof(StrEnum):
    """What shows that the damage is there."""

    EVIDENCE = "evidence"
    TO_FOLLOW = "to_follow"
    NONE = "none"


class Route(StrEnum):
    """Which way damage is claimed."""

    CRIMINAL = "criminal"
    CIVIL = "civil"
    INSURER = "insurer"
    STATE_FUND = "state_fund"


class Way(StrEnum):
    """How the prosecution's claim form went back."""

    DIGITAL = "digital"
    POST = "post"
    AT_HEARING = "at_hearing"
    NOT_RETURNED = "not_returned"


class EntryKind(StrEnum):
    """What a line of the ledger is: money promised, or money that came."""

    AWARDED = "awarded"
    RECEIVED = "received"
    ADVANCE = "advance"


KINDS_OF = {
    Claimant.VICTIM: (
        ItemKind.PAIN,
        ItemKind.GOODS,
        ItemKind.MEDICAL,
        ItemKind.OWN_RISK,
        ItemKind.TRAVEL,
        ItemKind.COMMUNICATION,
        ItemKind.LEGAL_HELP,
        ItemKind.LOST_INCOME,
        ItemKind.HOUSEHOLD_HELP,
        ItemKind.OTHER,
    ),
    Claimant.EMPLOYER: (
        ItemKind.EMPLOYER_GOODS,
        ItemKind.WAGE_LOSS,
        ItemKind.REINTEGRATION,
        ItemKind.LEGAL_HELP,
        ItemKind.OTHER,
    ),
    Claimant.INSURER: (ItemKind.GOODS, ItemKind.EMPLOYER_GOODS, ItemKind.MEDICAL, ItemKind.OTHER),
}
"""Which kinds of damage a claimant can have: nobody claims pain for a building."""
HEALTH = frozenset({ItemKind.MEDICAL, ItemKind.PAIN, ItemKind.HOUSEHOLD_HELP})
"""Kinds whose words tell of somebody's health: sealed for HR and the victim (DESIGN §6)."""
COSTS = frozenset({ItemKind.LEGAL_HELP, ItemKind.TRAVEL, ItemKind.COMMUNICATION})
"""Shown as costs beside the damage on the claim form; which is which is our proposal."""
HARM = frozenset({ItemKind.PAIN, ItemKind.MEDICAL, ItemKind.LOST_INCOME, ItemKind.HOUSEHOLD_HELP})
"""Damage that comes of an injury; the state fund is for that, not for goods (unverified)."""
VIOLENT = frozenset({"PHYS", "SEX"})
"""Categories taken as violent crime for the state's schemes; to be checked (unverified)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What of the incident the routes depend on."""

    is_violent: bool = False
    is_serious_injury: bool = False
    suspect_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposed route: why (a code in `labels.REASON`), from which source, checked or not."""

    route: Route
    reason: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What of an item the route depends on."""

    claimant: Claimant
    kind: ItemKind
    is_insured: bool = False


_Rule = tuple[Callable[[Loss, Circumstances], bool], Proposal]


def _proposal(route: Route, reason: str, source: str, *, verified: bool) -> Proposal:
    return Proposal(route=route, reason=reason, source=source, verified=verified)


def _fund_may_pay(loss: Loss, around: Circumstances) -> bool:
    is_person = loss.claimant is Claimant.VICTIM and loss.kind in HARM
    harmed = around.is_violent and around.is_serious_injury
    return is_person and harmed and not around.suspect_known


_RULES: tuple[_Rule, ...] = (
    (
        lambda loss, _: loss.claimant is Claimant.INSURER,
        _proposal(Route.CIVIL, "insurer_recovers", "proposal", verified=False),
    ),
    (
        lambda loss, _: loss.kind in {ItemKind.WAGE_LOSS, ItemKind.REINTEGRATION},
        _proposal(Route.CIVIL, "employer_costs", "AVW-VOEG", verified=True),
    ),
    (
        lambda loss, _: loss.is_insured and loss.kind is not ItemKind.OWN_RISK,
        _proposal(Route.INSURER, "insured", "proposal", verified=False),
    ),
    (
        lambda loss, _: loss.kind is ItemKind.EMPLOYER_GOODS,
        _proposal(Route.CRIMINAL, "employer_goods", "AVW-VOEG", verified=True),
    ),
    (
        lambda loss, _: loss.claimant is Claimant.EMPLOYER,
        _proposal(Route.CIVIL, "not_direct", "proposal", verified=False),
    ),
    (
        _fund_may_pay,
        _proposal(Route.STATE_FUND, "state_fund", "proposal", verified=False),
    ),
)
_OTHERWISE = _proposal(Route.CRIMINAL, "direct_damage", "AVW-VOEG", verified=True)


def propose(loss: Loss, around: Circumstances) -> Proposal:
    """Return the proposed route of an item: the first rule that fits.

    Joining the criminal case is for direct damage (Sv 51f; AVW-VOEG, verified); an employer joins
    with its own damaged goods only, wage loss and reintegration go the civil way (AVW-VOEG,
    verified). What is insured goes to the insurer, an insurer recovers by itself, and the state
    fund is for natural persons seriously hurt by a violent crime: our proposals, unverified.
    """
    return next((one for fits, one in _RULES if fits(loss, around)), _OTHERWISE)


def fits(claimant: Claimant, kind: ItemKind) -> bool:
    """Tell whether a claimant can have this kind of damage."""
    return kind in KINDS_OF[claimant]


ADVANCE_MONTHS = 8
"""The state may advance an unpaid compensation measure (domain.md §7.2: AVW-VOEG, verified)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """Whether the state may advance what is still open, and from which day."""

    from_on: date
    is_reached: bool
    may_ask: bool


def advance(
    judgment_final_on: date | None, today: date, *, is_violent: bool, open_cents: int
) -> Advance | None:
    """Return where the advance for natural persons stands; None without a final judgment.

    Unpaid eight months after the judgment became final, victims of violent crime only (AVW-VOEG,
    verified); `open_cents` is what is still due to victims.
    """
    if judgment_final_on is None:
        return None
    from_on = months_later(judgment_final_on, ADVANCE_MONTHS)
    is_reached = today >= from_on
    return Advance(
        from_on=from_on,
        is_reached=is_reached,
        may_ask=is_reached and is_violent and open_cents > 0,
    )


_BARCODE = re.compile(r"[0-9][0-9 ]{5,}")


def doubts_barcode(text: str) -> bool:
    """Tell whether a copied barcode looks wrong; a doubt is said, never a reason to refuse.

    Only the digits matter (domain.md §7.2: SHN-FORM, verified); their number is not published.
    """
    return bool(text) and _BARCODE.fullmatch(text) is None

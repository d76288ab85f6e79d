"""Returning the prosecution's claim form of one victim, and what belongs in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import working
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.claims import queries, rules
from vpt.claims.models import ClaimForm
from vpt.claims.rules import Claimant, Route, Way
from vpt.claims.service import ensure_past, keyset_of
from vpt.claims.totals import Party
from vpt.claims.views import ItemView
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.incidents import rules as texts
from vpt.incidents import words
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

MOST_BARCODE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """How a claim form went back and what it came to; the barcode is text, as on the paper."""

    answer: Answer
    way: Way
    returned_on: date | None = None
    barcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What to copy into the official form: damage and costs apart, with their sums in cents."""

    damage: tuple[ItemView, ...]
    costs: tuple[ItemView, ...]
    damage_cents: int
    costs_cents: int

    @property
    def whole_cents(self) -> int:
        """Return damage and costs together."""
        return self.damage_cents + self.costs_cents


def sheet(items: Iterable[ItemView], victim_id: UUID) -> Sheet:
    """Return what one victim asks in the criminal case."""
    asked = [
        one for one in items if one.party.victim_id == victim_id and one.route is Route.CRIMINAL
    ]
    costs = tuple(one for one in asked if one.kind in rules.COSTS)
    damage = tuple(one for one in asked if one.kind not in rules.COSTS)
    return Sheet(
        damage=damage,
        costs=costs,
        damage_cents=sum(one.amount_cents for one in damage),
        costs_cents=sum(one.amount_cents for one in costs),
    )


def return_form(
    actor: Actor, case_id: UUID, ref: StepRef, returned: Returned, *, version: int, now: datetime
) -> Case:
    """Finish the step of the claim form: joined, civil, or none with a reason.

    Raises what `working.begin` and `settle` raise, and RuleBroken("return_missing",
    "day_in_future", "text_too_long"). A strange barcode is no reason to refuse.
    """
    piece = working.begin(actor, case_id, ref, Work.CLAIM_FORM, version=version, now=now)
    answer, turn, party = returned.answer, piece.turn, Party(Claimant.VICTIM, piece.subject_id)
    is_joined = answer.outcome == "joined"
    if is_joined and (returned.way is Way.NOT_RETURNED or returned.returned_on is None):
        raise RuleBroken("return_missing", field="returned_on")
    if returned.returned_on is not None:
        ensure_past("returned_on", returned.returned_on, now)
    items = queries.list_items(actor, case_id, queries.around(actor, case_id))
    row = ClaimForm(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=keyset_of(turn, party),
        victim_id=piece.subject_id,
        outcome=answer.outcome,
        way=returned.way,
        returned_on=returned.returned_on,
        asked_cents=sheet(items, piece.subject_id).whole_cents if is_joined else 0,
        recorded_at=now,
        recorded_by=actor.id,
    )
    row.barcode = _barcode(returned.barcode)
    db.session.add(row)
    return working.settle(piece, answer)


def _barcode(text: str) -> str | None:
    """Return the digits as they were copied; they are no BSN, however many there are."""
    cleaned = words.clean(text)
    texts.ensure_length("barcode", cleaned, MOST_BARCODE)
    return cleaned or None

"""Reads the damage of a case that the caller has fetched within reach."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, exists, select

from vpt.cases.models import Case, CaseFact
from vpt.cases.rules import Hat
from vpt.claims import rules, totals
from vpt.claims.models import ClaimForm, DamageItem, LedgerEntry
from vpt.claims.rules import Circumstances, Claimant, EntryKind, ItemKind, Loss, Proof, Route
from vpt.claims.totals import Party
from vpt.claims.views import Around, EntryView, FormView, ItemView, Ledger, Sums
from vpt.core.actor import Actor, Permission
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset

DESK = frozenset({Hat.HR, Hat.COORDINATOR})
"""Who handles damage. The manager sees totals per claimant only."""


def sees_items(hats: Collection[Hat]) -> bool:
    """Tell whether somebody who reached the case this way sees the items themselves."""
    return bool(DESK & set(hats))


def around(actor: Actor, case_id: UUID) -> Around:
    """Return what the routes and the advance depend on, in one statement."""
    row = db.session.execute(
        select(
            Case.category,
            _fact(case_id, "injury").label("injury"),
            _fact(case_id, "serious").label("serious"),
            _fact(case_id, "judgment_final").label("final"),
            exists()
            .where(
                Involved.organisation_id == Case.organisation_id,
                Involved.incident_id == Case.id,
                Involved.role == "perpetrator",
                Involved.is_known,
            )
            .label("known"),
        ).where(Case.organisation_id == actor.organisation_id, Case.id == case_id)
    ).one()
    return Around(
        circumstances=Circumstances(
            is_violent=row.category in rules.VIOLENT,
            is_serious_injury=row.injury == "true" and row.serious == "true",
            suspect_known=bool(row.known),
        ),
        judgment_final_on=date.fromisoformat(row.final) if row.final else None,
    )


def list_items(actor: Actor, case_id: UUID, around_: Around) -> tuple[ItemView, ...]:
    """Return the items on the list, oldest first; call it only for who `sees_items`."""
    sees_health = actor.may(Permission.MEDICAL_SEE)
    return tuple(view(row, around_, sees_health=sees_health) for row in rows(actor, case_id))


def list_own(actor: Actor, case_id: UUID, victim_id: UUID, around_: Around) -> tuple[ItemView, ...]:
    """Return the items of one victim, for that victim."""
    mine = [row for row in rows(actor, case_id) if row.victim_id == victim_id]
    return tuple(view(row, around_, sees_health=True) for row in mine)


def rows(actor: Actor, case_id: UUID) -> list[DamageItem]:
    """Return the stored items on the list, oldest first, with their keysets."""
    found = db.session.execute(
        select(DamageItem, Keyset)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == DamageItem.organisation_id,
                Keyset.id == DamageItem.keyset_id,
            ),
        )
        .where(
            DamageItem.organisation_id == actor.organisation_id,
            DamageItem.case_id == case_id,
            DamageItem.removed_at.is_(None),
        )
        .order_by(DamageItem.added_at, DamageItem.id)
    ).all()
    for row in found:
        keysets.remember(row.Keyset)
    return [row.DamageItem for row in found]


def view(row: DamageItem, around_: Around, *, sees_health: bool) -> ItemView:
    """Return a stored item as a page or a document may show it."""
    kind, claimant = ItemKind(row.kind), Claimant(row.claimant)
    proposal = rules.propose(
        Loss(claimant=claimant, kind=kind, is_insured=row.insured), around_.circumstances
    )
    withheld = claimant is Claimant.VICTIM and kind in rules.HEALTH and not sees_health
    details = {} if withheld else row.details or {}
    return ItemView(
        id=row.id,
        party=Party(claimant, row.victim_id),
        kind=kind,
        incurred_on=row.incurred_on,
        amount_cents=row.amount_cents,
        proof=Proof(row.proof),
        evidence_id=row.evidence_id,
        insured=row.insured,
        insurer=details.get("insurer", ""),
        paid_by=details.get("paid_by", ""),
        what=details.get("what", ""),
        is_withheld=withheld,
        proposal=proposal,
        route=Route(row.route_chosen) if row.route_chosen else proposal.route,
        route_reason=details.get("route_reason", ""),
    )


def sums(items: Sequence[ItemView]) -> Sums:
    """Return the totals of items per claimant and per route, in cents."""
    return Sums(
        per_party=tuple(
            totals.per(items, lambda one: one.party, lambda one: one.amount_cents).items()
        ),
        per_route=tuple(
            totals.per(items, lambda one: one.route, lambda one: one.amount_cents).items()
        ),
        total=sum(one.amount_cents for one in items),
    )


def ledger(actor: Actor, case_id: UUID) -> Ledger:
    """Return what was awarded and received, oldest first, with what is open."""
    found = db.session.execute(
        select(LedgerEntry, Keyset)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == LedgerEntry.organisation_id,
                Keyset.id == LedgerEntry.keyset_id,
            ),
        )
        .where(LedgerEntry.organisation_id == actor.organisation_id, LedgerEntry.case_id == case_id)
        .order_by(LedgerEntry.recorded_at, LedgerEntry.id)
    ).all()
    for row in found:
        keysets.remember(row.Keyset)
    return balanced([row.LedgerEntry for row in found])


def balanced(stored: Iterable[LedgerEntry]) -> Ledger:
    """Return stored lines as a ledger."""
    lines = list(stored)
    corrected = {row.corrects_id for row in lines}
    entries = tuple(_entry(row, is_corrected=row.id in corrected) for row in lines)
    parties = list(dict.fromkeys(one.party for one in entries))
    per_party = tuple(
        (
            party,
            totals.balance((one.kind, one.amount_cents) for one in entries if one.party == party),
        )
        for party in parties
    )
    return Ledger(
        entries=entries,
        per_party=per_party,
        whole=totals.balance((one.kind, one.amount_cents) for one in entries),
        open_to_victims=sum(
            of.open for party, of in per_party if party.claimant is Claimant.VICTIM
        ),
    )


def list_forms(actor: Actor, case_id: UUID) -> tuple[FormView, ...]:
    """Return the claim forms that were dealt with, oldest first."""
    found = db.session.scalars(
        select(ClaimForm)
        .where(ClaimForm.organisation_id == actor.organisation_id, ClaimForm.case_id == case_id)
        .order_by(ClaimForm.recorded_at)
    ).all()
    keysets.prefetch(actor.organisation_id, [row.keyset_id for row in found])
    return tuple(
        FormView(
            victim_id=row.victim_id,
            outcome=row.outcome,
            way=row.way,
            returned_on=row.returned_on,
            asked_cents=row.asked_cents,
            barcode=row.barcode or "",
            recorded_at=row.recorded_at,
        )
        for row in found
    )


def _entry(row: LedgerEntry, *, is_corrected: bool) -> EntryView:
    return EntryView(
        id=row.id,
        party=Party(Claimant(row.claimant), row.victim_id),
        kind=EntryKind(row.kind),
        amount_cents=row.amount_cents,
        booked_on=row.booked_on,
        note=row.note or "",
        item_id=row.item_id,
        corrects_id=row.corrects_id,
        is_corrected=is_corrected,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )


def _fact(case_id: UUID, key: str) -> ScalarSelect[str]:
    return (
        select(CaseFact.value)
        .where(
            CaseFact.organisation_id == Case.organisation_id,
            CaseFact.case_id == case_id,
            CaseFact.key == key,
            CaseFact.withdrawn_at.is_(None),
        )
        .order_by(CaseFact.recorded_at.desc())
        .limit(1)
        .scalar_subquery()
    )

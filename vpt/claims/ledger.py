"""Collecting: what was awarded and received is booked line by line, and how collecting ends."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.claims import amounts, queries
from vpt.claims.models import DamageItem, LedgerEntry
from vpt.claims.rules import Claimant, EntryKind
from vpt.claims.service import ensure_past, keyset_of
from vpt.claims.totals import Party
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line as somebody typed it; the amount is in cents and more than nothing."""

    party: Party
    kind: EntryKind
    amount_cents: int
    booked_on: date
    item_id: UUID | None = None
    """The item an award is for, when the judgment names it."""
    note: str = ""


def book(actor: Actor, case_id: UUID, entry: Entry, *, version: int, now: datetime) -> Case:
    """Add a line; also after closing, because money comes late.

    Raises what `changing.begin` raises, NotAllowed("not_your_part"), and
    RuleBroken("claimant_unknown", "day_in_future", "item_unknown", "not_a_person").
    """
    turn = _handling(actor, case_id, version, now)
    ensure_past("booked_on", entry.booked_on, now)
    if entry.kind is EntryKind.ADVANCE and entry.party.claimant is not Claimant.VICTIM:
        raise RuleBroken("not_a_person", field="kind")
    row = LedgerEntry(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=keyset_of(turn, entry.party),
        claimant=entry.party.claimant,
        victim_id=entry.party.victim_id,
        item_id=_item(turn, entry),
        kind=entry.kind,
        amount_cents=entry.amount_cents,
        booked_on=entry.booked_on,
        recorded_at=now,
        recorded_by=actor.id,
    )
    row.note = finishing.clean("note", entry.note) or None
    db.session.add(row)
    return _kept(turn, "claims.entry_booked", row)


def award(turn: Turn, party: Party, cents: int, on: date) -> LedgerEntry:
    """Add what a court gave inside a turn that stores itself, such as that of a judgment.

    Raises RuleBroken("claimant_unknown") for somebody who is no victim of the case.
    """
    row = LedgerEntry(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=keyset_of(turn, party),
        claimant=party.claimant,
        victim_id=party.victim_id,
        kind=EntryKind.AWARDED,
        amount_cents=cents,
        booked_on=on,
        recorded_at=turn.now,
        recorded_by=turn.author_id,
    )
    db.session.add(row)
    return row


def correct(
    actor: Actor, case_id: UUID, entry_id: UUID, reason: str, *, version: int, now: datetime
) -> Case:
    """Meet a mistaken line by its opposite, with a reason; the line itself stays.

    Raises NotVisible, and RuleBroken("reason_required", "entry_corrected").
    """
    turn = _handling(actor, case_id, version, now)
    wrong = db.session.get(LedgerEntry, (turn.case.organisation_id, entry_id))
    if wrong is None or wrong.case_id != turn.case.id:
        raise NotVisible("not_found")
    ledger = queries.ledger(actor, case_id)
    seen = next(one for one in ledger.entries if one.id == wrong.id)
    if seen.is_corrected or wrong.corrects_id is not None:
        raise RuleBroken("entry_corrected")
    note = finishing.required("reason", reason)
    row = LedgerEntry(
        organisation_id=wrong.organisation_id,
        id=new_id(),
        case_id=wrong.case_id,
        keyset_id=wrong.keyset_id,
        claimant=wrong.claimant,
        victim_id=wrong.victim_id,
        item_id=wrong.item_id,
        kind=wrong.kind,
        amount_cents=-wrong.amount_cents,
        booked_on=wrong.booked_on,
        corrects_id=wrong.id,
        recorded_at=now,
        recorded_by=actor.id,
    )
    row.note = note
    db.session.add(row)
    return _kept(turn, "claims.entry_corrected", row)


def conclude(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """End collecting: `received` only when something was awarded and nothing is open any more.

    Raises what `working.begin` and `settle` raise, and RuleBroken("nothing_awarded",
    "balance_open").
    """
    piece = working.begin(actor, case_id, ref, Work.COLLECTION, version=version, now=now)
    if answer.outcome == "received":
        whole = queries.ledger(actor, case_id).whole
        if whole.awarded <= 0:
            raise RuleBroken("nothing_awarded", field="outcome")
        if whole.open > 0:
            raise RuleBroken("balance_open", field="outcome", open=amounts.euros(whole.open))
    return working.settle(piece, answer)


def _handling(actor: Actor, case_id: UUID, version: int, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, queries.DESK)
    return turn


def _item(turn: Turn, entry: Entry) -> UUID | None:
    if entry.item_id is None:
        return None
    row = db.session.get(DamageItem, (turn.case.organisation_id, entry.item_id))
    if row is not None and row.case_id == turn.case.id and _is_of(row, entry.party):
        return row.id
    raise RuleBroken("item_unknown", field="item")


def _is_of(row: DamageItem, party: Party) -> bool:
    return Party(Claimant(row.claimant), row.victim_id) == party


def _kept(turn: Turn, action: str, row: LedgerEntry) -> Case:
    codes = {"entry": str(row.id), "claimant": row.claimant, "kind": row.kind}
    return working.keep(turn, action, codes=codes, fields=["amount_cents"])

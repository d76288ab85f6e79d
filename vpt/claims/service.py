"""Listing damage: items by whoever handles it or by the victim, and the step that concludes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from vpt.cases import changing, finishing, opening, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.claims import queries, rules
from vpt.claims.models import DamageItem
from vpt.claims.rules import Claimant, ItemKind, Loss, Proof, Route
from vpt.claims.totals import Party
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.evidence import Evidence
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol import engine
from vpt.protocol.definition import Scope
from vpt.protocol.state import CaseState, FactValue, StepRef
from vpt.protocol.works import Work

VICTIM = "victim"
DAMAGE = "damage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item as somebody typed it; the amount is in cents."""

    party: Party
    kind: ItemKind
    incurred_on: date
    amount_cents: int
    what: str
    proof: Proof = Proof.NONE
    evidence_id: UUID | None = None
    insured: bool = False
    insurer: str = ""
    paid_by: str = ""
    route: Route | None = None
    """None follows the proposal."""
    route_reason: str = ""


def add_item(actor: Actor, case_id: UUID, item: Item, *, version: int, now: datetime) -> Case:
    """Put an item on the list; the first one opens the step about damage.

    Raises what `changing.begin` raises, NotAllowed("not_your_part"), and RuleBroken with
    "already_closed", "claimant_unknown", "kind_not_theirs", "day_in_future",
    "proof_missing", "route_reason_required" and what texts are refused for.
    """
    return _add(_handling(actor, case_id, version, now), item)


def change_item(
    actor: Actor, case_id: UUID, item_id: UUID, item: Item, *, version: int, now: datetime
) -> Case:
    """Correct an item; whose it is stays. Raises what `add_item` raises and NotVisible.

    Words about somebody's health are changed by who may read them: NotAllowed otherwise.
    """
    turn = _handling(actor, case_id, version, now)
    row = _row(turn, item_id)
    if row.victim_id is not None and row.kind in rules.HEALTH:
        policy.ensure(actor, Permission.MEDICAL_SEE)
    if item.party != Party(Claimant(row.claimant), row.victim_id):
        raise RuleBroken("claimant_stays", field="party")
    _write(turn, row, item)
    row.changed_at = now
    return changing.finish(turn, "claims.item_changed", codes=_codes(row), fields=["details"])


def remove_item(actor: Actor, case_id: UUID, item_id: UUID, *, version: int, now: datetime) -> Case:
    """Take an item off the list; the row stays, with who took it off."""
    return _remove(_handling(actor, case_id, version, now), item_id)


def add_own_item(actor: Actor, case_id: UUID, item: Item, *, version: int, now: datetime) -> Case:
    """Let a victim put own damage on the list; whose it is follows from who asks."""
    turn, victim = _own(actor, case_id, version, now)
    own = replace(item, party=Party(Claimant.VICTIM, victim.id), route=None, route_reason="")
    return _add(turn, own)


def remove_own_item(
    actor: Actor, case_id: UUID, item_id: UUID, *, version: int, now: datetime
) -> Case:
    """Let a victim take own damage off the list again; NotVisible for somebody else's."""
    turn, victim = _own(actor, case_id, version, now)
    if _row(turn, item_id).victim_id != victim.id:
        raise NotVisible("not_found")
    return _remove(turn, item_id)


def conclude(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Finish the list of damage: `listed` with at least one item, or `no_damage` with a reason.

    Raises what `working.begin` and `settle` raise, and RuleBroken("damage_empty").
    """
    piece = working.begin(actor, case_id, ref, Work.DAMAGE, version=version, now=now)
    if answer.outcome == "listed" and not queries.rows(actor, case_id):
        raise RuleBroken("damage_empty", field="outcome")
    return working.settle(piece, answer)


def own_victim(involved: list[Involved], user_id: UUID) -> Involved:
    """Return as which victim somebody is in a case, else NotVisible."""
    mine = next((one for one in involved if one.user_id == user_id and one.role == VICTIM), None)
    if mine is None:
        raise NotVisible("not_found")
    return mine


def keyset_of(turn: Turn, party: Party) -> UUID:
    """Return under which keyset words of a party are sealed: a victim's under that person.

    Raises RuleBroken("claimant_unknown") for somebody who is no victim of this case.
    """
    if party.claimant is not Claimant.VICTIM:
        return turn.incident.keyset_id
    for one in turn.running.involved:
        if one.id == party.victim_id and one.role == VICTIM:
            return one.keyset_id
    raise RuleBroken("claimant_unknown", field="party")


def ensure_past(field: str, on: date, now: datetime) -> None:
    """Refuse a day that has not come yet; RuleBroken("day_in_future")."""
    if on > local_date(now):
        raise RuleBroken("day_in_future", field=field)


def _handling(actor: Actor, case_id: UUID, version: int, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, queries.DESK)
    return turn


def _own(actor: Actor, case_id: UUID, version: int, now: datetime) -> tuple[Turn, Involved]:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.INCIDENT_OWN, {Hat.OWN})
    return turn, own_victim(turn.running.involved, actor.id)


def _add(turn: Turn, item: Item) -> Case:
    row = DamageItem(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=keyset_of(turn, item.party),
        claimant=item.party.claimant,
        victim_id=item.party.victim_id,
        added_at=turn.now,
        added_by=turn.actor.id,
    )
    _write(turn, row, item)
    db.session.add(row)
    return changing.finish(
        turn, "claims.item_added", state=_with_damage(turn), codes=_codes(row), fields=["details"]
    )


def _remove(turn: Turn, item_id: UUID) -> Case:
    _ensure_open(turn)
    row = _row(turn, item_id)
    row.removed_at, row.removed_by = turn.now, turn.actor.id
    return changing.finish(turn, "claims.item_removed", codes=_codes(row))


def _write(turn: Turn, row: DamageItem, item: Item) -> None:
    _ensure_open(turn)
    if not rules.fits(item.party.claimant, item.kind):
        raise RuleBroken("kind_not_theirs", field="kind")
    ensure_past("incurred_on", item.incurred_on, turn.now)
    row.kind = item.kind
    row.incurred_on = item.incurred_on
    row.amount_cents = item.amount_cents
    row.proof = item.proof
    row.evidence_id = _evidence(turn, item)
    row.insured = item.insured
    row.route_chosen = _chosen(turn, item)
    row.details = _words(item)


def _words(item: Item) -> dict[str, str]:
    typed: Mapping[str, str] = {
        "what": item.what,
        "insurer": item.insurer if item.insured else "",
        "paid_by": item.paid_by,
        "route_reason": item.route_reason,
    }
    texts = {name: finishing.clean(name, text) for name, text in typed.items()}
    if not texts["what"]:
        raise RuleBroken("what_required", field="what")
    return {name: text for name, text in texts.items() if text}


def _chosen(turn: Turn, item: Item) -> str | None:
    loss = Loss(claimant=item.party.claimant, kind=item.kind, is_insured=item.insured)
    around = queries.around(turn.actor, turn.case.id)
    proposed = rules.propose(loss, around.circumstances).route
    if item.route is None or item.route is proposed:
        return None
    if not item.route_reason.strip():
        raise RuleBroken("route_reason_required", field="route_reason")
    return item.route.value


def _evidence(turn: Turn, item: Item) -> UUID | None:
    if item.proof is not Proof.EVIDENCE:
        return None
    if item.evidence_id is not None:
        found = db.session.get(Evidence, (turn.case.organisation_id, item.evidence_id))
        if found is not None and found.subject_id == turn.case.id:
            return found.id
    raise RuleBroken("proof_missing", field="evidence")


def _row(turn: Turn, item_id: UUID) -> DamageItem:
    row = db.session.get(DamageItem, (turn.case.organisation_id, item_id))
    if row is None or row.case_id != turn.case.id or row.removed_at is not None:
        raise NotVisible("not_found")
    return row


def _ensure_open(turn: Turn) -> None:
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")


def _codes(row: DamageItem) -> dict[str, str]:
    codes = {"item": str(row.id), "claimant": row.claimant, "kind": row.kind}
    return codes | ({"subject": str(row.victim_id)} if row.victim_id else {})


def _with_damage(turn: Turn) -> CaseState | None:
    """Return the state in which there is damage; None when that was known already."""
    at, state = turn.running, turn.running.state
    known = any(one.key == DAMAGE and one.value and one.withdrawn_at is None for one in state.facts)
    if known or DAMAGE not in at.protocol.facts:
        return None
    if not any(one.scope is Scope.CLAIM for one in state.subjects):
        state = replace(state, subjects=(*state.subjects, opening.new_claim(at)))
    fact = FactValue(
        key=DAMAGE,
        value=True,
        true_since=turn.now,
        recorded_at=turn.now,
        by=str(turn.actor.id),
        source=at.protocol.facts[DAMAGE].source.value,
    )
    return engine.record_fact(at.protocol, state, at.calendar, fact).state

"""What the pages of damage show: parties, items, sums and the ledger in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.cases.views import CasePage
from vpt.claims import amounts, labels, queries
from vpt.claims.rules import Claimant, Proposal, Route
from vpt.claims.totals import Party
from vpt.claims.views import Around, EntryView, ItemView
from vpt.core.errors import NotAllowed
from vpt.web import moments
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor


@dataclass(frozen=True, slots=True)
class Parties:
    """Who can claim in one case, by the words of its page."""

    page: CasePage

    def choices(self) -> list[tuple[str, str]]:
        """Return everybody who can have damage, victims first."""
        victims = [
            Party(Claimant.VICTIM, one.id) for one in self.page.people if one.role == "victim"
        ]
        parties = [*victims, Party(Claimant.EMPLOYER), Party(Claimant.INSURER)]
        return [(party.code, self.name(party)) for party in parties]

    def name(self, party: Party) -> str:
        """Return whose damage it is: "Slachtoffer 1", never who that is."""
        if party.victim_id is None:
            return _(labels.CLAIMANT[party.claimant])
        found = [one.label for one in self.page.people if one.id == party.victim_id]
        return found[0] if found else _(labels.CLAIMANT[party.claimant])


def ensure_desk(page: CasePage) -> None:
    """Refuse whoever sees totals only; NotAllowed("not_your_part")."""
    if not queries.sees_items(page.hats):
        raise NotAllowed("not_your_part")


def overview(page: CasePage) -> dict[str, Any]:
    """Return everything about damage that this reader may see; the manager gets totals."""
    actor, parties = current_actor(), Parties(page)
    around = queries.around(actor, page.head.id)
    items = queries.list_items(actor, page.head.id, around)
    sums = queries.sums(items)
    shown: dict[str, Any] = {
        "sees_items": queries.sees_items(page.hats),
        "totals": [(parties.name(one), amounts.euros(cents)) for one, cents in sums.per_party],
        "total": amounts.euros(sums.total),
    }
    if not shown["sees_items"]:
        return shown
    return shown | {
        "items": [item(one, parties) for one in items],
        "routes": [(route(one), amounts.euros(cents)) for one, cents in sums.per_route],
        **money(page, around),
    }


def money(page: CasePage, around: Around) -> dict[str, Any]:
    """Return the ledger in words, with what is open and whether the state may advance."""
    parties = Parties(page)
    ledger = queries.ledger(current_actor(), page.head.id)
    booked_by = {one.recorded_by for one in ledger.entries if one.recorded_by}
    who: dict[UUID | None, str] = dict(accounts.names(booked_by).items())
    return {
        "entries": [entry(one, parties, who.get(one.recorded_by, "")) for one in ledger.entries],
        "balances": [
            (parties.name(one), amounts.euros(of.awarded), amounts.euros(of.received),
             amounts.euros(of.open))
            for one, of in ledger.per_party
        ],
        "open": amounts.euros(ledger.whole.open),
        "around": around,
        "ledger": ledger,
    }  # fmt: skip


def item(of: ItemView, parties: Parties) -> dict[str, Any]:
    """Return one item in words, with whose it is."""
    return {"party": parties.name(of.party), **own_item(of)}


def own_item(of: ItemView) -> dict[str, Any]:
    """Return one item in words, for who knows whose it is."""
    return {
        "id": of.id,
        "kind": _(labels.KIND[of.kind]),
        "what": _("Alleen voor HR en het slachtoffer") if of.is_withheld else of.what,
        "is_withheld": of.is_withheld,
        "on": moments.day(of.incurred_on),
        "amount": amounts.euros(of.amount_cents),
        "proof": _(labels.PROOF[of.proof]),
        "insured": _insured(of),
        "route": route(of.route),
        "is_overruled": of.is_overruled,
        "why": of.route_reason if of.is_overruled else why(of.proposal),
    }


def _insured(of: ItemView) -> str:
    told = []
    if of.insured:
        told.append(_("Verzekerd bij %(who)s", who=of.insurer) if of.insurer else _("Verzekerd"))
    if of.paid_by:
        told.append(_("Betaald door %(who)s", who=of.paid_by))
    return " · ".join(told)


def route(of: Route) -> str:
    """Return a way of claiming in words."""
    return _(labels.ROUTE[of])


def why(of: Proposal) -> str:
    """Return why a route is proposed, with the source and whether it was checked."""
    reason = _(labels.REASON[of.reason])
    if of.source == "proposal":
        return _("%(reason)s Dit is ons voorstel, nog te toetsen.", reason=reason)
    checked = _("nagelezen") if of.verified else _("nog te toetsen")
    return _(
        "%(reason)s Bron: %(source)s, %(checked)s.",
        reason=reason, source=of.source, checked=checked,
    )  # fmt: skip


def entry(of: EntryView, parties: Parties, who: str) -> dict[str, Any]:
    """Return one line of the ledger in words."""
    return {
        "id": of.id,
        "party": parties.name(of.party),
        "kind": _(labels.ENTRY[of.kind]),
        "amount": amounts.euros(of.amount_cents),
        "on": moments.day(of.booked_on),
        "note": of.note,
        "who": who,
        "is_counter": of.corrects_id is not None,
        "is_corrected": of.is_corrected,
    }


def choices(items: Iterable[ItemView], parties: Parties) -> list[tuple[str, str]]:
    """Return items to choose from, with whose they are and how much."""
    return [(str(one.id), _chosen(one, parties)) for one in items]


def _chosen(of: ItemView, parties: Parties) -> str:
    kind, amount = _(labels.KIND[of.kind]), amounts.euros(of.amount_cents)
    return f"{parties.name(of.party)}: {kind}, {amount}"

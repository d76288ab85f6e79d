"""Fills the damage statement: for the desk, police, prosecution and insurer, or one victim."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import gathering, reach, wording
from vpt.cases.papers import meta_of
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat, Part
from vpt.cases.telling import NOT_TOLD, Telling
from vpt.claims import amounts, labels, queries, totals
from vpt.claims.rules import Claimant, Proof, Route
from vpt.claims.service import own_victim
from vpt.claims.totals import Party
from vpt.claims.views import ItemView
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.issue import Request
from vpt.documents.kinds.damage_statement import (
    PROFILES,
    ClaimantPart,
    DamageRow,
    DamageStatementView,
)
from vpt.documents.kinds.parts import Fact
from vpt.partners.disclosure import Profile, Section, disclose

KIND = "damage_statement"
TITLE = "Schadestaat"
READ = frozenset({Part.STORY, Part.EVIDENCE, Part.IDENTITY})
RECIPIENTS = {
    Profile.INTERNAL: "Eigen organisatie",
    Profile.POLICE: "Politie",
    Profile.PROSECUTION: "Openbaar Ministerie",
    Profile.INSURER: "Verzekeraar",
}
INTEREST = (
    "In het officiële formulier “Verzoek tot schadevergoeding” wordt de wettelijke rente "
    "standaard gevraagd{source}. Deze schadestaat rekent geen rente uit."
)
NO_HEALTH = "Medische bijzonderheden staan in het eigen dossier van het slachtoffer."
ONLY_INSURED = "Dit exemplaar bevat alleen wat via de verzekeraar gaat."
ONLY_OWN = "Dit exemplaar bevat alleen jouw eigen schade."
INTEREST_SOURCE = " (bron: NVSA, nagelezen)"
CHECKED = {True: "nagelezen", False: "nog te toetsen"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """One case told to one reader, with the items that go along, in their numbering."""

    telling: Telling
    items: Sequence[ItemView]

    def party(self, party: Party) -> str:
        """Return how a claimant is called here: by name only where that is allowed."""
        if party.claimant is Claimant.EMPLOYER:
            return f"Werkgever: {self.telling.got.organisation.name}"
        if party.claimant is Claimant.INSURER:
            return labels.CLAIMANT[party.claimant]
        person = next(one for one in self.telling.people() if one.number == self._number(party))
        called = f"{person.number} {person.role}"
        return called if person.name == NOT_TOLD else f"{called}: {person.name}"

    def short(self, party: Party) -> str:
        """Return a claimant by role number."""
        word = labels.CLAIMANT[party.claimant]
        return f"{word} {self._number(party)}" if party.victim_id else word

    def _number(self, party: Party) -> str:
        rows = self.telling.got.running.involved
        return self.telling.number(next(row for row in rows if row.id == party.victim_id))


def prepare(actor: Actor, case_id: UUID, profile: Profile, *, now: datetime) -> Request:
    """Return what `documents.issue` needs to draw the statement for the desk or a partner.

    Raises NotVisible, NotAllowed, and RuleBroken("profile_not_for_kind").
    """
    if profile.value not in PROFILES or profile is Profile.VICTIM:
        raise RuleBroken("profile_not_for_kind", kind=KIND)
    reached = ensure_reader(actor, case_id)
    around = queries.around(actor, case_id)
    items = [queries.view(row, around, sees_health=False) for row in queries.rows(actor, case_id)]
    if profile is Profile.INSURER:
        items = [one for one in items if _is_insurers(one)]
    return Request(
        case_id=case_id,
        keyset_id=reached.incident.keyset_id,
        kind=KIND,
        profile=profile.value,
        purpose=profile.value,
        view=_view(actor, _telling(actor, reached, profile), items, now),
    )


def ensure_reader(actor: Actor, case_id: UUID) -> Reached:
    """Return a case in reach of somebody who may have its statement.

    Raises NotVisible, and NotAllowed("not_your_part", "permission_missing").
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    if not queries.sees_items(reached.hats):
        raise NotAllowed("not_your_part")
    for needed in (Permission.DOCUMENT_ISSUE, Permission.IDENTITY_SEE):
        policy.ensure(actor, needed)
    return reached


def prepare_own(actor: Actor, case_id: UUID, *, now: datetime) -> Request:
    """Return the same for a victim: the own items only, sealed under that person."""
    reached = reach.reach(actor, case_id)
    if Hat.OWN not in reached.hats:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    own = Reached(case=reached.case, incident=reached.incident, hats=frozenset({Hat.OWN}))
    telling = _telling(actor, own, Profile.VICTIM)
    victim = own_victim(telling.got.running.involved, actor.id)
    items = queries.list_own(actor, case_id, victim.id, queries.around(actor, case_id))
    return Request(
        case_id=case_id,
        keyset_id=victim.keyset_id,
        kind=KIND,
        profile=Profile.VICTIM.value,
        purpose=Profile.VICTIM.value,
        view=_view(actor, telling, items, now),
        subject_id=victim.id,
    )


def within(actor: Actor, telling: Telling, *, now: datetime) -> DamageStatementView:
    """Return the statement as a part of another paper about the same case, to the same reader.

    The caller told the case and checked who asks; words about health stay out of it.
    """
    case_id = telling.got.running.case.id
    around = queries.around(actor, case_id)
    items = [queries.view(row, around, sees_health=False) for row in queries.rows(actor, case_id)]
    return _view(actor, telling, items, now)


def _telling(actor: Actor, reached: Reached, profile: Profile) -> Telling:
    got = gathering.gather(actor, reached, READ)
    reader = actor.id if profile is Profile.VICTIM else None
    return Telling(got=got, disclosure=disclose(profile), reader_id=reader)


def _is_insurers(item: ItemView) -> bool:
    return item.route is Route.INSURER or item.party.claimant is Claimant.INSURER


def _view(
    actor: Actor, telling: Telling, items: Sequence[ItemView], now: datetime
) -> DamageStatementView:
    told, profile = _Told(telling=telling, items=items), telling.disclosure.profile
    return DamageStatementView(
        meta=meta_of(
            telling.got, TITLE, RECIPIENTS.get(telling.disclosure.profile, actor.name), now=now
        ),
        summary=telling.got.incident.summary if telling.shows(Section.SUMMARY) else None,
        facts=telling.circumstances() if telling.shows(Section.CIRCUMSTANCES) else None,
        claimants=_claimants(told),
        totals=_sums(told),
        routes=tuple(
            Fact(labels.ROUTE[route], amounts.euros(cents))
            for route, cents in queries.sums(items).per_route
        ),
        reasons="\n".join(_reasons(items, profile)),
        interest=_interest(profile),
        not_included=_left_out(profile),
    )


def _claimants(told: _Told) -> tuple[ClaimantPart, ...]:
    parts = []
    for party, cents in queries.sums(told.items).per_party:
        rows = [
            _row(told, number, one)
            for number, one in enumerate(told.items, 1)
            if one.party == party
        ]
        parts.append(
            ClaimantPart(
                title=told.party(party),
                reachable=_reachable(told, party),
                rows=tuple(rows),
                total=amounts.euros(cents),
            )
        )
    return tuple(parts)


def _reachable(told: _Told, party: Party) -> str:
    """Return the organisation's address: nobody's private one is in any profile."""
    if party.claimant is Claimant.INSURER:
        return ""
    return told.telling.got.organisation.domicile


def _row(told: _Told, number: int, item: ItemView) -> DamageRow:
    text = told.telling.text
    insured = f"Verzekerd{f' bij {text(item.insurer)}' if item.insurer else ''}"
    paid = f"Al betaald door {text(item.paid_by)}" if item.paid_by else ""
    return DamageRow(
        number=str(number),
        kind=labels.KIND[item.kind],
        what=text(item.what),
        on=wording.day(item.incurred_on),
        proof=_proof(told, item),
        insured="\n".join(part for part in (insured if item.insured else "", paid) if part),
        route=labels.ROUTE[item.route],
        amount=amounts.euros(item.amount_cents),
    )


def _proof(told: _Told, item: ItemView) -> str:
    if item.proof is not Proof.EVIDENCE:
        return labels.PROOF[item.proof]
    files = [row.id for row, _ in told.telling.got.evidence]
    return f"B{files.index(item.evidence_id) + 1}" if item.evidence_id in files else ""


def _sums(told: _Told) -> tuple[Fact, ...]:
    found = queries.sums(told.items)
    facts = [Fact(told.short(party), amounts.euros(cents)) for party, cents in found.per_party]
    return (*facts, Fact("Samen", amounts.euros(found.total))) if facts else ()


def _interest(profile: Profile) -> str | None:
    """Return what is said of interest; the insurer pays none."""
    if profile is Profile.INSURER:
        return None
    return INTEREST.format(source=INTEREST_SOURCE if profile is Profile.INTERNAL else "")


def _reasons(items: Sequence[ItemView], profile: Profile) -> list[str]:
    """Return why each route was chosen; the own words of whoever overruled stay inside.

    So does the source of each reason: its code says nothing to a reader outside.
    """
    by_reason = totals.per(items, lambda one: (one.proposal, one.is_overruled), lambda _: 1)
    lines = []
    for proposal, is_overruled in by_reason:
        line = f"{labels.ROUTE[proposal.route]}: {labels.REASON[proposal.reason]}"
        if profile is Profile.INTERNAL:
            line += f" (bron: {_source(proposal.source)}, {CHECKED[proposal.verified]})"
        lines.append(f"{line} De organisatie koos hier anders." if is_overruled else line)
    return lines


def _source(code: str) -> str:
    return "eigen voorstel" if code == "proposal" else code


def _left_out(profile: Profile) -> tuple[str, ...]:
    if profile is Profile.VICTIM:
        return (ONLY_OWN,)
    return (NO_HEALTH, ONLY_INSURED) if profile is Profile.INSURER else (NO_HEALTH,)

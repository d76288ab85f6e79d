"""How the demo lists damage, returns claim forms, and books what comes in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select

from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.claims import joining, ledger, queries, service, totals
from vpt.claims.joining import Returned
from vpt.claims.ledger import Entry
from vpt.claims.rules import Claimant, EntryKind, ItemKind, Proof, Route, Way
from vpt.claims.service import Item
from vpt.claims.totals import Party
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.demo.acts.doing import Doing
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db

Loss = tuple[ItemKind, str, tuple[int, int], bool]
OF_VICTIM: tuple[Loss, ...] = (
    (ItemKind.GOODS, "Bril, glazen gebarsten", (12500, 34900), True),
    (ItemKind.GOODS, "Jas gescheurd bij het duwen", (4500, 14900), False),
    (ItemKind.TRAVEL, "Naar de huisarts en het politiebureau", (650, 4200), False),
    (ItemKind.OWN_RISK, "Eigen risico zorgverzekering", (8000, 38500), True),
    (ItemKind.PAIN, "Slecht slapen, angstig aan de balie", (25000, 95000), False),
)
OF_EMPLOYER: tuple[Loss, ...] = (
    (ItemKind.EMPLOYER_GOODS, "Beeldscherm aan de balie", (18900, 42500), False),
    (ItemKind.EMPLOYER_GOODS, "Ruit van de entree", (24500, 68000), True),
    (ItemKind.WAGE_LOSS, "Doorbetaald loon bij verzuim", (31000, 124000), False),
)
Line = tuple[Party, EntryKind, int, date]
DAMAGE = "DAMAGE"
USUAL = 25000
"""Cents a court gives where nobody made a list."""
MOST_OWN = 2
FROM_SEVERE = 3


def list_damage(doing: Doing) -> Case:
    """Put the damage on the list as HR does, then finish the step."""
    version = doing.version
    if doing.answer.outcome == "listed":
        for item in _items(doing):
            case = service.add_item(
                doing.coordinator, doing.case_id, item, version=version, now=doing.now
            )
            version = case.version
    return service.conclude(
        doing.actor, doing.case_id, doing.ref, doing.answer, version=version, now=doing.now
    )


def return_form(doing: Doing) -> Case:
    """Send the prosecution's form back in time, with the digits of its barcode."""
    is_joined = doing.answer.outcome == "joined"
    returned = Returned(
        answer=doing.answer,
        way=doing.rng.choice((Way.DIGITAL, Way.POST)) if is_joined else Way.NOT_RETURNED,
        returned_on=doing.now.date() if is_joined else None,
        barcode=f"{doing.rng.randrange(10**11, 10**12)}" if is_joined else "",
    )
    return joining.return_form(
        doing.actor, doing.case_id, doing.ref, returned, version=doing.version, now=doing.now
    )


def collect(doing: Doing) -> Case:
    """Book what came of the awards, then say how collecting ended."""
    awards, today = _awards(doing.coordinator, doing.case_id), local_date(doing.now)
    final = _final_on(doing.coordinator, doing.case_id) or today - timedelta(days=60)
    lines: list[Line] = []
    if doing.answer.outcome == "received":
        half = final + (today - final) / 2
        for party, cents in awards:
            lines.append((party, EntryKind.RECEIVED, cents // 3, half))
            lines.append((party, EntryKind.RECEIVED, cents - cents // 3, today))
    version = doing.version
    for line in lines:
        version = _book(doing.coordinator, doing.case_id, line, version, doing.now)
    return ledger.conclude(
        doing.actor, doing.case_id, doing.ref, doing.answer, version=version, now=doing.now
    )


def expect(region: Region, _told: Sequence[Reported], now: datetime) -> None:
    """Book a first part that came in of the awards that are still being collected."""
    waiting = db.session.execute(
        select(CaseStep.organisation_id, CaseStep.case_id, CaseStep.assignee_id, Case.version)
        .join(
            Case,
            and_(Case.organisation_id == CaseStep.organisation_id, Case.id == CaseStep.case_id),
        )
        .where(CaseStep.key == "S24", CaseStep.state == "open", Case.closed_at.is_(None))
        .order_by(CaseStep.opened_at, CaseStep.id)
    ).all()
    for row in waiting:
        if row.assignee_id is None:
            continue
        actor, version = region.actors[row.assignee_id], row.version
        final = _final_on(actor, row.case_id) or local_date(now)
        for party, cents in _awards(actor, row.case_id):
            paid = min(final + timedelta(days=35), local_date(now))
            line = (party, EntryKind.RECEIVED, cents // 4, paid)
            version = _book(actor, row.case_id, line, version, now)


def _book(actor: Actor, case_id: UUID, line: Line, version: int, now: datetime) -> int:
    party, kind, cents, on = line
    entry = Entry(party=party, kind=kind, amount_cents=cents, booked_on=on)
    return ledger.book(actor, case_id, entry, version=version, now=now).version


def _awards(actor: Actor, case_id: UUID) -> list[tuple[Party, int]]:
    """Return what the court gave, as the judgment booked it."""
    return [(party, of.awarded) for party, of in queries.ledger(actor, case_id).per_party]


def asked(actor: Actor, case_id: UUID) -> list[tuple[Party, int]]:
    """Return what a court gives: what was asked in the criminal case, per claimant."""
    around = queries.around(actor, case_id)
    items = queries.list_items(actor, case_id, around)
    wanted = [one for one in items if one.route is Route.CRIMINAL] or list(items[:1])
    sums = totals.per(wanted, lambda one: one.party, lambda one: one.amount_cents)
    if sums:
        return list(sums.items())
    victim = _first_victim(actor, case_id)
    return [(Party(Claimant.VICTIM, victim) if victim else Party(Claimant.EMPLOYER), USUAL)]


def _final_on(actor: Actor, case_id: UUID) -> date | None:
    return queries.around(actor, case_id).judgment_final_on


def _items(doing: Doing) -> list[Item]:
    victim, many = _first_victim(doing.coordinator, doing.case_id), doing.rng.randint(1, MOST_OWN)
    own = doing.rng.sample(OF_VICTIM[: 5 if doing.severity >= FROM_SEVERE else 3], many)
    losses = [(Party(Claimant.VICTIM, victim), loss) for loss in own] if victim else []
    if not losses or doing.category == DAMAGE or doing.severity >= FROM_SEVERE:
        losses.append((Party(Claimant.EMPLOYER), doing.rng.choice(OF_EMPLOYER)))
    return [_item(doing, party, loss) for party, loss in losses]


def _item(doing: Doing, party: Party, loss: Loss) -> Item:
    kind, what, (low, high), insured = loss
    happened = db.session.get_one(Incident, (doing.actor.organisation_id, doing.case_id))
    return Item(
        party=party,
        kind=kind,
        what=what,
        incurred_on=local_date(happened.occurred_from),
        amount_cents=doing.rng.randrange(low, high, 5),
        proof=doing.rng.choice((Proof.TO_FOLLOW, Proof.NONE)),
        insured=insured,
        insurer="Onderlinge Twente (demo)" if insured else "",
    )


def _first_victim(actor: Actor, case_id: UUID) -> UUID | None:
    return db.session.scalar(
        select(Involved.id)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.role == service.VICTIM,
        )
        .order_by(Involved.ordinal)
        .limit(1)
    )

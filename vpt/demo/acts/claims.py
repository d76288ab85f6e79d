"""How the demo lists damage, returns claim forms, and books what comes in."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.claims import joining, ledger, queries, service
from vpt.claims.joining import Returned
from vpt.claims.ledger import Entry
from vpt.claims.rules import Claimant, EntryKind, ItemKind, Proof, Way
from vpt.claims.service import Item
from vpt.claims.totals import Party
from vpt.core.actor import Actor
from vpt.demo.acts.doing import Doing
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
DAMAGE = "DAMAGE"
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
    """Book what the court awarded and what came of it, then say how collecting ended."""
    version, today = doing.version, doing.now.date()
    party = _claiming(doing)
    awarded = doing.rng.randrange(15000, 180000, 500)
    lines = [(EntryKind.AWARDED, awarded, today - timedelta(days=60))]
    if doing.answer.outcome == "received":
        first = awarded // 3
        lines.append((EntryKind.RECEIVED, first, today - timedelta(days=30)))
        lines.append((EntryKind.RECEIVED, awarded - first, today))
    for kind, cents, on in lines:
        version = _book(doing.coordinator, doing, (party, kind, cents, on), version)
    return ledger.conclude(
        doing.actor, doing.case_id, doing.ref, doing.answer, version=version, now=doing.now
    )


def _book(
    actor: Actor, doing: Doing, line: tuple[Party, EntryKind, int, date], version: int
) -> int:
    party, kind, cents, on = line
    entry = Entry(party=party, kind=kind, amount_cents=cents, booked_on=on)
    return ledger.book(actor, doing.case_id, entry, version=version, now=doing.now).version


def _items(doing: Doing) -> list[Item]:
    victim, many = _first_victim(doing), doing.rng.randint(1, MOST_OWN)
    own = doing.rng.sample(OF_VICTIM[: 5 if doing.severity >= FROM_SEVERE else 3], many)
    losses = [(Party(Claimant.VICTIM, victim), loss) for loss in own] if victim else []
    if not losses or doing.category == DAMAGE or doing.severity >= FROM_SEVERE:
        losses.append((Party(Claimant.EMPLOYER), doing.rng.choice(OF_EMPLOYER)))
    return [_item(doing, party, loss) for party, loss in losses]


def _item(doing: Doing, party: Party, loss: Loss) -> Item:
    kind, what, (low, high), insured = loss
    return Item(
        party=party,
        kind=kind,
        what=what,
        incurred_on=doing.now.date() - timedelta(days=doing.rng.randint(1, 3)),
        amount_cents=doing.rng.randrange(low, high, 5),
        proof=doing.rng.choice((Proof.TO_FOLLOW, Proof.NONE)),
        insured=insured,
        insurer="Onderlinge Twente (demo)" if insured else "",
    )


def _first_victim(doing: Doing) -> UUID | None:
    return db.session.scalar(
        select(Involved.id)
        .where(
            Involved.organisation_id == doing.actor.organisation_id,
            Involved.incident_id == doing.case_id,
            Involved.role == service.VICTIM,
        )
        .order_by(Involved.ordinal)
        .limit(1)
    )


def _claiming(doing: Doing) -> Party:
    listed = queries.rows(doing.coordinator, doing.case_id)
    if listed:
        return Party(Claimant(listed[0].claimant), listed[0].victim_id)
    victim = _first_victim(doing)
    return Party(Claimant.VICTIM, victim) if victim else Party(Claimant.EMPLOYER)

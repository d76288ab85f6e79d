"""A case with damage, and items as HR would type them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from tests.builders import Person
from tests.cases.builders import LATER, Town, a_case, version_of
from vpt.cases.models import Case
from vpt.claims import service
from vpt.claims.models import DamageItem, LedgerEntry
from vpt.claims.rules import Claimant, EntryKind, ItemKind
from vpt.claims.service import Item
from vpt.claims.totals import Party
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id

DAY = date(2026, 3, 5)
EMPLOYER = Party(Claimant.EMPLOYER)


def a_damaged_case(town: Town, **incident: object) -> Case:
    """Return a running case in which something was damaged."""
    return a_case(town, damaged=True, **incident)


def victim_of(case: Case, ordinal: int = 1) -> Party:
    """Return a victim as the party that claims."""
    found = db.session.scalar(
        select(Involved.id).where(
            Involved.incident_id == case.id,
            Involved.role == "victim",
            Involved.ordinal == ordinal,
        )
    )
    return Party(Claimant.VICTIM, UUID(str(found)))


def an_item(party: Party = EMPLOYER, **given: object) -> Item:
    """Return an item as typed: the employer's broken screen when nothing else is said."""
    kind = ItemKind.EMPLOYER_GOODS if party == EMPLOYER else ItemKind.GOODS
    values: dict[str, object] = {
        "party": party,
        "kind": kind,
        "incurred_on": DAY,
        "amount_cents": 31200,
        "what": "Beeldscherm balie 3",
        **given,
    }
    return Item(**values)  # type: ignore[arg-type]  # a builder with named overrides


def add(person: Person, case: Case, item: Item) -> None:
    """Put an item on the list as somebody who has just looked."""
    version = version_of(case)
    with unit_of_work():
        service.add_item(person.actor(), case.id, item, version=version, now=LATER)


def a_stored_item(case: Case, party: Party, **given: object) -> DamageItem:
    """Return an item that is simply there, without what listing it does to the chain."""
    item = an_item(party, **given)
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    row = DamageItem(
        organisation_id=case.organisation_id,
        id=new_id(),
        case_id=case.id,
        keyset_id=incident.keyset_id,
        claimant=party.claimant,
        victim_id=party.victim_id,
        kind=item.kind,
        incurred_on=item.incurred_on,
        amount_cents=item.amount_cents,
        proof=item.proof,
        added_at=LATER,
        added_by=incident.reporter_id,
    )
    row.details = {"what": item.what}
    db.session.add(row)
    db.session.flush()
    return row


def a_stored_entry(case: Case) -> LedgerEntry:
    """Return a line of the ledger that is simply there."""
    incident = db.session.get_one(Incident, (case.organisation_id, case.id))
    row = LedgerEntry(
        organisation_id=case.organisation_id,
        id=new_id(),
        case_id=case.id,
        keyset_id=incident.keyset_id,
        claimant=Claimant.EMPLOYER,
        kind=EntryKind.AWARDED,
        amount_cents=12500,
        booked_on=DAY,
        recorded_at=LATER,
        recorded_by=incident.reporter_id,
    )
    db.session.add(row)
    db.session.flush()
    return row

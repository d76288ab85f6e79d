"""A case with damage, and items as HR would type them."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from tests.builders import Person
from tests.cases.builders import LATER, Town, a_case, version_of
from vpt.cases.models import Case
from vpt.claims import service
from vpt.claims.rules import Claimant, ItemKind
from vpt.claims.service import Item
from vpt.claims.totals import Party
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work

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

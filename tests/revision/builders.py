"""A protocol owner in a town, and drafts made by words replaced in the reference."""

from datetime import date, datetime

from tests.builders import NOW, Person, a_person
from tests.cases.builders import Town, a_town
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.protocol.catalogue import reference_text
from vpt.revision import drafting, releasing
from vpt.revision.rules import Release

CHANGED = reference_text().replace("Eerste opvang", "Eerste gesprek")
LATER_TERM = reference_text().replace('due = "weeks 6"', 'due = "weeks 5"')


def a_town_with_owner() -> tuple[Town, Person]:
    """Return a stored town and its protocol owner; call it inside an application context."""
    town = a_town()
    with unit_of_work():
        owner = a_person(town.organisation, Role.PROTOCOL_OWNER, name="Petra Protocol (demo)")
    return town, owner


def a_draft(person: Person, text: str = CHANGED, *, now: datetime = NOW) -> int:
    """Start a draft and return its revision."""
    with unit_of_work():
        return drafting.start(person.actor(), text, now=now).revision


def release(
    person: Person,
    on: date,
    *,
    revision: int = 1,
    keeper: Person | None = None,
    now: datetime = NOW,
) -> int:
    """Release the draft, with this person as the owner or another; return the number."""
    owner = keeper or person
    new = Release(on=on, owner_id=owner.id, note="Afspraak met de politie.")
    with unit_of_work():
        return releasing.release(person.actor(), new, revision=revision, now=now).number


def a_release(person: Person, on: date, text: str = CHANGED, *, now: datetime = NOW) -> int:
    """Draft and release a text; return the number."""
    return release(person, on, revision=a_draft(person, text, now=now), now=now)

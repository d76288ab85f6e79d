"""People with a mail preference, and things to tell them."""

from datetime import datetime

from tests.builders import NOW, Person, a_person, an_organisation
from vpt.accounts.people import User
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.notifications import service


def someone(*roles: Role, **mail: str) -> Person:
    """Return a stored person in an organisation of their own, with this mail preference."""
    with unit_of_work():
        person = a_person(an_organisation(), *roles)
        db.session.get_one(User, person.id).mail = mail
    return person


def tell(person: Person, kind: str = "case.assigned", at: datetime = NOW, **key: object) -> bool:
    """Queue a notice in a unit of work of its own; return whether it was new."""
    with unit_of_work():
        told = service.queue(
            person.organisation_id,
            person.id,
            kind,
            at=at,
            **key,  # type: ignore[arg-type]  # the parts of the key, by name
        )
        return told is not None


def tell_and_fail(person: Person) -> None:
    """Queue a notice in a unit of work that ends badly."""
    with unit_of_work():
        service.queue(person.organisation_id, person.id, "case.closed", at=NOW)
        message = "the change failed"
        raise RuntimeError(message)

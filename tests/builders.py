"""Typed builders: the smallest thing that makes sense, with only what a test cares about."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import Membership, User
from vpt.accounts.rules import OrganisationKind
from vpt.cases import founding
from vpt.core import clock
from vpt.core.actor import Actor, Author, Role
from vpt.documents import seals
from vpt.infra import keysets
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind
from vpt.infra.sealing import SealMaterial

T = TypeVar("T")
NOW = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """An account in one organisation."""

    id: UUID
    organisation_id: UUID

    def session(self) -> dict[str, object]:
        """Return what the cookie of a signed-in browser holds."""
        now = int(clock.now().timestamp())
        return {
            "_user_id": str(self.id),
            "_fresh": True,
            "organisation": str(self.organisation_id),
            "epoch": 0,
            "strong": True,
            "since": now,
            "seen": now,
        }

    def actor(self, now: datetime = NOW) -> Actor:
        """Return the person as services know them; needs an application context."""
        found = accounts.find_actor(self.id, self.organisation_id, now=now)
        assert found is not None
        return found[1]


def an_organisation(
    name: str = "Gemeente Voorbeeld (demo)", kind: OrganisationKind = OrganisationKind.EMPLOYER
) -> Organisation:
    """Return a stored organisation with its own keyset."""
    organisation = Organisation(
        id=new_id(),
        name=name,
        short_code=new_id().hex[-6:].upper(),
        kind=kind,
        domicile="Marktplein 1, 7600 AA Voorbeeld",
        created_at=LONG_AGO,
    )
    db.session.add(organisation)
    db.session.flush()
    organisation.keyset_id = keysets.create(
        organisation.id, KeysetKind.ORGANISATION, organisation.id
    )
    db.session.flush()
    return organisation


def a_unit(
    organisation: Organisation,
    name: str = "Publieksbalie",
    *,
    parent: Unit | None = None,
    manager: Person | None = None,
    deputy: Person | None = None,
) -> Unit:
    """Return a stored unit."""
    unit = Unit(
        organisation_id=organisation.id,
        id=new_id(),
        name=name,
        parent_id=parent.id if parent else None,
        manager_id=manager.id if manager else None,
        deputy_id=deputy.id if deputy else None,
    )
    unit.path = f"{parent.path if parent else ''}{unit.id.hex[-8:]}/"
    db.session.add(unit)
    db.session.flush()
    return unit


def a_location(
    organisation: Organisation, name: str = "Balie 3", unit: Unit | None = None
) -> Location:
    """Return a stored location with a QR code."""
    location = Location(
        organisation_id=organisation.id,
        id=new_id(),
        unit_id=unit.id if unit else None,
        name=name,
        kind="desk",
        code=new_id().hex[-6:].upper(),
    )
    db.session.add(location)
    db.session.flush()
    return location


def a_person(
    organisation: Organisation,
    *roles: Role,
    unit: Unit | None = None,
    name: str = "Demo Persoon",
    email: str | None = None,
) -> Person:
    """Return a stored account with the roles (an employee when none is given)."""
    user = User(
        id=new_id(),
        email=email or f"{new_id().hex}@voorbeeld.example",
        name=name,
        created_at=LONG_AGO,
    )
    db.session.add(user)
    db.session.flush()
    for role in roles or (Role.EMPLOYEE,):
        db.session.add(
            Membership(
                organisation_id=organisation.id,
                id=new_id(),
                user_id=user.id,
                role=role,
                unit_id=unit.id if unit else None,
                valid_from=LONG_AGO,
            )
        )
    db.session.flush()
    return Person(user.id, organisation.id)


def give_seal(organisation: Organisation, *, now: datetime) -> SealMaterial:
    """Return the seal with which an organisation can issue from now on; makes a unit of work."""
    material = founding.make_seal(organisation.name, demo=True, now=now)
    with unit_of_work():
        owner = Author(organisation_id=organisation.id)
        seals.store(owner, organisation.keyset_id, material, now=now)
    return material


def stored(model: type[T]) -> list[T]:
    """Return every row of a model; needs an application context."""
    return list(db.session.scalars(select(model)))

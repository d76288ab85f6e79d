"""An employer's desk that deals with partners: organisations, contacts and their accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tests.builders import NOW, Person, a_person, an_organisation
from tests.cases.builders import Town, a_town
from vpt.accounts.models import Organisation
from vpt.accounts.rules import AccountStanding, OrganisationKind
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work
from vpt.partners import admission, officers, organisations

SINCE = date(2026, 1, 1)
TODAY = date(2026, 3, 6)
RIK = "rik@politie.example"


@dataclass
class Chain:
    """Two employers and a police unit that nobody works with yet."""

    town: Town
    elsewhere: Town
    police: Organisation
    prosecution: Organisation


def a_chain() -> Chain:
    """Return a stored chain; call it inside an application context."""
    with unit_of_work():
        police = an_organisation("Politie-eenheid Oost (demo)", OrganisationKind.POLICE)
        prosecution = an_organisation("Parket Oost (demo)", OrganisationKind.PROSECUTION)
    return Chain(town=a_town(), elsewhere=a_town(), police=police, prosecution=prosecution)


def begin(town: Town, partner: Organisation, on: date = SINCE, at: datetime = NOW) -> None:
    with unit_of_work():
        organisations.begin(town.coordinator.actor(), partner.id, on, now=at)


def leave(town: Town, partner: Organisation, on: date, at: datetime = NOW) -> None:
    with unit_of_work():
        organisations.end(town.coordinator.actor(), partner.id, on, now=at)


def add(
    town: Town,
    where: str | UUID,
    person: officers.Person | None = None,
    *,
    since: date = SINCE,
    until: date | None = None,
    by: Person | None = None,
) -> UUID:
    with unit_of_work():
        return officers.add(
            (by or town.coordinator).actor(),
            where,
            person or officers.Person(name="Rik Temmink (demo)", email=RIK),
            valid_from=since,
            valid_until=until,
            now=NOW,
        )


def invite(town: Town, officer_id: UUID, at: datetime = NOW) -> AccountStanding:
    with unit_of_work():
        return admission.invite(town.coordinator.actor(), officer_id, now=at)


def a_partner_account(partner: Organisation, email: str = RIK) -> Person:
    with unit_of_work():
        return a_person(partner, Role.PARTNER, email=email, name="Rik Temmink (demo)")

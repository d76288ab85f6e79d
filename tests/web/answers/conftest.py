"""A case that waits for the police, shared with somebody there who has an account."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from flask import Flask

from tests.answers.builders import a_case_at_the_police
from tests.builders import Person, stored
from tests.cases.builders import Town, a_town
from tests.police_reports.desk import decide
from tests.sharing.received import Unit, a_contact, a_partnership, a_police_unit, a_share
from vpt.answers import giving
from vpt.answers.models import PartnerAnswer
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import clock
from vpt.infra.db import db, unit_of_work
from vpt.police_reports.models import PoliceReport


@dataclass
class Asked:
    """The case, its share, and short ways to look behind the pages."""

    app: Flask
    town: Town
    unit: Unit
    case_id: UUID
    share_id: UUID
    reports: tuple[UUID, ...]

    @property
    def police(self) -> Person:
        """Return who answers for the police."""
        return self.unit.person

    def url(self, rest: str = "") -> str:
        """Return an address of the share for the account."""
        return f"/keten/{self.share_id}{rest}"

    def case_url(self, rest: str = "") -> str:
        """Return an address of the answers of the case."""
        return f"/dossiers/{self.case_id}/antwoorden{rest}"

    def answer(self, client, **typed: str):
        """Send the answer form."""
        data = {"key": str(uuid4()), **typed}
        return client.post(self.url("/antwoord"), data=data)

    def answers(self) -> list[PartnerAnswer]:
        """Return what is stored, oldest first."""
        with self.app.app_context():
            return sorted(stored(PartnerAnswer), key=lambda one: one.given_at)

    def outcomes(self, key: str) -> list[str | None]:
        """Return how the steps by a key ended."""
        with self.app.app_context():
            return [one.outcome for one in stored(CaseStep) if one.key == key]

    def version(self) -> int:
        """Return the version a page would carry now."""
        with self.app.app_context():
            return db.session.get_one(
                Case, (self.town.coordinator.organisation_id, self.case_id)
            ).version

    def from_desk(self, **typed: str) -> UUID:
        """Write something through the cover sheet, and return the answer."""
        with self.app.app_context():
            report = stored(PoliceReport)[0]
            with unit_of_work():
                rows = giving.from_desk(report, typed, key=uuid4(), now=clock.now())
            return rows[0].id


def ask(app: Flask, *, reports: int = 1) -> Asked:
    """Return a case with everything the police are asked."""
    with app.app_context():
        unit, town = a_police_unit(), a_town()
        a_partnership(town, unit, at=clock.now())
        victims = (town.employee, town.colleague)[:reports]
        stored_case = a_case_at_the_police(town, victims=victims)
        if reports > 1:
            decide(town, stored_case, nth=1)
        contact = a_contact(town, unit, at=clock.now())
        share = a_share(
            stored_case, contact, at=clock.now(),
            asks=("registration", "vpt_code", "police_news"),
        )  # fmt: skip
        made = tuple(
            sorted(one.id for one in stored(PoliceReport) if one.case_id == stored_case.id)
        )
        return Asked(app, town, unit, stored_case.id, share.id, made)


@pytest.fixture
def asked(app: Flask) -> Asked:
    return ask(app)

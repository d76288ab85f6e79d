"""A case with a seal and two exhibits whose coordinator makes the dossier for the prosecutor."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.builders import Person, give_seal
from tests.cases.builders import a_case
from tests.incidents.builders import a_picture
from tests.sharing.received import an_exhibit
from tests.web.scenes import Scene, scene
from vpt.cases.models import Case
from vpt.core import clock
from vpt.documents import issue, issued
from vpt.incidents import attachments, releasing
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.prosecution import planning
from vpt.prosecution.models import HandIn

__all__ = ["scene"]

TEXT = "De werkgever verklaart dat dit een publieke taak was."


@dataclass
class Office:
    """A scene ready for its dossier, and short ways through the pages."""

    scene: Scene
    exhibits: list[UUID]

    def url(self, rest: str = "") -> str:
        """Return an address of the dossier for the prosecutor."""
        return self.scene.url(f"/om{rest}")

    def revision(self) -> int:
        """Return the revision a page would carry now."""
        with self.scene.app.app_context():
            return planning.plan_of(
                self.scene.town.coordinator.actor(), self.scene.case_id
            ).revision

    def filled(self, **other):
        """Return everything the form holds."""
        return {
            "revision": str(self.revision()),
            "text": TEXT,
            "name": "Mia Directeur (demo)",
            "function": "Directeur",
            "place": "Voorbeeldstad",
            "day": "2026-03-10",
            "impact_service": "De balie was een middag dicht.",
            "impact_victim": "Het slachtoffer durft niet meer alleen te werken.",
            **{planning.field_of(one): "copy" for one in self.exhibits},
            **other,
        }

    def compose(self, client, **other):
        """Send the form and return the answer."""
        return client.post(self.url("/samenstellen"), data=self.filled(**other))

    def hand_in(self, client, **other):
        """Make the dossier and return the answer."""
        return client.post(self.url(), data={"revision": str(self.revision()), **other})

    def made(self) -> list[HandIn]:
        """Return the dossiers that left, oldest first."""
        with self.scene.app.app_context():
            return list(db.session.scalars(select(HandIn).order_by(HandIn.number)))

    def one(self, rest: str) -> str:
        """Return an address of the newest dossier that left."""
        return self.url(f"/{self.made()[-1].id}{rest}")

    def add_exhibit(self, name: str, content: bytes | None = None) -> UUID:
        """Add a file to the case, a picture unless told."""
        with self.scene.app.app_context():
            key = (self.scene.town.organisation.id, self.scene.case_id)
            case = db.session.get_one(Case, key)
            more = (content,) if content else ()
            found = an_exhibit(self.scene.town, case, *more, name=name)
        self.exhibits.append(found)
        return found

    def release(self, evidence_id: UUID) -> None:
        """Let an original go after having seen what it tells."""
        with self.scene.app.app_context():
            actor = self.scene.town.coordinator.actor()
            evidence = attachments.find(actor.organisation_id, evidence_id)
            found = releasing.look(actor, evidence)
            with unit_of_work():
                releasing.confirm(actor, evidence, found.mark, found=found, now=clock.now())

    def withdraw(self) -> None:
        """Take the newest dossier back."""
        with self.scene.app.app_context(), unit_of_work():
            actor = self.scene.town.coordinator.actor()
            row = issued.get(actor, self.scene.case_id, self.made()[-1].document_id)
            issue.withdraw(actor, row, issue.WITHDRAWALS[0], now=clock.now())

    def involve(self, person: Person) -> None:
        """Make a colleague the victim of the incident."""
        with self.scene.app.app_context(), unit_of_work():
            of_case = Involved.incident_id == self.scene.case_id, Involved.role == "victim"
            db.session.scalars(select(Involved).where(*of_case)).first().user_id = person.id

    def another(self) -> UUID:
        """Return the id of a second case of the same employer."""
        with self.scene.app.app_context():
            return a_case(self.scene.town, at=clock.now() - timedelta(hours=3)).id


def words_of(page: str) -> str:
    """Return what a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def office(scene):
    organisation = scene.town.organisation
    with scene.app.app_context():
        give_seal(organisation, now=clock.now())
        case = db.session.get_one(Case, (organisation.id, scene.case_id))
        exhibits = [
            an_exhibit(scene.town, case, a_picture(), name="balie.png"),
            an_exhibit(scene.town, case, b"U hoort nog van mij.\n", name="bericht.txt"),
        ]
    return Office(scene, exhibits)

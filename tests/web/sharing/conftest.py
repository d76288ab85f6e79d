"""A sealed case with two exhibits and somebody at the police to share it with."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.builders import give_seal
from tests.sharing.received import a_contact, an_exhibit
from tests.web.scenes import Scene, scene
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.sharing.models import Share

__all__ = ["scene"]

QUESTION = "Wilt u het registratienummer doorgeven?"
EXHIBITS = ("NAALD-GEKOZEN.png", "NAALD-WEGGELATEN.png")


@dataclass
class Desk:
    """A scene with a contact and evidence, and short ways through the pages."""

    scene: Scene
    officer_id: UUID
    exhibits: list[UUID]

    def chosen(self, **other):
        """Return everything the last page carries."""
        return {
            "officer": str(self.officer_id),
            "purpose": "report",
            "door": "link",
            "code_way": "telephone",
            "sections": ["summary", "circumstances", "people", "evidence", "chain"],
            "evidence": [str(self.exhibits[0])],
            "asks": ["registration", "vpt_code"],
            "question": QUESTION,
            "basis": "crime_report",
            "until": (local_date(clock.now()) + timedelta(days=30)).isoformat(),
            "prepared": "police",
            "version": str(self.scene.version()),
            "at": "check",
            **other,
        }

    def share(self, client, **other):
        """Send a share and return the answer."""
        return client.post(self.scene.url("/delen/nieuw"), data=self.chosen(**other))

    def shares(self):
        """Return the stored shares, oldest first."""
        with self.scene.app.app_context():
            return list(db.session.scalars(select(Share).order_by(Share.number)))

    def one(self, rest=""):
        """Return an address of the newest share."""
        return self.scene.url(f"/delingen/{self.shares()[-1].id}{rest}")

    def change(self, client, rest, **data):
        """Post one of the forms of the newest share as somebody who has just looked."""
        return client.post(self.one(rest), data={"version": str(self.scene.version()), **data})


def held(page, name):
    """Return the values a page carries for a field."""
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)


@pytest.fixture
def desk(scene):
    organisation = scene.town.organisation
    with scene.app.app_context():
        give_seal(organisation, now=clock.now())
        case = db.session.get_one(Case, (organisation.id, scene.case_id))
        officer_id = a_contact(scene.town, at=clock.now()).id
        exhibits = [an_exhibit(scene.town, case, name=name) for name in EXHIBITS]
    return Desk(scene, officer_id, exhibits)

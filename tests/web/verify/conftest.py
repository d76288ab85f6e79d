"""A town with a seal and one issued case file, as somebody outside may come to check it."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask

from tests.cases.builders import Town, a_case, a_town
from vpt.cases import dossier, founding
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import checking, issue, seals
from vpt.documents.models import IssuedDocument
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile


@dataclass
class Papers:
    """A case of which papers are issued, and a look behind the pages."""

    app: Flask
    town: Town
    case_id: UUID

    def seal(self) -> None:
        """Give the organisation a new seal; the one before is retired."""
        organisation = self.town.organisation
        material = founding.make_seal(organisation.name, demo=False, now=clock.now())
        with unit_of_work():
            owner = Author(organisation_id=organisation.id)
            seals.store(owner, organisation.keyset_id, material, now=clock.now())

    def issue(self, profile: Profile = Profile.POLICE) -> tuple[IssuedDocument, bytes]:
        """Return the next version of the case file and its bytes; needs an application context."""
        actor, now = self.town.manager.actor(clock.now()), clock.now()
        request = dossier.prepare(actor, self.case_id, "case_file", profile, now=now)
        drawn = issue.draw(actor, request, issued_at="vandaag", now=now)
        with unit_of_work():
            row = issue.store(actor, drawn, now=now)
        storage.settle(drawn.staged)
        file = db.session.get_one(storage.StoredFile, (row.organisation_id, row.file_id))
        return row, b"".join(storage.read(file))


@pytest.fixture
def papers(app) -> Papers:
    with app.app_context():
        town = a_town()
        case = a_case(town, at=clock.now() - timedelta(hours=20))
        made = Papers(app, town, case.id)
        made.seal()
        return made


@pytest.fixture
def paper(papers) -> tuple[IssuedDocument, bytes]:
    with papers.app.app_context():
        return papers.issue()


def code_of(row: IssuedDocument) -> str:
    return checking.shown(str(row.check_code))


def upload(client, content: bytes, name: str = "document.pdf"):
    return client.post("/verifieer", data={"file": (BytesIO(content), name)})

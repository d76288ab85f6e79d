"""A protocol owner behind the pages of the protocol."""

import io
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.builders import Person, stored
from tests.cases.builders import Town
from tests.revision.builders import a_town_with_owner
from vpt.cases.models import ProtocolVersion
from vpt.revision.models import ProtocolDraft

ALL = "/beheer/protocol"
DRAFT = f"{ALL}/concept"


@dataclass
class Desk:
    """A town, its protocol owner, and what the pages stored."""

    app: Flask
    town: Town
    owner: Person

    def draft(self) -> ProtocolDraft:
        """Return the only draft there is."""
        with self.app.app_context():
            (found,) = stored(ProtocolDraft)
            return found

    def drafts(self) -> int:
        """Return how many drafts there are."""
        with self.app.app_context():
            return len(stored(ProtocolDraft))

    def versions(self) -> list[ProtocolVersion]:
        """Return the versions by number."""
        with self.app.app_context():
            return sorted(stored(ProtocolVersion), key=lambda row: row.number)


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context():
        town, owner = a_town_with_owner()
        return Desk(app, town, owner)


def a_file(text: str) -> tuple[io.BytesIO, str]:
    """Return a text as an uploaded file."""
    return io.BytesIO(text.encode()), "protocol.toml"


def begin(client: FlaskClient, text: str) -> None:
    """Start a draft from a file."""
    answer = client.post(f"{DRAFT}/beginnen", data={"source": "file", "file": a_file(text)})
    assert answer.status_code == 302, answer.text

"""Browsers of recipients: one with an account, and one that has only a link and its code."""

from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.builders import stored
from tests.cases.builders import Town
from tests.sharing.received import (
    Unit,
    a_contact,
    a_copy,
    a_link,
    a_police_unit,
    a_share,
    a_town_that_shares,
    an_exhibit,
)
from vpt.core import clock
from vpt.infra.db import db, unit_of_work
from vpt.sharing.models import Share, ShareReceipt


@dataclass
class Portal:
    """An employer that shares one case twice: with an account, and by link."""

    app: Flask
    unit: Unit
    town: Town
    case_id: UUID
    reference: str
    share_id: UUID
    linked_id: UUID
    evidence_id: UUID
    text: str
    code: str

    @property
    def url(self) -> str:
        """Return the address of the share for the account."""
        return f"/keten/{self.share_id}"

    @property
    def link(self) -> str:
        """Return the address of the share by link."""
        return f"/deling/{self.text}"

    def fresh_code(self) -> str:
        """Return a new code for the link."""
        with self.app.app_context():
            return a_link(self.row(self.linked_id), at=clock.now())[1]

    def row(self, share_id: UUID) -> Share:
        """Return a share as stored; needs an application context."""
        return db.session.get_one(Share, (self.town.organisation.id, share_id))

    def change(self, share_id: UUID, **values: object) -> None:
        """Change a share behind the pages' back."""
        with self.app.app_context(), unit_of_work():
            for name, value in values.items():
                setattr(self.row(share_id), name, value)

    def supplement(self, share_id: UUID, news: str) -> None:
        """Add a second copy."""
        with self.app.app_context():
            a_copy(self.row(share_id), 2, news, at=clock.now())

    def receipts(self, share_id: UUID) -> list[str]:
        """Return what was written down of a share, in order."""
        with self.app.app_context():
            rows = sorted(stored(ShareReceipt), key=lambda row: (row.at, row.id))
            return [row.kind for row in rows if row.share_id == share_id]


def a_portal(app: Flask) -> Portal:
    """Return a portal with everything in it."""
    with app.app_context():
        now = clock.now()
        unit = a_police_unit()
        town, case, share = a_town_that_shares(unit, at=now)
        picture = an_exhibit(town, case)
        with unit_of_work():
            row = db.session.get_one(Share, (share.organisation_id, share.id))
            row.evidence = [str(picture)]
        linked = a_share(case, a_contact(town, at=now), at=now, evidence=(picture,))
        text, code = a_link(linked, at=now)
        for row in (town.organisation, unit.organisation, case, share, linked):
            db.session.refresh(row)  # they are looked at outside this context
        for row in (town.location, town.unit):
            db.session.refresh(row)
        return Portal(
            app, unit, town, case.id, case.reference, share.id, linked.id, picture, text, code
        )


def another_town(app: Flask, unit: Unit) -> tuple[Town, Share, str]:
    """Return a second employer that shares with the same unit, and by a link of its own."""
    with app.app_context():
        now = clock.now()
        town, case, share = a_town_that_shares(unit, at=now)
        linked = a_share(case, a_contact(town, at=now), at=now)
        text = a_link(linked, at=now)[0]
        for row in (town.organisation, share):
            db.session.refresh(row)
        return town, share, text


def opened(app: Flask, portal: Portal, client: FlaskClient | None = None) -> FlaskClient:
    """Return a browser in which the link was opened with a fresh code."""
    client = client or app.test_client()
    answer = client.post(portal.link, data={"code": portal.fresh_code()})
    assert answer.status_code == 302, answer.text
    return client

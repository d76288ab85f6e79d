"""The house style in use: logo, colour and return address of an organisation's papers."""

from uuid import UUID

from sqlalchemy import select

from vpt.documents.meta import PLAIN_HOUSE, House
from vpt.documents.models import HouseStyle
from vpt.infra import storage
from vpt.infra.db import db


def current(organisation_id: UUID) -> House:
    """Return how the organisation's papers look now; the plain look when it chose none."""
    row = db.session.scalar(
        select(HouseStyle)
        .where(HouseStyle.organisation_id == organisation_id)
        .order_by(HouseStyle.set_at.desc(), HouseStyle.id.desc())
        .limit(1)
    )
    if row is None:
        return PLAIN_HOUSE
    return House(logo=_logo(row), colour=row.colour, return_address=row.return_address)


def _logo(row: HouseStyle) -> bytes | None:
    if row.logo_id is None:
        return None
    file = db.session.get_one(storage.StoredFile, (row.organisation_id, row.logo_id))
    return b"".join(storage.read(file))

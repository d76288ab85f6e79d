"""Reminding in time that a victim can still ask for prosecution."""

from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Organisation
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import db, unit_of_work
from vpt.police_reports import alarms

BATCH = 20


def remind_of_complaints(_settings: Settings) -> None:
    """Tell coordinators and victims of terms on day 60 and day 80, a few steps at a time."""
    for organisation_id in list(db.session.scalars(select(Organisation.id))):
        last: UUID | None = None
        while True:
            with unit_of_work():
                last = alarms.remind(organisation_id, clock.now(), after=last, limit=BATCH)
            if last is None:
                break

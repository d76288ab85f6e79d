"""What time does for victims: a word before a hearing, and on the yearly day they asked for."""

from datetime import time

from sqlalchemy import select

from vpt.accounts.models import Organisation
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.core.worktime import AMSTERDAM
from vpt.infra.db import db, unit_of_work
from vpt.support import reminders

BATCH = 50
NOT_BEFORE = time(8)
"""Nobody is reminded in the night."""


def remind(_settings: Settings) -> None:
    """Remind of hearings, one organisation at a time, and of yearly days, a few at a time."""
    now = clock.now()
    if now.astimezone(AMSTERDAM).time() < NOT_BEFORE:
        return
    for organisation_id in list(db.session.scalars(select(Organisation.id))):
        with unit_of_work():
            reminders.remind_of_hearings(organisation_id, now=now)
    handled = BATCH
    while handled == BATCH:
        with unit_of_work():
            handled = reminders.remind_of_days(now=now, limit=BATCH)

"""Asking partners again for what they have not answered, and stopping when it is known."""

from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.answers import asking, starting
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import db, unit_of_work

BATCH = 20
ROUNDS = 200


def ask_again(_settings: Settings) -> None:
    """Settle what was answered otherwise, then ask what is due, a few steps at a time."""
    employers = select(Organisation.id).where(Organisation.kind == OrganisationKind.EMPLOYER)
    for organisation_id in list(db.session.scalars(employers)):
        _settle(organisation_id)
        _ask(organisation_id)


def _settle(organisation_id: UUID) -> None:
    for _ in range(ROUNDS):
        with unit_of_work():
            settled = starting.settle_done(organisation_id, clock.now(), limit=BATCH)
        if settled == 0:
            return


def _ask(organisation_id: UUID) -> None:
    last: UUID | None = None
    for _ in range(ROUNDS):
        with unit_of_work():
            last = asking.ask_due(organisation_id, clock.now(), after=last, limit=BATCH)
        if last is None:
            return

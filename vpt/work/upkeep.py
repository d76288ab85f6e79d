"""What time does to the tables: escalating, sealing the trail, sweeping what expired."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import parked, tries
from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.cases import escalation
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.incidents import drafts
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.storage import StoredFile
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

BATCH = 50
ROUNDS = 200
STAGED_LASTS = timedelta(hours=6)
"""Longer than any upload takes."""


def escalate(_settings: Settings) -> None:
    """Tell who has to know that a term is running out or has run out, a few steps at a time."""
    for _ in range(ROUNDS):
        with unit_of_work():
            handled = escalation.escalate(clock.now(), BATCH)
        if handled == 0:
            return


def seal_audit(_settings: Settings) -> None:
    """Seal every entry of the trail that lies in no batch yet, one batch per unit of work."""
    for organisation_id in list(db.session.scalars(select(Organisation.id))):
        sealed = audit.BATCH
        while sealed == audit.BATCH:
            with unit_of_work():
                sealed = audit.seal_next_batch(organisation_id, now=clock.now())


def expire_drafts(_settings: Settings) -> None:
    """Announce drafts that end soon and destroy those that ended; then their files."""
    now = clock.now()
    with unit_of_work():
        notifications.queue_all(
            [
                Notice(
                    organisation_id=draft.organisation_id,
                    recipient_id=draft.reporter_id,
                    kind=Kind.DRAFT_EXPIRES,
                    subject_id=draft.id,
                    level=draft.warned,
                )
                for draft in drafts.list_to_warn(now=now)
            ],
            at=now,
        )
    with unit_of_work():
        files = drafts.purge_expired(now=now)
    for file_id in files:
        storage.remove(file_id)


def sweep_files(_settings: Settings) -> None:
    """Settle or delete what an interrupted upload left in the staging folder."""
    waiting = storage.list_staged()
    known: set[UUID] = set()
    for start in range(0, len(waiting), BATCH):
        part = waiting[start : start + BATCH]
        known |= set(db.session.scalars(select(StoredFile.id).where(StoredFile.id.in_(part))))
    storage.sweep(known, older_than=(clock.now() - STAGED_LASTS).timestamp())


def sweep_tries(_settings: Settings) -> None:
    """Forget sign-in tries that no longer count."""
    with unit_of_work():
        tries.sweep(now=clock.now())


def sweep_forms(_settings: Settings) -> None:
    """Forget forms that were posted after their session and that nobody came back for."""
    with unit_of_work():
        parked.sweep(now=clock.now())

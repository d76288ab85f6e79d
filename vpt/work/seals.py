"""What time does to seals: timestamps that end are followed, certificates that end announced."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.errors import Unavailable
from vpt.core.settings import Settings
from vpt.documents import issue, seals, stamps
from vpt.documents.models import SealKey
from vpt.documents.stamps import Due, Stamped
from vpt.infra import sealing, storage
from vpt.infra.db import unit_of_work
from vpt.infra.sealing import BLTA, NoSeal, Stamping
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

log = logging.getLogger("vpt.work")
BATCH = 20
AT_MOST = timedelta(minutes=10)
"""A round ends after this, so that other jobs get their turn; the next one goes on."""
TOLD = (Role.ADMINISTRATOR, Role.COORDINATOR)
ABOUT_ONE = {"tsa_untrusted"}
"""Refusals that may concern one document; after any other the next would fail as well."""


def restamp(_settings: Settings) -> None:
    """Put a newer timestamp behind B-LTA documents whose newest ends soon, one at a time.

    What fails is tried again at the next turn; `doctor` shows what stays behind.
    """
    stamping = replace(sealing.configured(), level=BLTA)
    until, after, busy = clock.now() + AT_MOST, None, bool(stamping.url)
    while busy and clock.now() < until:
        due, after = stamps.list_due(clock.now(), after=after, limit=BATCH)
        busy = all(_follow(one, stamping) for one in due) and after is not None


def warn(_settings: Settings) -> None:
    """Tell administrators and coordinators in time that the certificate of their seal ends."""
    now = clock.now()
    with unit_of_work():
        seals.complete()
        for row in seals.list_to_warn(now):
            notifications.queue_all(_notices(row, now), at=now)


def _notices(row: SealKey, now: datetime) -> list[Notice]:
    return [
        Notice(
            organisation_id=row.organisation_id,
            recipient_id=person.id,
            kind=Kind.SEAL_ENDS,
            subject_id=row.id,
            level=row.warned,
        )
        for person in accounts.list_with_role(row.organisation_id, TOLD, now=now)
    ]


def _follow(due: Due, stamping: Stamping) -> bool:
    """Renew one document; return whether trying the next one makes sense now."""
    try:
        stamped = stamps.make(due, stamping, now=clock.now())
    except NoSeal as error:
        log.warning("document %s was not stamped: %s", due.document_id, type(error).__name__)
        return True
    except Unavailable as error:
        log.warning("document %s was not stamped: %s", due.document_id, error.code)
        return error.code in ABOUT_ONE
    if stamped is not None:
        _keep(stamped)
    return True


def _keep(stamped: Stamped) -> None:
    try:
        with unit_of_work():
            is_kept = stamps.store(stamped, issue.MEDIA_TYPE, now=clock.now())
    except BaseException:
        storage.discard(stamped.staged)
        raise
    (storage.settle if is_kept else storage.discard)(stamped.staged)

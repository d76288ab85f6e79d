"""Tells a contact that a question waits: where they come in, and never what it is about."""

from datetime import datetime

from vpt.answers.models import FeedbackRequest
from vpt.infra.db import db
from vpt.notifications import outside
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, OutsideKind
from vpt.partners import queries as partners
from vpt.partners.models import ContactOfficer
from vpt.partners.queries import Officer
from vpt.sharing import service as sharing
from vpt.sharing.models import Share
from vpt.sharing.rules import Door


def remind(row: FeedbackRequest, share: Share, number: int, *, now: datetime) -> bool:
    """Remind the recipient of a share for the nth time; False when there is no way to."""
    officer = _officer(share)
    if officer is None:
        return False
    if share.door == Door.ACCOUNT:
        return _by_account(row, share, officer, number, now)
    if not officer.email:
        return False
    outside.queue(
        share.organisation_id, share.keyset_id, key=f"asked {row.id} {number}",
        kind=OutsideKind.ASKED_AGAIN, subject_id=share.id, address=officer.email,
        path=sharing.path_of(share), at=now,
    )  # fmt: skip
    return True


def _by_account(
    row: FeedbackRequest, share: Share, officer: Officer, number: int, now: datetime
) -> bool:
    if officer.user_id is None or share.partner_id is None:
        return False
    notifications.queue(
        share.partner_id, officer.user_id, Kind.SHARE_ASKED_AGAIN, subject_id=share.id,
        step_key=f"{row.ask} {row.subject_id.hex[-8:]}", occurrence=row.occurrence, level=number,
        at=now,
    )  # fmt: skip
    return True


def _officer(share: Share) -> Officer | None:
    row = db.session.get(ContactOfficer, (share.organisation_id, share.officer_id))
    return partners.as_officer(row) if row is not None else None

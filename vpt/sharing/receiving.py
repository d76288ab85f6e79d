"""What a recipient may read of the shares addressed to them, and how they take or refuse one."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn
from vpt.infra import links
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind
from vpt.partners import queries as partners
from vpt.sharing import link, receipts
from vpt.sharing.models import SecureLink, Share
from vpt.sharing.rules import READABLE, Dates, Door, Reader, ReceiptKind, Standing, standing

MOST_REASON = 2000


def visible(actor: Actor, *, now: datetime) -> Select[Share]:
    """Return the shares this account of a partner may open at this moment.

    They are addressed to its organisation, by an employer that has this very account as a contact
    today, and are not taken back, refused or over.
    """
    if not actor.may(Permission.PORTAL):
        return select(Share).where(Share.id.is_(None))
    employers = partners.admits(actor.id, actor.organisation_id, local_date(now))
    return select(Share).where(
        Share.partner_id == actor.organisation_id,
        Share.door == Door.ACCOUNT,
        Share.organisation_id.in_(employers),
        *_readable(now),
    )


def get_received(actor: Actor, share_id: UUID, *, now: datetime) -> Share:
    """Return one share within reach of an account, else NotVisible."""
    share = db.session.scalar(visible(actor, now=now).where(Share.id == share_id))
    if share is None:
        raise NotVisible("not_found")
    return share


def among(actor: Actor, share_ids: Collection[UUID], *, now: datetime) -> frozenset[UUID]:
    """Return which of these shares the account may open."""
    found = visible(actor, now=now).where(Share.id.in_(share_ids)).with_only_columns(Share.id)
    return frozenset(db.session.scalars(found))


def find_by_link(text: str, *, now: datetime) -> tuple[Share, SecureLink] | None:
    """Return the share a link names, or None when the link does not work (any more).

    The contact it was sent to, and the partnership when there is one, still have to hold. Raises
    NotVisible for a text that was never a link of ours.
    """
    named = links.open_row(links.SHARE, text)
    if named is None:
        raise NotVisible("not_found")
    row = db.session.execute(
        select(Share, SecureLink)
        .join(
            SecureLink,
            and_(
                SecureLink.organisation_id == Share.organisation_id,
                SecureLink.share_id == Share.id,
            ),
        )
        .where(
            Share.organisation_id == named[0],
            Share.id == named[1],
            Share.door == Door.LINK,
            SecureLink.blocked_at.is_(None),
            Share.officer_id.in_(partners.contacts_on(local_date(now))),
            *_readable(now),
        )
        .execution_options(populate_existing=True)
    ).first()
    return (row[0], row[1]) if row is not None else None


def open_by_link(text: str, code: str, client: str, *, now: datetime) -> tuple[Share, link.Tried]:
    """Try a code on a link; the caller commits whatever came of it.

    Raises NotVisible for a link that does not work, TooMany(minutes=…).
    """
    found = find_by_link(text, now=now)
    if found is None:
        raise NotVisible("not_found")
    return found[0], link.try_code(found[0], code, client, now=now)


def look(share: Share, reader: Reader, *, now: datetime) -> None:
    """Write down that the page was opened."""
    receipts.note(share, ReceiptKind.OPENED, door=reader.door, user_id=reader.user_id, now=now)


def standing_of(share: Share, now: datetime) -> Standing:
    """Return how a share stands at a moment."""
    return standing(
        Dates(
            expires_at=share.expires_at,
            accepted_at=share.accepted_at,
            rejected_at=share.rejected_at,
            recalled_at=share.recalled_at,
        ),
        now,
    )


def accept(share: Share, reader: Reader, *, now: datetime, quietly: bool = False) -> bool:
    """Take a share into treatment; False when that was done before.

    `quietly` is for who answers at once: the answer itself tells the sender.
    Raises RuleBroken("share_over") when it was taken back or refused meanwhile.
    """
    _relock(share, now)
    if share.accepted_at is not None:
        return False
    share.accepted_at = now
    receipts.note(share, ReceiptKind.ACCEPTED, door=reader.door, user_id=reader.user_id, now=now)
    if not quietly:
        _tell_sender(share, Kind.SHARE_ACCEPTED, now)
    db.session.flush()
    return True


def reject(share: Share, reader: Reader, reason: str, *, now: datetime) -> None:
    """Refuse a share and say why; it closes for the recipient.

    Raises RuleBroken("reason_required", "text_too_long", "bsn_refused", "share_over").
    """
    text = words.clean(reason).strip()
    if not text:
        raise RuleBroken("reason_required", field="reason")
    ensure_length("reason", text, MOST_REASON)
    ensure_no_bsn({"reason": text})
    _relock(share, now)
    share.rejected_at = now
    share.reason = text
    receipts.note(share, ReceiptKind.REJECTED, door=reader.door, user_id=reader.user_id, now=now)
    if share.door == Door.LINK:
        link.end(share)
    _tell_sender(share, Kind.SHARE_REJECTED, now)
    db.session.flush()


def _readable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return `rules.READABLE` as conditions."""
    return (Share.recalled_at.is_(None), Share.rejected_at.is_(None), Share.expires_at > now)


def _relock(share: Share, now: datetime) -> None:
    """Read the share afresh and hold it, so that a recall at the same moment is not lost."""
    db.session.refresh(share, with_for_update=True)
    if standing_of(share, now) not in READABLE:
        raise RuleBroken("share_over")


def _tell_sender(share: Share, kind: Kind, now: datetime) -> None:
    notifications.queue(
        share.organisation_id,
        share.created_by,
        kind,
        case_id=share.case_id,
        subject_id=share.id,
        at=now,
    )

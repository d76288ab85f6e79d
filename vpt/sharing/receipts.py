"""Receipts: what happened to a share, added and never changed, and told in the sender's trail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, select

from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.sharing.models import Share, SharedCopy, ShareReceipt
from vpt.sharing.rules import ReceiptKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Of which share a document is a copy, and how often its recipient took it."""

    share_id: UUID
    number: int
    times: int
    last_at: datetime | None


def note(  # noqa: PLR0913  one receipt, all parts by name
    share: Share,
    kind: ReceiptKind,
    *,
    door: str,
    user_id: UUID | None = None,
    copy_number: int | None = None,
    evidence_id: UUID | None = None,
    now: datetime,
) -> ShareReceipt:
    """Add a receipt in the caller's transaction, and the line in the sender's trail."""
    codes = {"share": str(share.number), "door": door, "party": share.party}
    codes |= {"copy": str(copy_number)} if copy_number is not None else {}
    codes |= {"evidence": str(evidence_id)} if evidence_id is not None else {}
    author = Author(organisation_id=share.organisation_id, id=user_id)
    audit.record(author, f"share.{kind.value}", ("case", share.case_id), at=now, codes=codes)
    return add(
        share, kind, door=door, user_id=user_id, copy_number=copy_number,
        evidence_id=evidence_id, now=now,
    )  # fmt: skip


def add(  # noqa: PLR0913  one receipt, all parts by name
    share: Share,
    kind: ReceiptKind,
    *,
    door: str,
    user_id: UUID | None = None,
    copy_number: int | None = None,
    evidence_id: UUID | None = None,
    now: datetime,
) -> ShareReceipt:
    """Add a receipt of what the change to the case itself writes in the trail."""
    row = ShareReceipt(
        organisation_id=share.organisation_id,
        id=new_id(),
        share_id=share.id,
        kind=kind.value,
        at=now,
        door=str(door),
        user_id=user_id,
        copy_number=copy_number,
        evidence_id=evidence_id,
    )
    db.session.add(row)
    return row


def of_shares(organisation_id: UUID, share_ids: Iterable[UUID]) -> list[ShareReceipt]:
    """Return the receipts of shares the caller has fetched within reach, oldest first."""
    return list(
        db.session.scalars(
            select(ShareReceipt)
            .where(
                ShareReceipt.organisation_id == organisation_id,
                ShareReceipt.share_id.in_(list(share_ids)),
            )
            .order_by(ShareReceipt.at, ShareReceipt.id)
        )
    )


def answered_at(share: Share) -> frozenset[datetime]:
    """Return the moments at which a share was answered; steps it finished carry the same ones."""
    rows = of_shares(share.organisation_id, [share.id])
    return frozenset(row.at for row in rows if row.kind == ReceiptKind.ANSWERED)


def fetched(actor: Actor, case_id: UUID) -> dict[UUID, Fetched]:
    """Return which documents of a case in reach are shared copies, by id, in one statement."""
    of_copy = and_(
        ShareReceipt.organisation_id == SharedCopy.organisation_id,
        ShareReceipt.share_id == SharedCopy.share_id,
        ShareReceipt.copy_number == SharedCopy.number,
        ShareReceipt.kind == ReceiptKind.DOWNLOADED.value,
    )
    of_share = and_(
        Share.organisation_id == SharedCopy.organisation_id, Share.id == SharedCopy.share_id
    )
    rows = db.session.execute(
        select(
            SharedCopy.document_id,
            Share.id,
            Share.number,
            func.count(ShareReceipt.id).label("times"),
            func.max(ShareReceipt.at).label("last_at"),
        )
        .join(Share, of_share)
        .outerjoin(ShareReceipt, of_copy)
        .where(Share.organisation_id == actor.organisation_id, Share.case_id == case_id)
        .group_by(SharedCopy.document_id, Share.id, Share.number)
    )
    return {
        row.document_id: Fetched(
            share_id=row.id, number=row.number, times=row.times, last_at=row.last_at
        )
        for row in rows
    }

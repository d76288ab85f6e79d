"""What a sender sees of the shares of a case, and what a victim sees of with whom it is shared."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts import queries as accounts
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.documents.models import IssuedDocument
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.partners import queries as partners
from vpt.partners.models import ContactOfficer
from vpt.partners.queries import Officer
from vpt.sharing import planning, receipts
from vpt.sharing.models import SecureLink, Share, SharedCopy, ShareReceipt
from vpt.sharing.receiving import standing_of
from vpt.sharing.rules import MOST_CODES, READABLE, Standing

READ = frozenset({"opened", "downloaded", "evidence_downloaded"})
"""Receipts that say the recipient has seen something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """One thing that happened; `who` is empty for somebody who came by the link."""

    at: datetime
    kind: str
    who: str
    copy_number: int | None
    evidence_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """One sealed copy."""

    number: int
    document_id: UUID
    kind: str
    version: int
    """The number of an added paper among its own kind."""
    made_at: datetime
    news: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """One share as its sender sees it."""

    row: Share
    officer: Officer | None
    by: str
    standing: Standing
    copies: Sequence[CopyView]
    receipts: Sequence[ReceiptView]
    is_blocked: bool
    may_code: bool
    """Whether a new code can be made for its link."""

    @property
    def is_readable(self) -> bool:
        """Tell whether the recipient can open it."""
        return self.standing in READABLE

    @property
    def exhibit_ids(self) -> frozenset[UUID]:
        """Return the evidence that was chosen."""
        return frozenset(UUID(one) for one in self.row.evidence)

    @property
    def last_read_at(self) -> datetime | None:
        """Return when the recipient last opened or downloaded something."""
        return max((one.at for one in self.receipts if one.kind in READ), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWith:
    """With whom a case was shared, when and why: never what."""

    party: str
    place: str
    purpose: str
    shared_at: datetime
    standing: Standing


def shares_of_case(actor: Actor, case_id: UUID, *, now: datetime) -> tuple[ShareView, ...]:
    """Return the shares of a case, newest first; only for who may share from it."""
    reached = planning.reach_to_share(actor, case_id)
    keysets.prefetch(actor.organisation_id, [reached.incident.keyset_id])
    return _views(actor, _rows(actor, case_id), now)


def view(actor: Actor, share_id: UUID, *, now: datetime) -> ShareView:
    """Return one share as its sender sees it, else NotVisible."""
    return _views(actor, [get(actor, share_id)], now)[0]


def get(actor: Actor, share_id: UUID, case_id: UUID | None = None) -> Share:
    """Return a share of a case the actor may share from, else NotVisible or NotAllowed.

    With `case_id` only a share of that case is found.
    """
    row = db.session.get(Share, (actor.organisation_id, share_id))
    if row is None or case_id not in {None, row.case_id}:
        raise NotVisible("not_found")
    planning.reach_to_share(actor, row.case_id)
    return row


def find(actor: Actor, share_id: UUID) -> Share | None:
    """Return a share by the id its form carried, or None when it was not sent yet."""
    return db.session.get(Share, (actor.organisation_id, share_id))


def recipients(actor: Actor, today: date) -> list[Officer]:
    """Return the contacts the own organisation can share with today, by name."""
    found = partners.contacts_on(today).where(
        ContactOfficer.organisation_id == actor.organisation_id
    )
    valid = set(db.session.scalars(found))
    open_to = [one for one in partners.officers(actor) if one.id in valid]
    return sorted(open_to, key=lambda one: (one.party, one.name.casefold()))


def shared_with(actor: Actor, case_id: UUID, *, now: datetime) -> tuple[SharedWith, ...]:
    """Return with whom a case the caller fetched within reach was shared; for victims too."""
    rows = _rows(actor, case_id)
    if not rows:
        return ()
    officers = {one.id: one for one in partners.officers(actor)}
    return tuple(_shared_with(row, officers.get(row.officer_id), now) for row in rows)


def _shared_with(row: Share, officer: Officer | None, now: datetime) -> SharedWith:
    return SharedWith(
        party=row.party,
        place=officer.place if officer else "",
        purpose=row.purpose,
        shared_at=row.created_at,
        standing=standing_of(row, now),
    )


def _rows(actor: Actor, case_id: UUID) -> list[Share]:
    return list(
        db.session.scalars(
            select(Share)
            .where(Share.organisation_id == actor.organisation_id, Share.case_id == case_id)
            .order_by(Share.number.desc())
        )
    )


def _views(actor: Actor, rows: Sequence[Share], now: datetime) -> tuple[ShareView, ...]:
    if not rows:
        return ()
    ids = [row.id for row in rows]
    noted = receipts.of_shares(actor.organisation_id, ids)
    names = accounts.names({one.user_id for one in noted if one.user_id} | {*_makers(rows)})
    officers = {one.id: one for one in partners.officers(actor)}
    copies, found = _copies(actor, ids), _links(actor, ids)
    return tuple(
        _view(row, officers.get(row.officer_id), names, noted, copies[row.id], found, now)
        for row in rows
    )


def _makers(rows: Iterable[Share]) -> set[UUID]:
    return {row.created_by for row in rows}


def _view(  # noqa: PLR0913, PLR0917  the pieces of one view, read together for all
    row: Share,
    officer: Officer | None,
    names: Mapping[UUID, str],
    noted: Sequence[ShareReceipt],
    copies: Sequence[CopyView],
    found: Mapping[UUID, SecureLink],
    now: datetime,
) -> ShareView:
    stands, door = standing_of(row, now), found.get(row.id)
    is_blocked = door is not None and door.blocked_at is not None
    has_codes = door is not None and door.codes_made < MOST_CODES
    return ShareView(
        row=row,
        officer=officer,
        by=names.get(row.created_by, ""),
        standing=stands,
        copies=copies,
        receipts=[_receipt(one, names) for one in noted if one.share_id == row.id],
        is_blocked=is_blocked,
        may_code=stands in READABLE and has_codes and not is_blocked,
    )


def _receipt(row: ShareReceipt, names: Mapping[UUID, str]) -> ReceiptView:
    return ReceiptView(
        at=row.at,
        kind=row.kind,
        who=names.get(row.user_id, "") if row.user_id else "",
        copy_number=row.copy_number,
        evidence_id=row.evidence_id,
    )


def _copies(actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, list[CopyView]]:
    rows = db.session.execute(
        select(SharedCopy, IssuedDocument.kind, IssuedDocument.version)
        .join(
            IssuedDocument,
            and_(
                IssuedDocument.organisation_id == SharedCopy.organisation_id,
                IssuedDocument.id == SharedCopy.document_id,
            ),
        )
        .where(SharedCopy.organisation_id == actor.organisation_id, SharedCopy.share_id.in_(ids))
        .order_by(SharedCopy.number)
    )
    found: dict[UUID, list[CopyView]] = defaultdict(list)
    for row, kind, version in rows:
        made = CopyView(
            number=row.number,
            document_id=row.document_id,
            kind=kind,
            version=version,
            made_at=row.made_at,
            news=row.news or "",
        )
        found[row.share_id].append(made)
    return found


def _links(actor: Actor, ids: Sequence[UUID]) -> Mapping[UUID, SecureLink]:
    rows = db.session.scalars(
        select(SecureLink).where(
            SecureLink.organisation_id == actor.organisation_id, SecureLink.share_id.in_(ids)
        )
    )
    return {row.share_id: row for row in rows}

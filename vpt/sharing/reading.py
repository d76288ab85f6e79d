"""Reading for recipients: the list of what an account received, and the page of one share."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.documents.models import IssuedDocument
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.infra.storage import StoredFile
from vpt.partners.disclosure import Profile, disclose
from vpt.partners.models import ContactOfficer
from vpt.sharing import exhibits
from vpt.sharing.exhibits import Exhibit
from vpt.sharing.models import Share, SharedCopy, ShareReceipt
from vpt.sharing.receiving import standing_of, visible
from vpt.sharing.rules import Door, Reader, ReceiptKind, Standing

LISTED = 200
Answered = Callable[[Sequence[Share]], Collection[UUID]]
"""Tells which shares were answered whole; the room of answers knows (`answers.answered`)."""


def nothing_answered(_shares: Sequence[Share]) -> Collection[UUID]:
    """Return no share: for pages that show what nobody can have answered."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One share in the list of an account."""

    id: UUID
    reference: str
    employer: str
    number: int
    purpose: str
    asks: tuple[str, ...]
    shared_at: datetime
    expires_at: datetime
    standing: Standing
    supplements: int
    is_new: bool
    """Whether this reader has not looked since the newest copy came."""
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One sealed file of a share: number 1 is the file, further ones are supplements."""

    number: int
    kind: str
    made_at: datetime
    news: str
    size: int
    is_new: bool
    is_there: bool
    """False once the bytes were destroyed; that the copy existed stays."""
    is_withdrawn: bool = False
    """Whether its sender took it back; the bytes stay, it does not hold any more."""
    version: int = 1
    """The number of an added paper among its own kind."""
    document_id: UUID | None = None
    """None while it is only looked at before it leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Everything the page of a recipient shows of one share."""

    share_id: UUID
    reference: str
    number: int
    party: str
    purpose: str
    employer: str
    address: str
    sender: str
    """Who shared it; empty where papers for this reader name no staff."""
    sender_phone: str
    recipient: str
    question: str
    asks: tuple[str, ...]
    shared_at: datetime
    expires_at: datetime
    standing: Standing
    copies: Sequence[Copy]
    """Newest first."""
    exhibits: Sequence[Exhibit]
    last_look_at: datetime | None
    is_answered: bool


def list_for(
    actor: Actor, *, answered: Answered = nothing_answered, now: datetime
) -> list[Waiting]:
    """Return the shares of an account: what waits for an answer first, then by how new it is."""
    shares = visible(actor, now=now).order_by(Share.created_at.desc()).limit(LISTED).subquery()
    mine = aliased(Share, shares)
    rows = db.session.execute(
        select(
            mine,
            Case.reference,
            Organisation.name,
            *_counts(mine.organisation_id, mine.id, Reader(door=Door.ACCOUNT, user_id=actor.id)),
        )
        .join(Case, and_(Case.organisation_id == mine.organisation_id, Case.id == mine.case_id))
        .join(Organisation, Organisation.id == mine.organisation_id)
        .order_by(mine.created_at.desc(), mine.id)
    )
    known = rows.all()
    done = answered([row[0] for row in known])
    found = [_waiting(*row, is_answered=row[0].id in done, now=now) for row in known]
    return sorted(found, key=lambda one: (one.is_answered or not one.asks, not one.is_new))


def page_of(
    share: Share, reader: Reader, *, answered: Answered = nothing_answered, now: datetime
) -> Received:
    """Return what the page of a share shows; four statements, and those of `answered`."""
    head = _head(share, reader)
    copies = _copies(share, head.looked_at)
    named = disclose(Profile(share.profile)).staff_by_name
    return Received(
        share_id=share.id,
        reference=head.reference,
        number=share.number,
        party=share.party,
        purpose=share.purpose,
        employer=head.employer,
        address=head.domicile or "",
        sender=head.sender if named else "",
        sender_phone=head.phone,
        recipient=_recipient(head.ContactOfficer, reader),
        question=share.question or "",
        asks=tuple(share.asks),
        shared_at=share.created_at,
        expires_at=share.expires_at,
        standing=standing_of(share, now),
        copies=copies,
        exhibits=exhibits.list_of(share),
        last_look_at=head.looked_at,
        is_answered=share.id in answered([share]),
    )


def _counts(organisation_id: Any, share_id: Any, reader: Reader) -> list[Any]:
    """Return how many copies there are, the newest, and the last look."""
    copies = and_(SharedCopy.organisation_id == organisation_id, SharedCopy.share_id == share_id)
    receipt = and_(
        ShareReceipt.organisation_id == organisation_id, ShareReceipt.share_id == share_id
    )
    own = ShareReceipt.user_id == reader.user_id if reader.user_id else ShareReceipt.door == "link"
    return [
        select(func.count()).select_from(SharedCopy).where(copies).scalar_subquery()
        .label("copies"),
        select(func.max(SharedCopy.made_at)).where(copies).scalar_subquery().label("newest"),
        select(func.max(ShareReceipt.at))
        .where(receipt, own, ShareReceipt.kind == ReceiptKind.OPENED)
        .scalar_subquery().label("looked_at"),
    ]  # fmt: skip


def _waiting(*row: Any, is_answered: bool, now: datetime) -> Waiting:
    share, reference, employer, copies, newest, looked_at = row
    return Waiting(
        id=share.id,
        reference=reference,
        employer=employer,
        number=share.number,
        purpose=share.purpose,
        asks=tuple(share.asks),
        shared_at=share.created_at,
        expires_at=share.expires_at,
        standing=standing_of(share, now),
        supplements=max(0, copies - 1),
        is_new=looked_at is None or (newest is not None and newest > looked_at),
        is_answered=is_answered,
    )


def _head(share: Share, reader: Reader) -> Any:
    """Return the names around a share in one statement, opening both keysets on the way."""
    file_key, officer_key = aliased(Keyset), aliased(Keyset)
    row = db.session.execute(
        select(
            Case.reference,
            Organisation.name.label("employer"),
            Organisation.domicile,
            User.name.label("sender"),
            User.phone,
            ContactOfficer,
            file_key,
            officer_key,
            *_counts(share.organisation_id, share.id, reader),
        )
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(User, User.id == share.created_by)
        .join(
            ContactOfficer,
            and_(
                ContactOfficer.organisation_id == Case.organisation_id,
                ContactOfficer.id == share.officer_id,
            ),
        )
        .outerjoin(file_key, _is_keyset(file_key, share.organisation_id, share.keyset_id))
        .outerjoin(
            officer_key,
            _is_keyset(officer_key, ContactOfficer.organisation_id, ContactOfficer.keyset_id),
        )
        .where(Case.organisation_id == share.organisation_id, Case.id == share.case_id)
    ).one()
    keysets.remember(row[6])
    keysets.remember(row[7])
    return row


def _is_keyset(keyset: Any, organisation_id: Any, keyset_id: Any) -> ColumnElement[bool]:
    return and_(keyset.organisation_id == organisation_id, keyset.id == keyset_id)


def _recipient(officer: ContactOfficer, reader: Reader) -> str:
    if reader.name:
        return reader.name
    values = officer.identity or {}
    return ", ".join(str(values[key]) for key in ("name", "place") if values.get(key))


def _copies(share: Share, looked_at: datetime | None) -> list[Copy]:
    rows: Any = db.session.execute(  # the file may be gone: mypy does not know of outer joins
        select(SharedCopy, IssuedDocument, StoredFile)
        .join(
            IssuedDocument,
            and_(
                IssuedDocument.organisation_id == SharedCopy.organisation_id,
                IssuedDocument.id == SharedCopy.document_id,
            ),
        )
        .outerjoin(
            StoredFile,
            and_(
                StoredFile.organisation_id == IssuedDocument.organisation_id,
                StoredFile.id == IssuedDocument.file_id,
            ),
        )
        .where(SharedCopy.organisation_id == share.organisation_id, SharedCopy.share_id == share.id)
        .order_by(SharedCopy.number.desc())
    )
    return [
        Copy(
            number=copy.number,
            kind=document.kind,
            made_at=copy.made_at,
            news=copy.news or "",
            size=file.size if file is not None else 0,
            is_new=looked_at is not None and copy.made_at > looked_at,
            is_there=file is not None,
            is_withdrawn=document.withdrawn_at is not None,
            version=document.version,
            document_id=document.id,
        )
        for copy, document, file in rows
    ]

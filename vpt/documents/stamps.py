"""The timestamps that keep a B-LTA document provable: which end soon, and adding a newer one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from vpt.audit import service as audit
from vpt.core.actor import Author
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import DocumentStamp, IssuedDocument
from vpt.infra import sealing, storage
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.sealing import Stamping
from vpt.infra.storage import StoredFile

AHEAD = timedelta(days=180)
"""A new timestamp is made this long before the newest ends, …"""
PART = 4
"""… or in the last quarter of its life when that is shorter: certificates of a year exist."""
LATE = timedelta(days=7)
"""After so many days of trying in vain somebody has to look."""
LIMIT = 400 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A stamp that ends soon; ids only, so that nothing is held while a server is asked."""

    organisation_id: UUID
    document_id: UUID
    stamp_id: UUID
    number: int
    file_id: UUID | None
    valid_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A newer state of a document in staging, waiting for its row."""

    due: Due
    staged: storage.Staged
    valid_until: datetime


def due_at(made_at: datetime, valid_until: datetime) -> datetime:
    """Return when a stamp is to be followed by a newer one."""
    return valid_until - min(AHEAD, (valid_until - made_at) / PART)


def ending(pdf: bytes, level: str) -> datetime | None:
    """Return until when the newest timestamp of a B-LTA document is valid; None below that."""
    return sealing.verify(pdf).stamped_until if level == sealing.BLTA else None


def first(row: IssuedDocument, valid_until: datetime, *, now: datetime) -> DocumentStamp:
    """Add the stamp made while issuing, whose bytes are those of the document itself."""
    stamp = DocumentStamp(
        organisation_id=row.organisation_id,
        id=new_id(),
        document_id=row.id,
        number=0,
        file_id=row.file_id,
        sha256=row.sha256,
        made_at=now,
        valid_until=valid_until,
    )
    db.session.add(stamp)
    return stamp


def list_due(now: datetime, *, after: Due | None, limit: int) -> tuple[list[Due], Due | None]:
    """Return what of the next `limit` stamps is due, and where to go on; None at the end."""
    query = _newest().where(DocumentStamp.valid_until <= now + AHEAD)
    if after is not None:
        query = query.where(_comes_after(after))
    rows = list(
        db.session.scalars(query.order_by(DocumentStamp.valid_until, DocumentStamp.id).limit(limit))
    )
    found = [_due(row) for row in rows if due_at(row.made_at, row.valid_until) <= now]
    return found, _due(rows[-1]) if len(rows) == limit else None


def has_late(now: datetime) -> bool:
    """Return whether a stamp should have been followed some days ago, and was not."""
    query = _newest().where(DocumentStamp.valid_until <= now + AHEAD - LATE)
    return any(
        due_at(row.made_at, row.valid_until) + LATE <= now for row in db.session.scalars(query)
    )


def make(due: Due, stamping: Stamping, *, now: datetime) -> Stamped | None:
    """Return the document with a newer timestamp; None when it was destroyed meanwhile.

    Runs outside a unit of work. Raises as `sealing.restamp` does.
    """
    file = db.session.get(StoredFile, (due.organisation_id, due.file_id)) if due.file_id else None
    if file is None:
        return None
    stamped = sealing.restamp(b"".join(storage.read(file)), stamping, now)
    until = sealing.verify(stamped).stamped_until
    if until is None:
        return None
    staged = storage.stage(BytesIO(stamped), limit=LIMIT)
    return Stamped(due=due, staged=staged, valid_until=until)


def store(stamped: Stamped, media_type: str, *, now: datetime) -> bool:
    """Keep a newer state beside the issued one; False when that was done or destroyed meanwhile.

    The caller settles or discards `stamped.staged` after the commit.
    """
    due = stamped.due
    row = db.session.get(IssuedDocument, (due.organisation_id, due.document_id))
    last = _last(due.organisation_id, due.document_id)
    if row is None or row.keyset_id is None or last is None or last.number != due.number:
        return False
    storage.keep(due.organisation_id, row.keyset_id, stamped.staged, media_type)
    db.session.flush()
    stamp = DocumentStamp(
        organisation_id=due.organisation_id,
        id=new_id(),
        document_id=row.id,
        number=due.number + 1,
        file_id=stamped.staged.id,
        sha256=stamped.staged.sha256,
        made_at=now,
        valid_until=stamped.valid_until,
    )
    db.session.add(stamp)
    codes = {"kind": row.kind, "document": str(row.id), "number": str(stamp.number)}
    about = (KINDS[row.kind].filed_under, row.case_id)
    author = Author(organisation_id=due.organisation_id)
    audit.record(author, "document.stamped", about, at=now, codes=codes)
    return True


def newest_file_id(row: IssuedDocument) -> UUID | None:
    """Return the file with the newest state of a document: as issued, or stamped since."""
    newest = _last(row.organisation_id, row.id)
    return (newest.file_id if newest is not None else None) or row.file_id


def _newest() -> Select[DocumentStamp]:
    """Select the newest stamp of every document that still has its bytes."""
    newer = aliased(DocumentStamp)
    has_newer = (
        select(newer.id)
        .where(
            newer.organisation_id == DocumentStamp.organisation_id,
            newer.document_id == DocumentStamp.document_id,
            newer.number > DocumentStamp.number,
        )
        .exists()
    )
    return select(DocumentStamp).where(DocumentStamp.file_id.is_not(None), ~has_newer)


def _comes_after(after: Due) -> ColumnElement[bool]:
    return (DocumentStamp.valid_until > after.valid_until) | (
        (DocumentStamp.valid_until == after.valid_until) & (DocumentStamp.id > after.stamp_id)
    )


def _due(row: DocumentStamp) -> Due:
    return Due(
        organisation_id=row.organisation_id,
        document_id=row.document_id,
        stamp_id=row.id,
        number=row.number,
        file_id=row.file_id,
        valid_until=row.valid_until,
    )


def _last(organisation_id: UUID, document_id: UUID) -> DocumentStamp | None:
    stamps = _of(organisation_id, document_id).order_by(DocumentStamp.number.desc())
    return db.session.scalar(stamps.limit(1))


def _of(organisation_id: UUID, document_id: UUID) -> Select[DocumentStamp]:
    return select(DocumentStamp).where(
        DocumentStamp.organisation_id == organisation_id,
        DocumentStamp.document_id == document_id,
    )

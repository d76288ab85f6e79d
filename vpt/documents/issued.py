"""Reading what was issued: the list, one document, its bytes, and who took them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.audit.models import AuditEntry
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.documents import stamps
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import storage
from vpt.infra.db import db

DOWNLOADED = "document.downloaded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How often a document was downloaded by our own people, and by whom last."""

    times: int
    last_at: datetime
    last_by: str
    """Name; empty for who is no longer known."""


def get(actor: Actor, case_id: UUID, document_id: UUID) -> IssuedDocument:
    """Return one issued document of a case the caller has fetched within reach."""
    row = db.session.get(IssuedDocument, (actor.organisation_id, document_id))
    if row is None or row.case_id != case_id:
        raise NotVisible("not_found")
    return row


def list_of_case(actor: Actor, case_id: UUID) -> list[IssuedDocument]:
    """Return what was issued from a case the caller has fetched within reach, newest first."""
    return list(
        db.session.scalars(
            select(IssuedDocument)
            .where(
                IssuedDocument.organisation_id == actor.organisation_id,
                IssuedDocument.case_id == case_id,
            )
            .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.version.desc())
        )
    )


def download(actor: Actor, row: IssuedDocument, *, now: datetime) -> Iterator[bytes]:
    """Return the frozen bytes of `file_of` in pieces and write down who took them."""
    file = file_of(row)
    codes = {"kind": row.kind, "document": str(row.id)}
    audit.record(actor, DOWNLOADED, filed_under(row), at=now, codes=codes)
    return storage.read(file)


def file_of(row: IssuedDocument) -> storage.StoredFile:
    """Return the file that is given out: as issued, or with the timestamps that came behind it.

    The issued bytes are its beginning. Raises NotVisible("document_destroyed").
    """
    file_id = stamps.newest_file_id(row)
    file = db.session.get(storage.StoredFile, (row.organisation_id, file_id)) if file_id else None
    if file is None:
        raise NotVisible("document_destroyed")
    return file


def filed_under(row: IssuedDocument) -> tuple[str, UUID]:
    """Return what the trail files a document under, as `audit.record` takes it."""
    return KINDS[row.kind].filed_under, row.case_id


def downloads(actor: Actor, case_id: UUID) -> dict[UUID, Taken]:
    """Return per document of a case in reach who took it, from the trail, in one statement."""
    document = AuditEntry.codes["document"].as_string()
    rows = db.session.execute(
        select(
            document.label("document"),
            User.name,
            func.count().label("times"),
            func.max(AuditEntry.at).label("last_at"),
        )
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(
            AuditEntry.organisation_id == actor.organisation_id,
            AuditEntry.subject_id == case_id,
            AuditEntry.action == DOWNLOADED,
        )
        .group_by(document, AuditEntry.actor_id, User.name)
    ).all()
    found: dict[UUID, Taken] = {}
    for row in sorted(rows, key=lambda one: one.last_at):
        before = found.get(UUID(row.document))
        found[UUID(row.document)] = Taken(
            times=row.times + (before.times if before else 0),
            last_at=row.last_at,
            last_by=row.name or "",
        )
    return found


def superseded(rows: Collection[IssuedDocument]) -> set[UUID]:
    """Return which of all documents of a case were replaced by a later version that stands."""
    newest: dict[tuple[str, str, UUID], int] = {}
    for row in rows:
        if row.withdrawn_at is None:
            series = row.kind, row.profile, row.subject_id
            newest[series] = max(row.version, newest.get(series, 0))
    return {
        row.id
        for row in rows
        if not KINDS[row.kind].versions_add_up
        and row.version < newest.get((row.kind, row.profile, row.subject_id), 0)
    }

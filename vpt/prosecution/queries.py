"""The dossiers that left for the prosecutor, of a case the caller has in reach."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.people import User
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db
from vpt.prosecution.models import HandIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One dossier that left, as its page shows it."""

    id: UUID
    number: int
    made_at: datetime
    made_by: str
    lines: tuple[str, ...]
    """In a supplement: what is new."""
    document_id: UUID
    identity_id: UUID | None
    files: int
    """How many exhibits go along as a file."""
    is_there: bool
    """False once the bytes were destroyed."""
    is_withdrawn: bool
    """Whoever checks it hears that it no longer holds."""


def list_of_case(actor: Actor, case_id: UUID) -> tuple[Made, ...]:
    """Return the dossiers of a case, newest first, in one statement."""
    rows = db.session.execute(
        select(HandIn, User.name, IssuedDocument)
        .join(User, User.id == HandIn.made_by)
        .join(
            IssuedDocument,
            and_(
                IssuedDocument.organisation_id == HandIn.organisation_id,
                IssuedDocument.id == HandIn.document_id,
            ),
        )
        .where(HandIn.organisation_id == actor.organisation_id, HandIn.case_id == case_id)
        .order_by(HandIn.number.desc())
    )
    return tuple(_made(row[0], row[1], row[2]) for row in rows)


def last(actor: Actor, case_id: UUID) -> HandIn | None:
    """Return the newest dossier of a case, or None."""
    return db.session.scalar(
        select(HandIn)
        .where(HandIn.organisation_id == actor.organisation_id, HandIn.case_id == case_id)
        .order_by(HandIn.number.desc())
        .limit(1)
    )


def stands(row: HandIn) -> bool:
    """Tell whether a dossier still holds: it was not withdrawn, and its bytes are there."""
    document = db.session.get_one(IssuedDocument, (row.organisation_id, row.document_id))
    return document.withdrawn_at is None and document.file_id is not None


def get(actor: Actor, case_id: UUID, hand_in_id: UUID) -> HandIn:
    """Return one dossier of a case, else NotVisible."""
    row = db.session.get(HandIn, (actor.organisation_id, hand_in_id))
    if row is None or row.case_id != case_id:
        raise NotVisible("not_found")
    return row


def lines_of(row: HandIn) -> tuple[str, ...]:
    """Return what was new in a dossier; nothing for the first."""
    lines: Sequence[str] = (row.news or {}).get("lines", ())
    return tuple(lines)


def sheets(organisation_id: UUID, documents: Collection[UUID]) -> dict[UUID, UUID]:
    """Return which identity sheet belongs to which of these dossiers, as documents."""
    rows = db.session.execute(
        select(HandIn.document_id, HandIn.identity_id).where(
            HandIn.organisation_id == organisation_id,
            HandIn.document_id.in_(documents),
        )
    )
    return {document: sheet for document, sheet in rows if sheet is not None}


def _made(row: HandIn, by: str, document: IssuedDocument) -> Made:
    return Made(
        id=row.id,
        number=row.number,
        made_at=row.made_at,
        made_by=by,
        lines=lines_of(row),
        document_id=row.document_id,
        identity_id=row.identity_id,
        files=sum(bool(one["file"]) for one in row.exhibits),
        is_there=document.file_id is not None,
        is_withdrawn=document.withdrawn_at is not None,
    )

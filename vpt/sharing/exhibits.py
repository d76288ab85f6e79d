"""The copies and files of a share as they are handed over: streamed, with a receipt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from vpt.cases.models import Case
from vpt.core.errors import NotVisible
from vpt.documents.models import IssuedDocument
from vpt.incidents import attachments
from vpt.incidents.evidence import Evidence, OriginalRelease
from vpt.incidents.metadata import PLAIN_TEXT
from vpt.infra import storage
from vpt.infra.db import db
from vpt.infra.storage import StoredFile
from vpt.partners.disclosure import Profile, Section, disclose, narrow
from vpt.sharing import receipts
from vpt.sharing.models import Share, SharedCopy
from vpt.sharing.rules import Reader, ReceiptKind

MOST_COPIES = 32_767
"""What the column of a number can hold; an address can hold more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One chosen piece of evidence, numbered as in the file.

    `is_there` is False for an original that tells more than one sees (place, device, author),
    until somebody looked at what it tells and let it go.
    """

    id: UUID
    number: int
    kind: str
    size: int
    sha256: str
    """Of the original, so that what is handed over later can be told to be the same."""
    is_copy: bool
    """Whether what is handed over was drawn anew, without hidden data."""
    is_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Bytes on their way out, in pieces."""

    pieces: Iterator[bytes]
    media_type: str
    size: int
    number: int
    reference: str
    """Of the case, for the name of the file."""
    kind: str = ""
    """Of a document; empty for evidence."""
    version: int = 0
    """Of a document, among its own kind."""


def list_of(share: Share) -> tuple[Exhibit, ...]:
    """Return the chosen evidence of a share, by its number in the file."""
    return tuple(_exhibit(*row) for row in _chosen(share))


def take_copy(share: Share, reader: Reader, number: int, *, now: datetime) -> Handed:
    """Return a copy's frozen bytes and write down who took them, else NotVisible."""
    if not 0 < number <= MOST_COPIES:
        raise NotVisible("not_found")
    row = db.session.execute(
        select(IssuedDocument, StoredFile)
        .join(
            SharedCopy,
            and_(
                SharedCopy.organisation_id == IssuedDocument.organisation_id,
                SharedCopy.document_id == IssuedDocument.id,
            ),
        )
        .outerjoin(
            StoredFile,
            and_(
                StoredFile.organisation_id == IssuedDocument.organisation_id,
                StoredFile.id == IssuedDocument.file_id,
            ),
        )
        .where(
            SharedCopy.organisation_id == share.organisation_id,
            SharedCopy.share_id == share.id,
            SharedCopy.number == number,
            IssuedDocument.case_id == share.case_id,
        )
    ).first()
    if row is None or row[1] is None:
        raise NotVisible("not_found")
    receipts.note(
        share, ReceiptKind.DOWNLOADED, door=reader.door, user_id=reader.user_id,
        copy_number=number, now=now,
    )  # fmt: skip
    handed = _handed(share, row[1], number)
    return replace(handed, kind=row[0].kind, version=row[0].version)


def take_evidence(share: Share, reader: Reader, evidence_id: UUID, *, now: datetime) -> Handed:
    """Return a chosen piece of evidence and write down who took it, else NotVisible.

    Of an image this is the one drawn anew for viewing, without place, device or author. In the
    chain of custody it stands under the name of who shared it: that person handed it over.
    """
    for number, row, file, _original in _chosen(share):
        if row.id == evidence_id:
            if file is None:
                break
            attachments.hand_over(row, share.created_by, now=now)
            receipts.note(
                share, ReceiptKind.EVIDENCE_DOWNLOADED, door=reader.door, user_id=reader.user_id,
                evidence_id=evidence_id, now=now,
            )  # fmt: skip
            return _handed(share, file, number)
    raise NotVisible("not_found")


def _chosen(share: Share) -> list[tuple[int, Evidence, StoredFile | None, StoredFile]]:
    """Return what was chosen and the profile allows, with the file that leaves and the original.

    Everything counts for the numbers.
    """
    chosen = [UUID(one) for one in share.evidence]
    allowed = narrow(disclose(Profile(share.profile)), _sections(share), chosen)
    if not chosen or not allowed.evidence_files:
        return []
    original, preview = aliased(StoredFile), aliased(StoredFile)
    rows = db.session.execute(
        select(Evidence, original, preview, OriginalRelease.id)
        .join(original, _is_file(original, Evidence.file_id))
        .outerjoin(preview, _is_file(preview, Evidence.preview_id))
        .outerjoin(
            OriginalRelease,
            and_(
                OriginalRelease.organisation_id == Evidence.organisation_id,
                OriginalRelease.evidence_id == Evidence.id,
            ),
        )
        .where(
            Evidence.organisation_id == share.organisation_id,
            Evidence.subject_id == share.case_id,
        )
        .order_by(Evidence.added_at, Evidence.id)
    )
    return [
        (number, row[0], _leaves(row[1], row[2], is_released=row[3] is not None), row[1])
        for number, row in enumerate(rows, 1)
        if allowed.gives_file(row[0].id)
    ]


def _sections(share: Share) -> list[Section]:
    return [Section(one) for one in share.sections]


def _is_file(file: Any, column: Any) -> Any:
    return and_(file.organisation_id == Evidence.organisation_id, file.id == column)


def _leaves(
    original: StoredFile, preview: StoredFile | None, *, is_released: bool
) -> StoredFile | None:
    """Return the file that may leave: the copy drawn anew, else an original that may go."""
    if preview is not None:
        return preview
    return original if is_released or original.media_type == PLAIN_TEXT else None


def _exhibit(number: int, row: Evidence, file: StoredFile | None, original: StoredFile) -> Exhibit:
    return Exhibit(
        id=row.id,
        number=number,
        kind=row.kind,
        size=(file or original).size,
        sha256=original.sha256,
        is_copy=file is not None and file.id != original.id,
        is_there=file is not None,
    )


def _handed(share: Share, file: StoredFile, number: int) -> Handed:
    case = db.session.get_one(Case, (share.organisation_id, share.case_id))
    return Handed(
        pieces=storage.read(file),
        media_type=file.media_type,
        size=file.size,
        number=number,
        reference=case.reference,
    )

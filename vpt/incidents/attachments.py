"""Evidence files: received encrypted, recognised by content, kept with their chain of custody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import delete, func, select

from vpt.audit import service as audit
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import drawing, filetypes, words
from vpt.incidents.evidence import CustodyEntry, Evidence
from vpt.incidents.filetypes import FileType
from vpt.infra import storage
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.storage import Staged, StoredFile, TooLarge

PREVIEW_LIMIT = 20 * 1024 * 1024
TITLE_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was taken in and encrypted but has no row yet; discard it or attach it."""

    staged: Staged
    preview: Staged | None
    kind: FileType
    title: str

    def settle(self) -> None:
        """Move the bytes to their place, once the rows are committed."""
        storage.settle(self.staged)
        if self.preview is not None:
            storage.settle(self.preview)

    def discard(self) -> None:
        """Throw the bytes away."""
        storage.discard(self.staged)
        if self.preview is not None:
            storage.discard(self.preview)


def receive(source: BinaryIO, name: str, *, limit: int) -> Received:
    """Check a seekable upload and encrypt it; `limit` in bytes. Runs outside a unit of work.

    Raises RuleBroken: file_empty, file_kind, file_broken, file_pixels or file_too_large.
    """
    title = _title(name)
    if not source.read(1):
        raise RuleBroken("file_empty", name=title)
    kind = filetypes.recognise(source)
    if kind is None:
        raise RuleBroken("file_kind", name=title)
    drawn = drawing.draw(source, kind, title) if kind in filetypes.DRAWN else None
    source.seek(0)
    try:
        staged = storage.stage(source, limit=limit)
    except TooLarge:
        raise RuleBroken("file_too_large", name=title, most=limit // 1024**2) from None
    preview = storage.stage(drawn, limit=PREVIEW_LIMIT) if drawn is not None else None
    return Received(staged=staged, preview=preview, kind=kind, title=title)


def attach(
    actor: Actor, subject: tuple[UUID, UUID], received: Received, *, now: datetime
) -> Evidence:
    """Add the rows of a received file; `subject` is (draft or incident id, its case keyset)."""
    subject_id, keyset_id = subject
    organisation_id = actor.organisation_id
    media_type = received.kind.media_type
    stored = storage.keep(organisation_id, keyset_id, received.staged, media_type)
    preview = None
    if received.preview is not None:
        preview = storage.keep(organisation_id, keyset_id, received.preview, "image/jpeg")
    db.session.flush()
    row = Evidence(
        organisation_id=organisation_id,
        id=new_id(),
        subject_id=subject_id,
        keyset_id=keyset_id,
        file_id=stored.id,
        preview_id=preview.id if preview else None,
        kind=received.kind.kind,
        added_by=actor.id,
        added_at=now,
    )
    row.title = received.title
    db.session.add(row)
    db.session.flush()
    note(actor, row, "secured", now=now)
    return row


def note(actor: Actor, row: Evidence, act: str, *, now: datetime) -> None:
    """Write down in the chain of custody and the trail who did what with a piece of evidence."""
    _hold(row, act, actor.id, now)
    audit.record(
        actor, f"evidence.{act}", ("evidence", row.id), at=now,
        codes={"subject": str(row.subject_id)},
    )  # fmt: skip
    db.session.flush()


def hand_over(row: Evidence, sender_id: UUID, *, now: datetime) -> None:
    """Write down that evidence left the house by a share of this sender.

    Who took it is in the receipts of the share and in the trail: often nobody with an account.
    """
    _hold(row, "handed_over", sender_id, now)


def list_of(organisation_id: UUID, subject_id: UUID) -> list[Evidence]:
    """Return the evidence of a draft or incident, oldest first; the caller checked the reach."""
    return list(
        db.session.scalars(
            select(Evidence)
            .where(Evidence.organisation_id == organisation_id, Evidence.subject_id == subject_id)
            .order_by(Evidence.added_at, Evidence.id)
        )
    )


def count(organisation_id: UUID, subject_id: UUID) -> int:
    """Return how many files a draft or incident has."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Evidence)
            .where(Evidence.organisation_id == organisation_id, Evidence.subject_id == subject_id)
        )
        or 0
    )


def find(organisation_id: UUID, evidence_id: UUID) -> Evidence:
    """Return one piece of evidence, else NotVisible; the caller checks the reach of its subject."""
    row = db.session.get(Evidence, (organisation_id, evidence_id))
    if row is None:
        raise NotVisible("not_found")
    return row


def stored(row: Evidence, *, preview: bool = False) -> StoredFile:
    """Return the stored original, or the image made for viewing."""
    file_id = row.preview_id if preview else row.file_id
    if file_id is None:
        raise NotVisible("not_found")
    return db.session.get_one(StoredFile, (row.organisation_id, file_id))


def content(file: StoredFile) -> Iterator[bytes]:
    """Return the bytes in pieces; opens the key before the first one."""
    return storage.read(file)


def remove(row: Evidence) -> list[UUID]:
    """Delete one file of a draft; returns the files to remove after the commit."""
    return _delete(row.organisation_id, [row])


def forget(organisation_id: UUID, subject_id: UUID) -> list[UUID]:
    """Delete every file of a draft; returns the files to remove after the commit."""
    return _delete(organisation_id, list_of(organisation_id, subject_id))


def _hold(row: Evidence, act: str, person_id: UUID, now: datetime) -> None:
    db.session.add(
        CustodyEntry(
            organisation_id=row.organisation_id, id=new_id(), evidence_id=row.id, at=now,
            actor_id=person_id, act=act,
        )
    )  # fmt: skip


def _delete(organisation_id: UUID, rows: list[Evidence]) -> list[UUID]:
    if not rows:
        return []
    ids = [row.id for row in rows]
    files = [key for row in rows for key in (row.file_id, row.preview_id) if key is not None]
    for row in rows:
        db.session.expunge(row)
    for model, column, keys in (
        (CustodyEntry, CustodyEntry.evidence_id, ids),
        (Evidence, Evidence.id, ids),
        (StoredFile, StoredFile.id, files),
    ):
        db.session.execute(
            delete(model).where(model.organisation_id == organisation_id, column.in_(keys))
        )
    return files


def _title(name: str) -> str:
    """Return a file name without folders and hidden characters."""
    last = words.clean(name).replace("\\", "/").rpartition("/")[2].replace("\n", " ")
    return last[-TITLE_LENGTH:] or "bestand"

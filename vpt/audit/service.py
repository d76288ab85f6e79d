"""Writing the trail and sealing it into a chain of batches."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.audit.models import AuditBatch, AuditBatchRow, AuditEntry
from vpt.core.actor import Actor, Author
from vpt.infra.db import db
from vpt.infra.ids import first_id_of, new_id

GENESIS = "0" * 64
BATCH = 500
LOOK_BACK = timedelta(days=1)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def record(
    author: Actor | Author,
    action: str,
    subject: tuple[str, UUID | None],
    *,
    at: datetime,
    fields: Sequence[str] = (),
    codes: Mapping[str, str] | None = None,
) -> None:
    """Add an entry in the caller's transaction.

    `action` is past tense and dotted ("case.step_completed"); `subject` is (kind, id); `fields`
    are names of fields and `codes` are codes and ids: never what a person said or is called.
    """
    db.session.add(
        AuditEntry(
            organisation_id=author.organisation_id,
            id=new_id(),
            at=at,
            actor_id=author.id,
            action=action,
            subject_kind=subject[0],
            subject_id=subject[1],
            fields=list(fields),
            codes=dict(codes or {}),
        )
    )


def seal_next_batch(organisation_id: UUID, *, now: datetime) -> int:
    """Chain committed entries that lie in no batch yet; return how many were sealed.

    Looks back a day before the last batch and no further: a transaction that was still open then
    has long ended, and the whole trail need not be searched.
    """
    last = _last_batch(organisation_id)
    unsealed = list(
        db.session.scalars(
            select(AuditEntry)
            .outerjoin(
                AuditBatchRow,
                (AuditBatchRow.organisation_id == AuditEntry.organisation_id)
                & (AuditBatchRow.entry_id == AuditEntry.id),
            )
            .where(
                AuditEntry.organisation_id == organisation_id,
                AuditEntry.id >= first_id_of(last.sealed_at - LOOK_BACK if last else EPOCH),
                AuditBatchRow.entry_id.is_(None),
            )
            .order_by(AuditEntry.id)
            .limit(BATCH)
        )
    )
    if unsealed:
        _seal(organisation_id, unsealed, last, now)
    return len(unsealed)


def first_broken_batch(organisation_id: UUID) -> int | None:
    """Recompute the chain; return the number of the first batch that does not fit, or None."""
    previous = GENESIS
    for batch in db.session.scalars(
        select(AuditBatch)
        .where(AuditBatch.organisation_id == organisation_id)
        .order_by(AuditBatch.number)
    ):
        rows = db.session.execute(
            select(AuditBatchRow.digest, AuditEntry)
            .join(
                AuditEntry,
                (AuditBatchRow.organisation_id == AuditEntry.organisation_id)
                & (AuditBatchRow.entry_id == AuditEntry.id),
            )
            .where(
                AuditBatchRow.organisation_id == organisation_id,
                AuditBatchRow.number == batch.number,
            )
            .order_by(AuditEntry.id)
        ).all()
        digests = [digest(row) for _, row in rows]
        intact = [stored for stored, _ in rows] == digests and len(rows) == batch.entries
        if not intact or batch.previous != previous or batch.root != _root(previous, digests):
            return batch.number
        previous = batch.root
    return None


def digest(row: AuditEntry) -> str:
    """Return the SHA-256 over everything an entry holds."""
    content = [
        str(row.organisation_id),
        str(row.id),
        row.at.isoformat(),
        str(row.actor_id),
        row.action,
        row.subject_kind,
        str(row.subject_id),
        row.fields,
        row.codes,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _last_batch(organisation_id: UUID) -> AuditBatch | None:
    return db.session.scalar(
        select(AuditBatch)
        .where(AuditBatch.organisation_id == organisation_id)
        .order_by(AuditBatch.number.desc())
        .limit(1)
    )


def _seal(
    organisation_id: UUID, entries: Sequence[AuditEntry], last: AuditBatch | None, now: datetime
) -> None:
    previous, number = (last.root, last.number + 1) if last else (GENESIS, 1)
    digests = [digest(row) for row in entries]
    db.session.add(
        AuditBatch(
            organisation_id=organisation_id,
            number=number,
            sealed_at=now,
            previous=previous,
            root=_root(previous, digests),
            entries=len(entries),
        )
    )
    db.session.flush()
    db.session.add_all(
        AuditBatchRow(
            organisation_id=organisation_id, entry_id=row.id, number=number, digest=hashed
        )
        for row, hashed in zip(entries, digests, strict=True)
    )


def _root(previous: str, digests: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([previous, *digests]).encode()).hexdigest()

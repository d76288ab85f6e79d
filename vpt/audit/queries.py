"""Reading the trail: who has seen and changed a case."""

from uuid import UUID

from sqlalchemy import select

from vpt.audit.models import AuditEntry
from vpt.core.actor import Actor
from vpt.infra.db import db


def list_of_subject(actor: Actor, subject_id: UUID, *, limit: int = 200) -> list[AuditEntry]:
    """Return the newest entries about one thing; the caller has fetched that thing in reach."""
    return list(
        db.session.scalars(
            select(AuditEntry)
            .where(
                AuditEntry.organisation_id == actor.organisation_id,
                AuditEntry.subject_id == subject_id,
            )
            .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
            .limit(limit)
        )
    )

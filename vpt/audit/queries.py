"""Reading the trail: who has seen and changed a case."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, or_, select, tuple_

from vpt.audit.models import AuditEntry
from vpt.core.actor import Actor
from vpt.infra.db import db


def list_of_subject(
    actor: Actor, subject_id: UUID, *, looks: Collection[str] = (), limit: int = 200
) -> list[AuditEntry]:
    """Return the newest entries about one thing; the caller has fetched that thing in reach.

    Of the actions in `looks` only the last of each person counts: however often somebody reads,
    what was done stays in sight.
    """
    about = (
        AuditEntry.organisation_id == actor.organisation_id,
        AuditEntry.subject_id == subject_id,
    )
    statement = select(AuditEntry).where(*about)
    if looks:
        last = (
            select(AuditEntry.actor_id, func.max(AuditEntry.at))
            .where(*about, AuditEntry.action.in_(looks))
            .group_by(AuditEntry.actor_id)
        )
        is_last = tuple_(AuditEntry.actor_id, AuditEntry.at).in_(last)
        statement = statement.where(or_(AuditEntry.action.not_in(looks), is_last))
    newest = statement.order_by(AuditEntry.at.desc(), AuditEntry.id.desc()).limit(limit)
    return list(db.session.scalars(newest))

"""Reading the trail: who has seen and changed a case."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Subquery, func, select

from vpt.audit.models import AuditEntry
from vpt.core.actor import Actor
from vpt.infra.db import db


def list_of_subject(
    actor: Actor,
    subject_id: UUID,
    *,
    leaving_out: Collection[str] = (),
    only: Collection[str] = (),
    limit: int = 200,
) -> list[AuditEntry]:
    """Return the newest entries about one thing; the caller has fetched that thing in reach.

    `leaving_out` names actions that are not asked for, such as looks: however often somebody
    reads, what was done stays in sight. `only` names those that are, when it is not everything.
    """
    newest = (
        select(AuditEntry)
        .where(
            AuditEntry.organisation_id == actor.organisation_id,
            AuditEntry.subject_id == subject_id,
            AuditEntry.action.not_in(leaving_out),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
    )
    if only:
        newest = newest.where(AuditEntry.action.in_(only))
    return list(db.session.scalars(newest))


def last_looks(organisation_id: UUID, subject_id: UUID, looks: Collection[str]) -> Subquery:
    """Return who looked at one thing and when last (actor_id, seen_at), to join people with."""
    return (
        select(AuditEntry.actor_id, func.max(AuditEntry.at).label("seen_at"))
        .where(
            AuditEntry.organisation_id == organisation_id,
            AuditEntry.subject_id == subject_id,
            AuditEntry.action.in_(looks),
            AuditEntry.actor_id.is_not(None),
        )
        .group_by(AuditEntry.actor_id)
        .subquery()
    )

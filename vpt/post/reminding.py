"""Letters nobody came for: the addressee is reminded, then the coordinator hears; once each."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.cases import protocols
from vpt.core.actor import Role
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.post import rules
from vpt.post.models import PostItem
from vpt.post.rules import COORDINATOR_AFTER, RUNGS


def remind(now: datetime, limit: int) -> int:
    """Tell who must hear of at most `limit` letters in the caller's transaction; return how many.

    A letter moves to its next rung, so that a second run tells nobody twice.
    """
    rows = list(
        db.session.scalars(
            select(PostItem)
            .where(PostItem.remind_at.is_not(None), PostItem.remind_at <= now)
            .order_by(PostItem.remind_at, PostItem.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )
    above = {one: _above(one, now) for one in {row.organisation_id for row in rows}}
    notices = [notice for row in rows for notice in _move(row, above)]
    notifications.queue_all(notices, at=now)
    db.session.flush()
    return len(rows)


def _move(row: PostItem, above: Mapping[UUID, list[UUID]]) -> Iterator[Notice]:
    """Put a letter on its next rung and yield who hears of it."""
    rung = next((days for days in RUNGS if days > row.reminded), COORDINATOR_AFTER)
    row.reminded = rung
    row.remind_at = rules.next_reminder(
        protocols.calendar(row.organisation_id), row.received_on, rung
    )
    if rung < COORDINATOR_AFTER:
        yield _notice(row, row.recipient_id, Kind.POST_WAITS, rung)
        return
    told = next((one for one in above[row.organisation_id] if one != row.recipient_id), None)
    if told is not None:
        yield _notice(row, told, Kind.POST_UNCLAIMED, rung)


def _notice(row: PostItem, recipient_id: UUID, kind: Kind, level: int) -> Notice:
    return Notice(
        organisation_id=row.organisation_id,
        recipient_id=recipient_id,
        kind=kind,
        subject_id=row.id,
        level=level,
    )


def _above(organisation_id: UUID, now: datetime) -> list[UUID]:
    """Return whom to tell above the addressee: coordinators, then HR."""
    roles = (Role.COORDINATOR, Role.HR)
    return [
        one.id
        for role in roles
        for one in accounts.list_with_role(organisation_id, (role,), now=now)
    ]

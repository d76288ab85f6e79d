"""Settles what time would have settled: mail that went out, notices read, reminders given."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update

from vpt.cases import escalation
from vpt.cases.steps import CaseStep
from vpt.infra.db import db
from vpt.notifications.models import Delivery, Message, OutsideLetter
from vpt.notifications.rules import State

READ_AFTER = timedelta(hours=3)
UNREAD_SINCE = timedelta(days=3)
UNREAD_KEPT = timedelta(days=6)
"""Notices this young stay unread for the people one can sign in as."""
REMINDED_FOR, EVERY = timedelta(days=45), timedelta(hours=8)
MOST = 10_000


def send_past() -> None:
    """Mark every mail of the past as sent, before a worker can see it."""
    db.session.execute(
        update(Delivery)
        .where(Delivery.state == State.WAITING)
        .values(state=State.SENT, sent_at=Delivery.next_try_at, attempts=1)
        .execution_options(synchronize_session=False)
    )
    db.session.execute(
        update(OutsideLetter)
        .where(OutsideLetter.state == State.WAITING)
        .values(
            state=State.SENT, sent_at=OutsideLetter.next_try_at, attempts=1, content_sealed=None
        )
        .execution_options(synchronize_session=False)
    )


def read_past(offered: Collection[UUID], *, now: datetime) -> None:
    """Mark older notices as read; those who can be signed in as keep some more unread."""
    old = Message.created_at < now - UNREAD_KEPT
    others = Message.recipient_id.not_in(offered)
    db.session.execute(
        update(Message)
        .where(
            Message.read_at.is_(None),
            or_(old, others & (Message.created_at < now - UNREAD_SINCE)),
        )
        .values(read_at=Message.created_at)
        .execution_options(synchronize_session=False)
    )


def remind(*, now: datetime) -> None:
    """Give the reminders of the last weeks as the worker would have, at the time."""
    at = now - REMINDED_FOR
    while at < now:
        escalation.escalate(at, MOST)
        at += EVERY
    escalation.escalate(now, MOST)


def count_open(*, now: datetime) -> tuple[int, int]:
    """Return how many steps are open, and how many of those are late."""
    row = db.session.execute(
        select(
            func.count(),
            func.count().filter(CaseStep.due_at < now, CaseStep.paused_since.is_(None)),
        ).where(CaseStep.state == "open")
    ).one()
    return row[0], row[1]

"""Reading the in-app centre and the deliveries that failed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from vpt.accounts.people import User
from vpt.core.actor import Actor, Permission
from vpt.core.policy import ensure
from vpt.infra.db import db
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import State

UNREAD_SHOWN = 100


def visible(actor: Actor) -> Select[Message]:
    """Return the messages this person may read: their own, within their organisation."""
    return select(Message).where(
        Message.organisation_id == actor.organisation_id, Message.recipient_id == actor.id
    )


def unread_count(actor: Actor) -> int:
    """Return how many messages are unread, counting no further than 100. One statement."""
    unread = visible(actor).where(Message.read_at.is_(None)).limit(UNREAD_SHOWN).subquery()
    return db.session.scalar(select(func.count()).select_from(unread)) or 0


def inbox(
    actor: Actor, after: tuple[datetime, UUID] | None = None, limit: int = 30
) -> list[Message]:
    """Return the newest messages, or those older than the (created_at, id) of the last one."""
    query = visible(actor).order_by(Message.created_at.desc(), Message.id.desc()).limit(limit)
    if after is not None:
        created, last = after
        query = query.where(
            or_(
                Message.created_at < created,
                and_(Message.created_at == created, Message.id < last),
            )
        )
    return list(db.session.scalars(query))


def list_failed(actor: Actor, limit: int = 100) -> list[tuple[Delivery, Message, str]]:
    """Return deliveries that were given up, newest first, with the name of the account."""
    ensure(actor, Permission.CONFIGURE)
    rows = db.session.execute(
        select(Delivery, Message, User.name)
        .join(
            Message,
            and_(
                Message.organisation_id == Delivery.organisation_id,
                Message.id == Delivery.message_id,
            ),
        )
        .join(User, User.id == Message.recipient_id)
        .where(Delivery.organisation_id == actor.organisation_id, Delivery.state == State.FAILED)
        .order_by(Delivery.next_try_at.desc(), Delivery.id.desc())
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]

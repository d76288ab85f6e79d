"""Telling people things: a row in the caller's transaction, never a mail from a request."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from vpt.accounts.people import User
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import rules
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import Kind, Notice, State

CHUNK = 500


def queue(  # noqa: PLR0913  the parts of the unique key, all by name
    organisation_id: UUID,
    recipient_id: UUID,
    kind: str,
    *,
    case_id: UUID | None = None,
    subject_id: UUID | None = None,
    step_key: str = "",
    occurrence: int = 1,
    level: int = 0,
    at: datetime,
) -> Message | None:
    """Tell one person one thing once; return None when they were told before.

    The unique key is (recipient, kind, subject, step, occurrence, level). Without a subject the
    case is the subject, and without a case the recipient. Raises ValueError for a kind that is
    not in `rules.Kind`: such a notice would have no words.
    """
    notice = Notice(
        organisation_id=organisation_id,
        recipient_id=recipient_id,
        kind=kind,
        case_id=case_id,
        subject_id=subject_id,
        step_key=step_key,
        occurrence=occurrence,
        level=level,
    )
    return next(iter(queue_all([notice], at=at)), None)


def queue_all(notices: Iterable[Notice], *, at: datetime) -> list[Message]:
    """Tell many people in three statements per 500; return only what was not told before."""
    rows = [_row(notice, at) for notice in notices]
    told: list[Message] = []
    for start in range(0, len(rows), CHUNK):
        fresh = _insert_messages(rows[start : start + CHUNK])
        _insert_deliveries(fresh, at)
        told.extend(fresh)
    return told


def mark_read(actor: Actor, message_id: UUID, *, now: datetime) -> Message:
    """Mark one of the actor's own messages as read; NotVisible when it is somebody else's."""
    message = db.session.get(Message, (actor.organisation_id, message_id))
    if message is None or message.recipient_id != actor.id:
        raise NotVisible("not_found")
    message.read_at = message.read_at or now
    db.session.flush()
    return message


def mark_all_read(actor: Actor, *, now: datetime) -> None:
    """Mark everything in the actor's centre as read."""
    db.session.execute(
        update(Message)
        .where(
            Message.organisation_id == actor.organisation_id,
            Message.recipient_id == actor.id,
            Message.read_at.is_(None),
            Message.created_at <= now,
        )
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def _row(notice: Notice, at: datetime) -> dict[str, object]:
    return {
        "organisation_id": notice.organisation_id,
        "id": new_id(),
        "recipient_id": notice.recipient_id,
        "kind": Kind(notice.kind).value,
        "case_id": notice.case_id,
        "subject_id": notice.subject_id or notice.case_id or notice.recipient_id,
        "step_key": notice.step_key,
        "occurrence": notice.occurrence,
        "level": notice.level,
        "created_at": at,
    }


def _insert_messages(rows: list[dict[str, object]]) -> list[Message]:
    """Insert what is new. Both back ends skip a row whose unique key exists, without an error."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(Message).on_conflict_do_nothing().returning(Message)
    return list(db.session.scalars(statement, rows))  # rows apart: compiled once, not per call


def _insert_deliveries(messages: Sequence[Message], at: datetime) -> None:
    if not messages:
        return
    recipients = db.session.execute(
        select(User.id, User.mail).where(User.id.in_({row.recipient_id for row in messages}))
    )
    preferences = {row.id: rules.preference_of(row.mail) for row in recipients}
    planned = [_delivery(row, preferences[row.recipient_id], at) for row in messages]
    db.session.add_all(row for row in planned if row is not None)
    db.session.flush()


def _delivery(message: Message, preference: rules.Preference, at: datetime) -> Delivery | None:
    moment = rules.mail_moment(message.kind, preference, at)
    if moment is None:
        return None
    delivery_id = new_id()
    daily = preference.mode == "daily" and not rules.is_urgent(message.kind)
    return Delivery(
        organisation_id=message.organisation_id,
        id=delivery_id,
        message_id=message.id,
        channel=rules.MAIL,
        state=State.WAITING,
        mail_reference=(_digest(message, moment) if daily else delivery_id).hex,
        attempts=0,
        next_try_at=moment,
    )


def _digest(message: Message, moment: datetime) -> UUID:
    """Return the reference that all deliveries of one person's daily mail share."""
    day = rules.digest_day(moment)
    return uuid5(message.recipient_id, f"{message.organisation_id} {day.isoformat()}")

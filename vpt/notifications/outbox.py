"""Deliveries that are due: claim in one unit of work, send outside it, record in another.

A worker that dies between sending and recording leaves a claim; after five minutes the delivery
is claimed again and sent again under the same Message-ID: at least once, never silently lost.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts import queries as accounts
from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible
from vpt.core.policy import ensure
from vpt.core.settings import Settings
from vpt.infra.db import db
from vpt.infra.mailer import MailProblem
from vpt.notifications import claiming, rules
from vpt.notifications.letters import About, Envelope
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a worker holds while it sends: the claim, and the envelope or None to drop it."""

    organisation_id: UUID
    reference: str
    claimed_at: datetime
    attempts: int
    preference: rules.Preference
    urgent: bool
    envelope: Envelope | None


def channel(settings: Settings) -> str:
    """Return where mail goes: a demo never mails anybody, it writes to a folder."""
    if accounts.is_demo():
        return (settings.instance / "mail").as_uri()
    return settings.mail_url


def has_due(now: datetime) -> bool:
    """Return whether a delivery waits, by reading alone."""
    return claiming.has_due(Delivery, now)


def claim(now: datetime) -> Parcel | None:
    """Claim the first delivery that is due, with everything that shares its daily mail.

    Returns None when nothing is due or another worker was first. The first row decides: whoever
    changes it may take the others.
    """
    leader = db.session.execute(
        select(Delivery.organisation_id, Delivery.id, Delivery.mail_reference)
        .where(claiming.due(Delivery, now))
        .order_by(Delivery.next_try_at, Delivery.id)
        .limit(1)
    ).first()
    if leader is None:
        return None
    same_organisation = Delivery.organisation_id == leader.organisation_id
    if not claiming.take(Delivery, and_(same_organisation, Delivery.id == leader.id), now):
        return None
    claiming.take(
        Delivery, and_(same_organisation, Delivery.mail_reference == leader.mail_reference), now
    )
    return _parcel(leader.organisation_id, leader.mail_reference, now)


def record_sent(parcel: Parcel, *, now: datetime) -> None:
    """Mark a parcel as sent (or dropped), unless another worker has taken it over since."""
    state = State.SENT if parcel.envelope else State.DROPPED
    _settle(parcel, state=state, sent_at=now if parcel.envelope else None)


def record_problem(parcel: Parcel, problem: MailProblem, *, now: datetime) -> None:
    """Plan another try outside quiet hours, or give up visibly."""
    again = None if problem.permanent else rules.next_try(parcel.attempts, now)
    if again is None:
        _settle(parcel, state=State.FAILED, error=problem.code, next_try_at=now)
        return
    if not parcel.urgent:
        again = rules.after_quiet(parcel.preference, again)
    _settle(parcel, state=State.WAITING, error=problem.code, next_try_at=again)


def retry(actor: Actor, delivery_id: UUID, *, now: datetime) -> None:
    """Send a delivery again that was given up; NotVisible when there is no such delivery."""
    ensure(actor, Permission.CONFIGURE)
    delivery = db.session.get(Delivery, (actor.organisation_id, delivery_id))
    if delivery is None or delivery.state != State.FAILED:
        raise NotVisible("not_found")
    delivery.state = State.WAITING
    delivery.attempts = 0
    delivery.next_try_at = now
    audit.record(actor, "delivery.retried", ("delivery", delivery_id), at=now)


def _parcel(organisation_id: UUID, reference: str, now: datetime) -> Parcel:
    rows = db.session.execute(
        select(Delivery.attempts, Message, User)
        .join(
            Message,
            and_(
                Message.organisation_id == Delivery.organisation_id,
                Message.id == Delivery.message_id,
            ),
        )
        .join(User, User.id == Message.recipient_id)
        .where(
            Delivery.organisation_id == organisation_id,
            Delivery.mail_reference == reference,
            Delivery.claimed_at == now,
        )
        .order_by(Message.created_at, Message.id)
    ).all()
    user: User = rows[0][2]
    messages: list[Message] = [row[1] for row in rows]
    return Parcel(
        organisation_id=organisation_id,
        reference=reference,
        claimed_at=now,
        attempts=max(row[0] for row in rows),
        preference=rules.preference_of(user.mail),
        urgent=any(rules.is_urgent(message.kind) for message in messages),
        envelope=_envelope(reference, user, messages),
    )


def _envelope(reference: str, user: User, messages: list[Message]) -> Envelope | None:
    """Return who gets what; None when there is nobody, or nothing they have not read by now."""
    unread = [row for row in messages if row.read_at is None or rules.is_about_account(row.kind)]
    if user.disabled_at is not None or not unread:
        return None
    return Envelope(
        reference=reference,
        recipient=user.email,
        locale=user.locale,
        about=tuple(
            About(message_id=row.id, kind=row.kind, subject_id=row.subject_id) for row in unread
        ),
    )


def _settle(parcel: Parcel, **values: object) -> None:
    which = and_(
        Delivery.organisation_id == parcel.organisation_id,
        Delivery.mail_reference == parcel.reference,
    )
    claiming.settle(Delivery, which, parcel.claimed_at, **values)

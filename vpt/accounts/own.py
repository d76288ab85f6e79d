"""What people decide about their own account."""

from datetime import datetime
from uuid import UUID

from vpt.accounts import credentials, queries
from vpt.accounts.people import User
from vpt.accounts.rules import CredentialKind, Preferences
from vpt.audit import service as audit
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.infra.db import db


def change_password(actor: Actor, password_hash: str, *, now: datetime) -> User:
    """Put a new password in place; every other session ends."""
    user = db.session.get_one(User, actor.id)
    credentials.store(user.id, CredentialKind.PASSWORD, password_hash, now=now)
    user.session_epoch += 1
    audit.record(actor, "account.password_changed", ("user", user.id), at=now)
    db.session.flush()
    return user


def sign_out_everywhere(actor: Actor, *, now: datetime) -> None:
    """End every session of the actor, this one included."""
    db.session.get_one(User, actor.id).session_epoch += 1
    audit.record(actor, "account.signed_out_everywhere", ("user", actor.id), at=now)
    db.session.flush()


def set_preferences(actor: Actor, wanted: Preferences, *, now: datetime) -> None:
    """Store the actor's language and how they want mail."""
    user = db.session.get_one(User, actor.id)
    user.locale, user.mail = wanted.locale, wanted.mail()
    fields = ("locale", "mail")
    audit.record(actor, "account.preferences_set", ("user", user.id), at=now, fields=fields)
    db.session.flush()


def note_sign_out(actor: Actor, *, now: datetime) -> None:
    """Leave a trail of somebody signing out here."""
    audit.record(actor, "account.signed_out", ("user", actor.id), at=now)


def move(user_id: UUID, organisation_id: UUID, *, now: datetime) -> tuple[User, Actor]:
    """Go on in another organisation; NotVisible without a valid role there."""
    found = queries.find_actor(user_id, organisation_id, now=now)
    if found is None:
        raise NotVisible("not_found")
    audit.record(found[1], "account.organisation_entered", ("user", user_id), at=now)
    return found

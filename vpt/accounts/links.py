"""Links that work once: choosing a password after forgetting it, or after an invitation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from vpt.accounts import credentials, queries, tries
from vpt.accounts.people import SingleUseToken, User
from vpt.accounts.rules import LINK_LASTS, CredentialKind, TokenPurpose, TryKind, normal_email
from vpt.audit import service as audit
from vpt.core.actor import Author
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id


@dataclass(frozen=True, slots=True)
class Link:
    """A fresh link: what a mail about it needs, without any secret."""

    id: UUID
    user_id: UUID
    organisation_id: UUID


def start_reset(email: str, client: str, *, now: datetime) -> Link | None:
    """Make a link for an account that may sign in, else return None. Raises TooMany(minutes=…)."""
    address = normal_email(email)
    tries.claim(TryKind.RESET, address, client, now=now)
    user = queries.find_user_by_email(address)
    if user is None or user.disabled_at is not None:
        return None
    return issue(user.id, TokenPurpose.RESET, now=now)


def issue(
    user_id: UUID, purpose: TokenPurpose, *, now: datetime, author: Author | None = None
) -> Link | None:
    """Make a link for a person; None when they have no valid role anywhere."""
    home = queries.find_home_organisation(user_id, now=now)
    if home is None:
        return None
    token = SingleUseToken(
        id=new_id(), user_id=user_id, purpose=purpose, expires_at=now + LINK_LASTS[purpose]
    )
    db.session.add(token)
    db.session.flush()
    audit.record(
        author or Author(organisation_id=home.id),
        "account.link_issued",
        ("user", user_id),
        at=now,
        codes={"purpose": purpose},
    )
    return Link(token.id, user_id, home.id)


def find(token_id: UUID, *, now: datetime) -> tuple[SingleUseToken, User] | None:
    """Return a link that still works and whose it is."""
    token = db.session.get(SingleUseToken, token_id)
    if token is None or token.used_at is not None or token.expires_at <= now:
        return None
    user = db.session.get_one(User, token.user_id)
    return (token, user) if user.disabled_at is None else None


def spend(token_id: UUID, password_hash: str, *, now: datetime) -> Link:
    """Set the password a link was made for; every session and other link of the person ends.

    Raises RuleBroken("link_spent") when the link does not work (any more).
    """
    found = find(token_id, now=now)
    if found is None or not _take(token_id, now):
        raise RuleBroken("link_spent")
    token, user = found
    db.session.execute(
        update(SingleUseToken)
        .where(SingleUseToken.user_id == user.id, SingleUseToken.used_at.is_(None))
        .values(used_at=now)
    )
    row = credentials.store(user.id, CredentialKind.PASSWORD, password_hash, now=now)
    user.session_epoch += 1
    tries.forget(TryKind.PASSWORD, user.email)
    audit.record(
        Author(organisation_id=row.organisation_id, id=user.id),
        "account.password_set",
        ("user", user.id),
        at=now,
        codes={"purpose": token.purpose},
    )
    db.session.flush()
    return Link(token.id, user.id, row.organisation_id)


def _take(token_id: UUID, now: datetime) -> bool:
    """Mark a link as used; False when another request was first."""
    taken = db.session.execute(
        update(SingleUseToken)
        .where(SingleUseToken.id == token_id, SingleUseToken.used_at.is_(None))
        .values(used_at=now)
        .returning(SingleUseToken.id)
    ).all()
    return len(taken) == 1

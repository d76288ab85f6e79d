"""Accounts of people at partner organisations, made because an employer works with them.

Such an account holds the role of partner in its own organisation and none in an employer: what it
may open is decided by the employers that have it as a contact, never by this role.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import queries, service
from vpt.accounts.people import Credential, Membership, SingleUseToken, User
from vpt.accounts.rules import (
    INVITED_AGAIN_AFTER,
    LINK_LASTS,
    AccountStanding,
    CredentialKind,
    TokenPurpose,
)
from vpt.accounts.service import NewPerson
from vpt.core.actor import Author, Role
from vpt.core.errors import RuleBroken
from vpt.infra.db import db


def admit(partner_id: UUID, email: str, name: str, *, now: datetime) -> User:
    """Return the account with this address as one of the partner's, made when there is none.

    Raises RuleBroken: email_invalid; account_unfit when the address belongs to somebody who does
    other work here, so that nobody can put a role on an employee of theirs or of another employer;
    account_closed. Neither refusal says whose address it is.
    """
    service.queue_up(partner_id)
    user = queries.find_user_by_email(email)
    if user is not None and user.disabled_at is not None:
        raise RuleBroken("account_closed", field="email")
    if user is not None and _has_other_work(user.id, now):
        raise RuleBroken("account_unfit", field="email")
    author = Author(organisation_id=partner_id)
    if user is None:
        new = NewPerson(email=email, name=name, roles=(Role.PARTNER,))
        return service.add_person(author, new, now=now)
    if (partner_id, Role.PARTNER) not in queries.list_roles_of(user.id, now=now):
        service.add_membership(author, user.id, Role.PARTNER, unit_id=None, now=now)
    return user


def standings(user_ids: Iterable[UUID]) -> dict[UUID, AccountStanding]:
    """Return how accounts stand, in one statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    password = (
        select(Credential.id)
        .where(Credential.user_id == User.id, Credential.kind == CredentialKind.PASSWORD)
        .exists()
    )
    rows = db.session.execute(
        select(User.id, User.disabled_at, User.demo_role, password.label("chosen")).where(
            User.id.in_(wanted)
        )
    )
    return {row.id: _standing(row.disabled_at, row.chosen or row.demo_role) for row in rows}


def was_just_invited(user_id: UUID, *, now: datetime) -> bool:
    """Tell whether an invitation left so recently that another would only be a nuisance."""
    made_after = now - INVITED_AGAIN_AFTER
    return (
        db.session.scalar(
            select(SingleUseToken.id)
            .where(
                SingleUseToken.user_id == user_id,
                SingleUseToken.purpose == TokenPurpose.INVITE,
                SingleUseToken.used_at.is_(None),
                SingleUseToken.expires_at > made_after + LINK_LASTS[TokenPurpose.INVITE],
            )
            .limit(1)
        )
        is not None
    )


def _standing(disabled_at: datetime | None, started: object) -> AccountStanding:
    if disabled_at is not None:
        return AccountStanding.CLOSED
    return AccountStanding.ACTIVE if started else AccountStanding.INVITED


def _has_other_work(user_id: UUID, now: datetime) -> bool:
    """Tell whether somebody has, or will have, any role but that of a partner."""
    found = select(Membership.id).where(
        Membership.user_id == user_id,
        Membership.role != Role.PARTNER,
        or_(Membership.valid_until.is_(None), Membership.valid_until > now),
    )
    return db.session.scalar(found.limit(1)) is not None

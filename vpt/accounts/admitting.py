"""Many newcomers at once: accounts, roles that open nothing, and links; a few statements in all.

Roles that open cases are not given here: they go one by one through `roles`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from vpt.accounts import grants
from vpt.accounts.grants import Grant
from vpt.accounts.links import Link
from vpt.accounts.people import Membership, SingleUseToken, User
from vpt.accounts.rules import LINK_LASTS, Post, TokenPurpose, opens_cases
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id


def is_plain(grant: Grant) -> bool:
    """Tell whether a grant is a role that opens nothing, from now on without an end."""
    dated = grant.first_day is not None or grant.last_day is not None
    return grant.post is Post.NONE and not opens_cases(grant.role) and not dated


def add_all(author: Actor | Author, users: Sequence[User], *, now: datetime) -> None:
    """Store new accounts."""
    db.session.add_all(users)
    db.session.flush()
    for user in users:
        audit.record(author, "account.created", ("user", user.id), at=now)
    db.session.flush()


def give_all(author: Actor | Author, given: Iterable[tuple[UUID, Grant]], *, now: datetime) -> None:
    """Give roles that open nothing; the caller looked who has them already.

    Raises RuleBroken: role_unfit for another kind of grant, own_role.
    """
    for user_id, grant in given:
        if not is_plain(grant):
            raise RuleBroken("role_unfit", field="role")
        if user_id == author.id:
            raise RuleBroken("own_role")
        db.session.add(
            Membership(
                organisation_id=author.organisation_id,
                id=new_id(),
                user_id=user_id,
                role=grant.role,
                unit_id=grant.unit_id,
                valid_from=now,
            )
        )
        codes = grants.codes_of(grant)
        audit.record(author, "account.role_given", ("user", user_id), at=now, codes=codes)
    db.session.flush()


def invite_all(author: Actor | Author, user_ids: Sequence[UUID], *, now: datetime) -> list[Link]:
    """Make a link for everybody; the caller made sure that each has a role that holds now."""
    expires = now + LINK_LASTS[TokenPurpose.INVITE]
    tokens = [
        SingleUseToken(
            id=new_id(), user_id=user_id, purpose=TokenPurpose.INVITE, expires_at=expires
        )
        for user_id in user_ids
    ]
    db.session.add_all(tokens)
    codes = {"purpose": str(TokenPurpose.INVITE)}
    for user_id in user_ids:
        audit.record(author, "account.link_issued", ("user", user_id), at=now, codes=codes)
    db.session.flush()
    return [Link(token.id, token.user_id, author.organisation_id) for token in tokens]

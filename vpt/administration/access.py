"""Letting people in: a new link, a lost telephone, and coming back; never for oneself.

An account may belong to several organisations: who keeps the accounts of one touches the account
itself only while it has no role in another.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import asked, links, outsiders, queries, roles, service
from vpt.accounts.people import Membership, RoleRequest, User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import CONFIRMERS, AccountStanding, opens_cases
from vpt.administration import confirming, directory
from vpt.administration.directory import HeldRole
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind

INSTANT = timedelta(microseconds=1)
"""A role ends where its last day ends, which is where the next one begins."""


def get(actor: Actor, user_id: UUID) -> User:
    """Return somebody who has or had something here; NotAllowed, else NotVisible."""
    policy.ensure(actor, Permission.CONFIGURE)
    mine = select(User).where(
        User.id == user_id,
        User.id.in_(
            select(Membership.user_id)
            .where(Membership.organisation_id == actor.organisation_id)
            .union(
                select(RoleRequest.user_id).where(
                    RoleRequest.organisation_id == actor.organisation_id
                )
            )
        ),
    )
    found = db.session.scalar(mine)
    if found is None:
        raise NotVisible("not_found")
    return found


def is_elsewhere(actor: Actor, user_id: UUID, *, now: datetime) -> bool:
    """Tell whether somebody has a role in another organisation too."""
    return any(
        home != actor.organisation_id for home, _role in queries.list_roles_of(user_id, now=now)
    )


def invite_again(actor: Actor, user_id: UUID, *, now: datetime) -> links.Link:
    """Mail a new link to who has not begun.

    Raises NotVisible, RuleBroken: account_exists, account_closed, invited_just_now,
    account_without_role while every role still waits or has not begun.
    """
    user = get(actor, user_id)
    standing = outsiders.standings([user.id])[user.id]
    if standing is AccountStanding.CLOSED:
        raise RuleBroken("account_closed")
    if standing is AccountStanding.ACTIVE:
        raise RuleBroken("account_exists")
    if outsiders.was_just_invited(user.id, now=now):
        raise RuleBroken("invited_just_now")
    link = confirming.send_link(actor, user.id, now=now)
    if link is None:
        raise RuleBroken("account_without_role")
    return link


def forget_second_factor(actor: Actor, user_id: UUID, *, now: datetime) -> None:
    """Let somebody set up the second factor again, after they lost telephone and codes.

    The person hears of it, and so do those who confirm roles when the account opens cases. Raises
    NotVisible, RuleBroken: own_account, account_elsewhere, no_second_factor_yet.
    """
    user = _own_to_change(actor, user_id, now)
    if not directory.has_second_factor(user.id):
        raise RuleBroken("no_second_factor_yet")
    service.remove_second_factor(actor, user, now=now)
    confirming.tell(actor, [user.id], Kind.ACCOUNT_CHANGED, new_id(), now=now)
    if _opening(actor, user.id, now):
        _warn(actor, user.id, now)


def let_in_again(actor: Actor, user_id: UUID, *, now: datetime) -> int:
    """Open a closed account; return how many roles wait for a second person again.

    Roles that open cases do not come back by themselves. Raises NotVisible, RuleBroken:
    own_account, account_elsewhere, account_open.
    """
    user = _own_to_change(actor, user_id, now)
    if user.disabled_at is None:
        raise RuleBroken("account_open")
    had = _opening(actor, user.id, now)
    service.enable(actor, user, now=now)
    tries = [_asked_again(actor, user, one, now) for one in had]
    again = [one for one in tries if one is not None]
    for one in again:
        confirming.tell_asked(actor, user.id, one, now=now)
    _warn(actor, user.id, now)
    return sum(not one.is_given for one in again)


def _own_to_change(actor: Actor, user_id: UUID, now: datetime) -> User:
    user = get(actor, user_id)
    if user.id == actor.id:
        raise RuleBroken("own_account")
    service.queue_up(actor.organisation_id)
    if is_elsewhere(actor, user.id, now=now):
        raise RuleBroken("account_elsewhere")
    return user


def _opening(actor: Actor, user_id: UUID, now: datetime) -> list[HeldRole]:
    held = directory.held_roles(actor.organisation_id, [user_id], now=now)
    return [one for one in held.get(user_id, ()) if opens_cases(one.role)]


def _asked_again(actor: Actor, user: User, held: HeldRole, now: datetime) -> roles.Asked | None:
    """Take a role away and ask for it as if it were new, for what is left of its days."""
    last_day, today = held.last_day, local_date(now)
    if held.membership_id is not None:
        last_day = local_date(held.until - INSTANT) if held.until is not None else None
        roles.end(actor, held.membership_id, now=now)
    elif held.unit_id is not None:
        roles.end_post(actor, held.unit_id, held.post, now=now)
    grant = Grant(role=held.role, unit_id=held.unit_id, post=held.post, last_day=last_day)
    waits = asked.find_same(actor.organisation_id, user.id, held.role, held.post, held.unit_id)
    if waits is not None or (last_day is not None and last_day < today):
        return None
    return roles.ask_for(actor, user, grant, now=now)


def _warn(actor: Actor, user_id: UUID, now: datetime) -> None:
    confirmers = queries.list_with_role(actor.organisation_id, CONFIRMERS, now=now)
    able = [one.id for one in confirmers if one.id not in (user_id, actor.id)]
    confirming.tell(actor, able, Kind.ROLE_WATCHED, new_id(), now=now)

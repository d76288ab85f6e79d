"""Roles and the second person, with everybody told who should know.

The accounts room stores; it lies below the notices, so telling happens here.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vpt.accounts import invitations, links, outsiders, queries, roles
from vpt.accounts.people import Membership, RoleRequest
from vpt.accounts.roles import Asked, Grant
from vpt.accounts.rules import CONFIRMERS, AccountStanding, Post, TokenPurpose, Verdict
from vpt.core.actor import Actor, Author, Role
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice


def ask(author: Actor | Author, user_id: UUID, grant: Grant, *, now: datetime) -> Asked:
    """Give a role or let it wait, and tell who should know. Raises what `roles.ask` raises."""
    asked = roles.ask(author, user_id, grant, now=now)
    tell_asked(author, user_id, asked, now=now)
    if asked.is_given:
        tell(author, {user_id}, Kind.ACCOUNT_ROLE, new_id(), now=now)
    return asked


def decide(actor: Actor, request_id: UUID, answer: Verdict, *, now: datetime) -> RoleRequest:
    """Be the second person and tell who asked, whose role it is, and the privacy officer.

    Whoever waited for this role alone gets the invitation now. Raises what `roles.decide` raises.
    """
    row = roles.decide(actor, request_id, answer, now=now)
    if row.asked_by is not None:
        tell(actor, {row.asked_by}, Kind.ROLE_DECIDED, row.id, now=now)
    if row.is_granted:
        _tell_opened(actor, row.user_id, row.id, now)
        if send_invitation(actor, row.user_id, now=now) is None:
            tell(actor, {row.user_id}, Kind.ACCOUNT_ROLE, row.id, now=now)
    return row


def withdraw(author: Actor | Author, request_id: UUID, *, now: datetime) -> RoleRequest:
    """Take a request back; whoever asked is told when it was somebody else."""
    row = roles.withdraw(author, request_id, now=now)
    if row.asked_by is not None:
        tell(author, {row.asked_by} - {author.id}, Kind.ROLE_DECIDED, row.id, now=now)
    return row


def end(author: Actor | Author, membership_id: UUID, *, now: datetime) -> Membership:
    """Take one role away and tell the person. Raises what `roles.end` raises."""
    row = roles.end(author, membership_id, now=now)
    tell(author, {row.user_id}, Kind.ACCOUNT_ROLE, new_id(), now=now)
    return row


def end_post(author: Actor | Author, unit_id: UUID, post: Post, *, now: datetime) -> None:
    """Take a place at the head of a unit away and tell the person."""
    holder = roles.end_post(author, unit_id, post, now=now)
    tell(author, {holder}, Kind.ACCOUNT_ROLE, new_id(), now=now)


def tell_asked(author: Actor | Author, user_id: UUID, asked: Asked, *, now: datetime) -> None:
    """Ask the second person for an answer; or tell the privacy officer when none was needed."""
    if asked.request_id is None:
        return
    if asked.is_given:
        _tell_opened(author, user_id, asked.request_id, now)
        return
    able = {one.id for one in queries.list_with_role(author.organisation_id, CONFIRMERS, now=now)}
    tell(author, able - {user_id, author.id}, Kind.ROLE_ASKED, asked.request_id, now=now)


def send_invitation(author: Actor | Author, user_id: UUID, *, now: datetime) -> links.Link | None:
    """Mail a link with which somebody begins, once they have a role and no link that works.

    None for whoever began already, has a link, or has no role that holds now.
    """
    standing = outsiders.standings([user_id]).get(user_id)
    if standing is not AccountStanding.INVITED or invitations.open_until([user_id], now=now):
        return None
    return send_link(author, user_id, now=now)


def send_link(author: Actor | Author, user_id: UUID, *, now: datetime) -> links.Link | None:
    """Mail a fresh link; None without a role that holds now. The caller checked who may have it."""
    sender = Author(organisation_id=author.organisation_id, id=author.id)
    link = links.issue(user_id, TokenPurpose.INVITE, now=now, author=sender)
    if link is not None:
        notifications.queue(
            link.organisation_id, user_id, Kind.ACCOUNT_INVITED, subject_id=link.id, at=now
        )
    return link


def tell_officers(
    author: Actor | Author, kind: Kind, subject_id: UUID, *, now: datetime, but: UUID | None = None
) -> None:
    """Tell every privacy officer of the organisation but one."""
    officers = queries.list_with_role(author.organisation_id, [Role.PRIVACY_OFFICER], now=now)
    tell(author, {one.id for one in officers} - {but}, kind, subject_id, now=now)


def _tell_opened(author: Actor | Author, user_id: UUID, subject_id: UUID, now: datetime) -> None:
    tell_officers(author, Kind.ROLE_OPENED, subject_id, now=now, but=user_id)


def tell(
    author: Actor | Author,
    recipients: Iterable[UUID | None],
    kind: Kind,
    subject_id: UUID,
    *,
    now: datetime,
) -> None:
    """Tell people of the author's organisation one thing, each once."""
    notices = [
        Notice(
            organisation_id=author.organisation_id,
            recipient_id=one,
            kind=kind,
            subject_id=subject_id,
        )
        for one in recipients
        if one is not None
    ]
    notifications.queue_all(notices, at=now)

"""Inviting colleagues, and letting them in again: what the keeper of the accounts does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.accounts import asked, links, queries, roles, service
from vpt.accounts.people import User
from vpt.accounts.roles import Grant
from vpt.administration import confirming
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission, Role
from vpt.core.errors import RuleBroken
from vpt.core.plaintext import clean_line
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind

LONGEST_NAME = 120
LONGEST_PHONE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody to be invited; an account with this address keeps its own name and number."""

    email: str
    name: str
    phone: str = ""
    locale: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What became of an invitation.

    Without a link no mail left: the account works already, or every role still waits or has not
    begun. `waiting` counts the roles that wait for a second person.
    """

    user_id: UUID
    link: links.Link | None
    waiting: int


def invite(
    author: Actor | Author, new: Newcomer, grants: Sequence[Grant], *, now: datetime
) -> Invited:
    """Give somebody an account here with these roles, and mail a link that works once.

    Without grants they become an employee. Roles that open cases wait for a second person. Raises
    NotAllowed, what `roles.ask` raises, and RuleBroken at a field: email_invalid, name_empty,
    text_too_long, person_known, own_role, account_closed, locale_unknown.
    """
    if isinstance(author, Actor):
        policy.ensure(author, Permission.CONFIGURE)
    service.queue_up(author.organisation_id)
    user = _admit(author, new, now)
    wanted = dict.fromkeys(grants or [Grant(role=Role.EMPLOYEE)])
    results = [roles.ask_for(author, user, grant, now=now) for grant in wanted]
    for one in results:
        confirming.tell_asked(author, user.id, one, now=now)
    link = confirming.send_invitation(author, user.id, now=now)
    if link is None and any(one.is_given for one in results):
        _tell_of_role(author, user.id, now)
    waiting = sum(not one.is_given for one in results)
    return Invited(user_id=user.id, link=link, waiting=waiting)


def _admit(author: Actor | Author, new: Newcomer, now: datetime) -> User:
    name, phone = clean_line(new.name), clean_line(new.phone)
    if not name:
        raise RuleBroken("name_empty", field="name")
    for field, words, most in (("name", name, LONGEST_NAME), ("phone", phone, LONGEST_PHONE)):
        if len(words) > most:
            raise RuleBroken("text_too_long", field=field, most=most)
    known = queries.find_user_by_email(new.email)
    if known is not None:
        _ensure_new_here(author, known, now)
    person = service.NewPerson(email=new.email, name=name, roles=(), phone=phone, locale=new.locale)
    return service.add_person(author, person, now=now)


def _ensure_new_here(author: Actor | Author, known: User, now: datetime) -> None:
    if known.id == author.id:
        raise RuleBroken("own_role", field="email")
    if known.disabled_at is not None:
        raise RuleBroken("account_closed", field="email")
    if asked.is_of_here(author.organisation_id, known.id, now=now):
        raise RuleBroken("person_known", field="email")


def _tell_of_role(author: Actor | Author, user_id: UUID, now: datetime) -> None:
    notifications.queue(
        author.organisation_id, user_id, Kind.ACCOUNT_ROLE, subject_id=new_id(), at=now
    )

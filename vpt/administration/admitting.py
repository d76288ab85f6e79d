"""Stores the people of a list: accounts and roles at once, invitations in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vpt.accounts import admitting, outsiders, roles
from vpt.accounts.people import User
from vpt.accounts.rules import AccountStanding
from vpt.administration import confirming
from vpt.administration.importing import Plan
from vpt.administration.importing_people import Entry, Work
from vpt.core.actor import Actor, Author
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice


def store(actor: Actor | Author, made: Plan, *, invites: bool, now: datetime) -> int:
    """Store a plan that was made in the same unit of work; return how many roles wait.

    Roles that open cases take the way of `roles.ask`: each may need a second person, and each is
    told. With `invites` everybody who is new and has a role gets a link by mail. Raises what
    `roles.ask_for` raises.
    """
    work: Work = made.work
    people = _people(actor, work.entries, now)
    plain = [(user.id, one) for user, entry in people for one in entry.grants
             if admitting.is_plain(one)]  # fmt: skip
    admitting.give_all(actor, plain, now=now)
    given, waiting = {user_id for user_id, _ in plain}, 0
    for user, entry in people:
        for grant in entry.grants:
            if admitting.is_plain(grant):
                continue
            asked = roles.ask_for(actor, user, grant, now=now)
            confirming.tell_asked(actor, user.id, asked, now=now)
            given |= {user.id} if asked.is_given else set()
            waiting += not asked.is_given
    _tell(actor, given, invites=invites, now=now)
    return waiting


def _people(
    actor: Actor | Author, entries: Sequence[Entry], now: datetime
) -> list[tuple[User, Entry]]:
    people = [(entry.user or _new(entry, now), entry) for entry in entries]
    fresh = [user for user, entry in people if entry.user is None]
    admitting.add_all(actor, fresh, now=now)
    return people


def _new(entry: Entry, now: datetime) -> User:
    return User(
        id=new_id(),
        email=entry.email,
        name=entry.name,
        phone=entry.phone,
        locale=entry.locale,
        session_epoch=0,
        created_at=now,
    )


def _tell(actor: Actor | Author, given: set[UUID], *, invites: bool, now: datetime) -> None:
    """Invite who has no password yet, and tell the others that a role came."""
    standings = outsiders.standings(sorted(given))
    invited = [one for one in sorted(given) if standings.get(one) is AccountStanding.INVITED]
    links = admitting.invite_all(actor, invited, now=now) if invites else []
    notices = [_notice(actor, link.user_id, Kind.ACCOUNT_INVITED, link.id) for link in links]
    known = sorted(given - set(invited))
    notices += [_notice(actor, one, Kind.ACCOUNT_ROLE, new_id()) for one in known]
    notifications.queue_all(notices, at=now)


def _notice(actor: Actor | Author, recipient_id: UUID, kind: Kind, subject_id: UUID) -> Notice:
    return Notice(
        organisation_id=actor.organisation_id,
        recipient_id=recipient_id,
        kind=kind,
        subject_id=subject_id,
    )

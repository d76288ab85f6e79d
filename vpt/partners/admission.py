"""The accounts of contacts: given to them by an employer, and taken out of its shares again.

Who may open what is shared is the coordinator's: keeping the list of contacts is not enough.
"""

from datetime import datetime
from uuid import UUID

from vpt.accounts import links, outsiders
from vpt.accounts.rules import AccountStanding, TokenPurpose
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind
from vpt.partners import officers, queries


def invite(actor: Actor, officer_id: UUID, *, now: datetime) -> AccountStanding:
    """Give a contact an account at their own organisation, and mail a link that works once.

    Inviting again sends a new link to who has not begun. Somebody whose account works already
    gets no mail. The account opens what this employer shares, nothing of another's.
    Raises NotAllowed, NotVisible, RuleBroken("contact_without_partner", "contact_ended",
    "email_needed", "email_invalid", "account_unfit", "account_closed", "account_exists",
    "invited_just_now").
    """
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    row = officers.take(actor, officer_id)
    partner_id = row.partner_id
    if partner_id is None:
        raise RuleBroken("contact_without_partner")
    if not queries.is_open(actor.organisation_id, officer_id, local_date(now)):
        raise RuleBroken("contact_ended")
    person = queries.as_officer(row)
    if not person.email:
        raise RuleBroken("email_needed", field="email")
    user = outsiders.admit(partner_id, person.email, person.name, now=now)
    standing = outsiders.standings([user.id])[user.id]
    if row.user_id == user.id:
        _ensure_may_repeat(user.id, standing, now)
    row.user_id = user.id
    row.version += 1
    audit.record(
        actor, "contact_officer.invited", ("contact_officer", row.id), at=now,
        codes={"user": str(user.id)},
    )  # fmt: skip
    if standing is AccountStanding.INVITED and not outsiders.was_just_invited(user.id, now=now):
        _send_link(partner_id, user.id, now)
    db.session.flush()
    return standing


def withdraw(actor: Actor, officer_id: UUID, *, now: datetime) -> None:
    """Shut a contact's account out of what this employer shares, at once.

    They stay a contact to call and may be invited again. NotVisible without such an account.
    """
    policy.ensure(actor, Permission.CASE_RECORD_PARTNER)
    row = officers.take(actor, officer_id)
    if row.user_id is None:
        raise NotVisible("not_found")
    codes = {"user": str(row.user_id)}
    row.user_id = None
    row.version += 1
    audit.record(
        actor, "contact_officer.account_withdrawn", ("contact_officer", row.id), at=now, codes=codes
    )
    db.session.flush()


def _ensure_may_repeat(user_id: UUID, standing: AccountStanding, now: datetime) -> None:
    if standing is not AccountStanding.INVITED:
        raise RuleBroken("account_exists")
    if outsiders.was_just_invited(user_id, now=now):
        raise RuleBroken("invited_just_now")


def _send_link(partner_id: UUID, user_id: UUID, now: datetime) -> None:
    author = Author(organisation_id=partner_id)
    link = links.issue(user_id, TokenPurpose.INVITE, now=now, author=author)
    if link is not None:
        notifications.queue(
            link.organisation_id, user_id, Kind.ACCOUNT_INVITED, subject_id=link.id, at=now
        )

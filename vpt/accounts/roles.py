"""Giving roles and places at the head of a unit: by two people when they open cases.

Nobody gives, ends or confirms anything for himself (DESIGN §6).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import asked, grants, posts, queries, service
from vpt.accounts.grants import Grant
from vpt.accounts.models import Organisation, Unit
from vpt.accounts.people import Membership, RoleRequest, User
from vpt.accounts.posts import Appointment
from vpt.accounts.rules import CONFIRMERS, REFUSALS, Post, Verdict, opens_cases
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission, Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id

__all__ = ["Asked", "Grant", "ask", "ask_for", "decide", "end", "end_post", "grant_of", "withdraw"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of it: given at once, or waiting under this id.

    `request_id` also names a role that opens cases and needed nobody: it is on record as such.
    """

    is_given: bool
    request_id: UUID | None = None


def ask(author: Actor | Author, user_id: UUID, grant: Grant, *, now: datetime) -> Asked:
    """Give a colleague a role, or let it wait for a second person when it opens cases.

    Raises NotAllowed, NotVisible for somebody who has nothing to do with this organisation, and
    RuleBroken: own_role, role_held, role_asked, role_unfit, account_closed, unit_needed,
    unit_closed, day_in_past, last_day_early, dates_unfit.
    """
    user = db.session.get(User, user_id)
    if user is None or not _is_known(author.organisation_id, user_id):
        raise NotVisible("not_found")
    return ask_for(author, user, grant, now=now)


def ask_for(author: Actor | Author, user: User, grant: Grant, *, now: datetime) -> Asked:
    """Do the same for an account that was found by its mail address, maybe from elsewhere."""
    _ensure_keeper(author)
    if author.id == user.id:
        raise RuleBroken("own_role")
    if user.disabled_at is not None:
        raise RuleBroken("account_closed")
    service.queue_up(author.organisation_id)
    unit = grants.unit_of(author, grant)
    grants.ensure_fit(author, grant, local_date(now))
    _ensure_new(author.organisation_id, user.id, grant, unit, now)
    if not opens_cases(grant.role):
        grants.give(author, user.id, grant, now=now)
        return Asked(is_given=True)
    row = _store(author, user.id, grant, now)
    row.verdict = _exception(author, now)
    if row.verdict is not Verdict.NONE:
        row.decided_at, row.is_granted = now, True
        grants.give(author, user.id, grant, now=now, how=row.verdict)
    db.session.flush()
    return Asked(is_given=row.is_granted is True, request_id=row.id)


def decide(actor: Actor, request_id: UUID, answer: Verdict, *, now: datetime) -> RoleRequest:
    """Be the second person: `Verdict.NONE` gives the role, one of `REFUSALS` does not.

    Raises NotVisible; NotAllowed: permission_missing, own_request, own_role, confirmer_new; and
    RuleBroken: request_decided, account_closed, period_over, role_held, unit_closed.
    """
    policy.ensure(actor, Permission.ROLES_CONFIRM)
    service.queue_up(actor.organisation_id)
    row = _take(actor.organisation_id, request_id)
    _ensure_second(actor, row, now)
    if answer in REFUSALS:
        return _close(actor, row, answer, now)
    if answer is not Verdict.NONE:
        raise RuleBroken("reason_unknown")
    grant = grant_of(row)
    if db.session.get_one(User, row.user_id).disabled_at is not None:
        raise RuleBroken("account_closed")
    if grant.last_day is not None and grant.last_day < local_date(now):
        raise RuleBroken("period_over")
    unit = grants.unit_of(actor, grant)
    grants.ensure_not_held(actor.organisation_id, row.user_id, grant, unit, now)
    grants.give(actor, row.user_id, grant, now=now)
    return _close(actor, row, Verdict.NONE, now)


def withdraw(author: Actor | Author, request_id: UUID, *, now: datetime) -> RoleRequest:
    """Take a request back, by whoever keeps the accounts. RuleBroken("request_decided")."""
    _ensure_keeper(author)
    service.queue_up(author.organisation_id)
    return _close(author, _take(author.organisation_id, request_id), Verdict.WITHDRAWN, now)


def end(author: Actor | Author, membership_id: UUID, *, now: datetime) -> Membership:
    """Take one role away from this moment on; running sessions lose it at their next page.

    Raises NotAllowed, NotVisible, RuleBroken("own_role_end").
    """
    _ensure_keeper(author)
    service.queue_up(author.organisation_id)
    row = db.session.get(Membership, (author.organisation_id, membership_id))
    if row is None or (row.valid_until is not None and row.valid_until <= now):
        raise NotVisible("not_found")
    if author.id == row.user_id:
        raise RuleBroken("own_role_end")
    row.valid_until = max(now, row.valid_from)
    codes = {"role": str(row.role)} | ({"unit": str(row.unit_id)} if row.unit_id else {})
    audit.record(author, "account.role_ended", ("user", row.user_id), at=now, codes=codes)
    db.session.flush()
    return row


def end_post(author: Actor | Author, unit_id: UUID, post: Post, *, now: datetime) -> UUID:
    """Leave a unit without manager or deputy from now on; return who it was.

    Raises NotAllowed, NotVisible when there is nobody, RuleBroken("own_role_end").
    """
    _ensure_keeper(author)
    service.queue_up(author.organisation_id)
    unit = db.session.get(Unit, (author.organisation_id, unit_id))
    holder = None if unit is None else grants.holder_of(unit, post)
    if unit is None or holder is None:
        raise NotVisible("not_found")
    if holder == author.id:
        raise RuleBroken("own_role_end")
    posts.take(author, Appointment(unit_id=unit.id, post=post, user_id=None), now=now)
    codes = {"role": str(Role.MANAGER), "post": str(post), "unit": str(unit.id)}
    audit.record(author, "account.role_ended", ("user", holder), at=now, codes=codes)
    db.session.flush()
    return holder


def grant_of(row: RoleRequest) -> Grant:
    """Return what a request is about."""
    return Grant(
        role=Role(row.role),
        unit_id=row.unit_id,
        post=Post(row.post),
        first_day=row.first_day,
        last_day=row.last_day,
    )


def _ensure_keeper(author: Actor | Author) -> None:
    if isinstance(author, Actor):
        policy.ensure(author, Permission.CONFIGURE)


def _is_known(organisation_id: UUID, user_id: UUID) -> bool:
    """Tell whether somebody has, had or was asked for a role here, or has nothing anywhere yet."""
    asked_here = select(RoleRequest.id).where(
        RoleRequest.organisation_id == organisation_id, RoleRequest.user_id == user_id
    )
    if db.session.scalar(asked_here.limit(1)) is not None:
        return True
    homes = set(
        db.session.scalars(
            select(Membership.organisation_id).where(Membership.user_id == user_id).distinct()
        )
    )
    return organisation_id in homes


def _ensure_new(
    organisation_id: UUID, user_id: UUID, grant: Grant, unit: Unit | None, now: datetime
) -> None:
    grants.ensure_not_held(organisation_id, user_id, grant, unit, now)
    if asked.find_same(organisation_id, user_id, grant.role, grant.post, grant.unit_id):
        raise RuleBroken("role_asked", field="role")


def _exception(author: Actor | Author, now: datetime) -> Verdict:
    """Return why a role that opens cases may be given by one person; NONE when it may not."""
    organisation = db.session.get_one(Organisation, author.organisation_id)
    if organisation.set_up_at is None:
        return Verdict.FIRST_SETUP
    by_command = not isinstance(author, Actor) and author.id is None
    if by_command and not queries.list_with_role(author.organisation_id, CONFIRMERS, now=now):
        return Verdict.ALONE
    return Verdict.NONE


def _store(author: Actor | Author, user_id: UUID, grant: Grant, now: datetime) -> RoleRequest:
    row = RoleRequest(
        organisation_id=author.organisation_id,
        id=new_id(),
        user_id=user_id,
        role=grant.role,
        post=grant.post,
        unit_id=grant.unit_id,
        first_day=grant.first_day,
        last_day=grant.last_day,
        asked_at=now,
        asked_by=author.id,
        verdict=Verdict.NONE,
    )
    db.session.add(row)
    audit.record(
        author, "account.role_asked", ("user", user_id), at=now, codes=grants.codes_of(grant)
    )
    db.session.flush()
    return row


def _take(organisation_id: UUID, request_id: UUID) -> RoleRequest:
    row = db.session.get(
        RoleRequest, (organisation_id, request_id), with_for_update=True, populate_existing=True
    )
    if row is None:
        raise NotVisible("not_found")
    if row.decided_at is not None:
        raise RuleBroken("request_decided")
    return row


def _ensure_second(actor: Actor, row: RoleRequest, now: datetime) -> None:
    if actor.id == row.user_id:
        raise NotAllowed("own_role")
    if actor.id == row.asked_by:
        raise NotAllowed("own_request")
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    since = asked.confirms_since(actor.organisation_id, actor.id, now=now)
    if not asked.is_seasoned(organisation, since, now=now):
        raise NotAllowed("confirmer_new")


def _close(
    author: Actor | Author, row: RoleRequest, verdict: Verdict, now: datetime
) -> RoleRequest:
    row.decided_at, row.decided_by = now, author.id
    row.is_granted, row.verdict = verdict is Verdict.NONE, verdict
    action = "account.role_confirmed" if row.is_granted else "account.role_refused"
    codes = grants.codes_of(grant_of(row)) | {"request": str(row.id)}
    if verdict is not Verdict.NONE:
        codes["verdict"] = str(verdict)
    audit.record(author, action, ("user", row.user_id), at=now, codes=codes)
    db.session.flush()
    return row

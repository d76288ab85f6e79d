"""What a role or a place at the head of a unit is made of, and storing it; nothing about who may.

Who may give what, and who has to confirm it, is in `roles`: nothing else calls `give`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import posts, units
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership
from vpt.accounts.posts import Appointment
from vpt.accounts.rules import Post, Verdict
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author, Role
from vpt.core.errors import RuleBroken
from vpt.core.worktime import AMSTERDAM
from vpt.infra.db import db
from vpt.infra.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role in a unit or in the whole organisation, or a place at the head of a unit.

    `first_day` and `last_day` are local days, both included; a place has the role of manager.
    """

    role: Role = Role.MANAGER
    unit_id: UUID | None = None
    post: Post = Post.NONE
    first_day: date | None = None
    last_day: date | None = None


def unit_of(author: Actor | Author, grant: Grant) -> Unit | None:
    """Return where it is about, when it is. NotVisible; RuleBroken: unit_needed, unit_closed."""
    if grant.unit_id is None:
        if grant.post is not Post.NONE:
            raise RuleBroken("unit_needed", field="unit_id")
        return None
    unit = units.get(author, grant.unit_id)
    if unit.closed_at is not None:
        raise RuleBroken("unit_closed", field="unit_id")
    return unit


def ensure_fit(author: Actor | Author, grant: Grant, today: date) -> None:
    """Refuse what makes no sense, and whatever would begin before today."""
    outsider = grant.role is Role.PARTNER and isinstance(author, Actor)
    if outsider or (grant.post is not Post.NONE and grant.role is not Role.MANAGER):
        raise RuleBroken("role_unfit", field="role")
    if grant.first_day is not None and grant.first_day < today:
        raise RuleBroken("day_in_past", field="first_day")
    if grant.last_day is not None and grant.last_day < (grant.first_day or today):
        raise RuleBroken("last_day_early", field="last_day")
    if grant.post is Post.MANAGER and (grant.first_day or grant.last_day):
        raise RuleBroken("dates_unfit", field="first_day")


def ensure_not_held(
    organisation_id: UUID, user_id: UUID, grant: Grant, unit: Unit | None, now: datetime
) -> None:
    """Refuse what somebody has already, in whole or in part. RuleBroken("role_held")."""
    if unit is not None and grant.post is not Post.NONE:
        if user_id == unit.manager_id or _sits(unit, user_id, grant):
            raise RuleBroken("role_held", field="role")
        return
    since, until = _period(grant, now)
    same = select(Membership.id).where(
        Membership.organisation_id == organisation_id,
        Membership.user_id == user_id,
        Membership.role == grant.role,
        Membership.unit_id.is_not_distinct_from(grant.unit_id),
        or_(Membership.valid_until.is_(None), Membership.valid_until > since),
    )
    if until is not None:
        same = same.where(Membership.valid_from < until)
    if db.session.scalar(same.limit(1)) is not None:
        raise RuleBroken("role_held", field="role")


def _sits(unit: Unit, user_id: UUID, grant: Grant) -> bool:
    same_days = (unit.deputy_from, unit.deputy_until) == (grant.first_day, grant.last_day)
    return grant.post is Post.DEPUTY and unit.deputy_id == user_id and same_days


def give(
    author: Actor | Author,
    user_id: UUID,
    grant: Grant,
    *,
    now: datetime,
    how: Verdict = Verdict.NONE,
) -> None:
    """Let it take effect, never from before now; `how` says which exception it was given under."""
    if grant.post is not Post.NONE and grant.unit_id is not None:
        new = Appointment(
            unit_id=grant.unit_id,
            post=grant.post,
            user_id=user_id,
            first_day=grant.first_day,
            last_day=grant.last_day,
        )
        posts.take(author, new, now=now)
    else:
        _enter(author.organisation_id, user_id, grant, now)
    codes = codes_of(grant) | ({"how": str(how)} if how is not Verdict.NONE else {})
    audit.record(author, "account.role_given", ("user", user_id), at=now, codes=codes)
    db.session.flush()


def _enter(organisation_id: UUID, user_id: UUID, grant: Grant, now: datetime) -> None:
    since, until = _period(grant, now)
    db.session.add(
        Membership(
            organisation_id=organisation_id,
            id=new_id(),
            user_id=user_id,
            role=grant.role,
            unit_id=grant.unit_id,
            valid_from=since,
            valid_until=until,
        )
    )


def _period(grant: Grant, now: datetime) -> tuple[datetime, datetime | None]:
    """Return from when until when a role holds: never from before it was given."""
    first = _start_of(grant.first_day) if grant.first_day is not None else now
    last = _start_of(grant.last_day + timedelta(days=1)) if grant.last_day is not None else None
    return max(now, first), last


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, AMSTERDAM)


def holder_of(unit: Unit, post: Post) -> UUID | None:
    """Return who has a place at the head of a unit."""
    return unit.deputy_id if post is Post.DEPUTY else unit.manager_id


def codes_of(grant: Grant) -> dict[str, str]:
    """Return what the trail says of it: codes and ids."""
    found = {"role": str(grant.role), "post": str(grant.post), "unit": str(grant.unit_id or "")}
    return {name: code for name, code in found.items() if code}

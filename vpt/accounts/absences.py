"""Being away: from a day until and including another, said by the person or for them."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from vpt.accounts import asked, service
from vpt.accounts.people import Absence
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id

LONGEST = timedelta(days=400)
"""Who is away longer has left the work to somebody else."""


def list_coming(organisation_id: UUID, user_id: UUID, on: date) -> list[Absence]:
    """Return when somebody is away from a day on, the present one included, soonest first."""
    found = _of(organisation_id, user_id).where(Absence.last_day >= on)
    return list(db.session.scalars(found.order_by(Absence.first_day)))


def add(actor: Actor, user_id: UUID, first_day: date, last_day: date, *, now: datetime) -> Absence:
    """Note that somebody is away; for another only by who keeps the accounts.

    The trail names the person and no days. Raises NotAllowed, NotVisible, and RuleBroken at a
    field: last_day_early, day_in_past, absence_long, absence_overlaps.
    """
    _ensure_may(actor, user_id, now)
    service.queue_up(actor.organisation_id)
    if last_day < first_day:
        raise RuleBroken("last_day_early", field="last_day")
    if last_day < local_date(now):
        raise RuleBroken("day_in_past", field="last_day")
    if last_day - first_day > LONGEST:
        raise RuleBroken("absence_long", field="last_day")
    same = _of(actor.organisation_id, user_id).where(
        Absence.first_day <= last_day, Absence.last_day >= first_day
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise RuleBroken("absence_overlaps", field="first_day")
    row = Absence(
        organisation_id=actor.organisation_id,
        id=new_id(),
        user_id=user_id,
        first_day=first_day,
        last_day=last_day,
        added_at=now,
        added_by=actor.id,
    )
    db.session.add(row)
    audit.record(actor, "account.absence_added", ("user", user_id), at=now)
    db.session.flush()
    return row


def withdraw(actor: Actor, absence_id: UUID, *, now: datetime) -> Absence:
    """Take an absence back; one that has begun ends yesterday. RuleBroken("absence_over")."""
    row = db.session.get(Absence, (actor.organisation_id, absence_id), with_for_update=True)
    if row is None:
        raise NotVisible("not_found")
    _ensure_may(actor, row.user_id, now)
    today = local_date(now)
    if row.withdrawn_at is not None or row.last_day < today:
        raise RuleBroken("absence_over")
    if row.first_day < today:
        row.last_day = today - timedelta(days=1)
    else:
        row.withdrawn_at = now
    audit.record(actor, "account.absence_withdrawn", ("user", row.user_id), at=now)
    db.session.flush()
    return row


def _ensure_may(actor: Actor, user_id: UUID, now: datetime) -> None:
    if user_id == actor.id:
        return
    policy.ensure(actor, Permission.CONFIGURE)
    if not asked.is_of_here(actor.organisation_id, user_id, now=now):
        raise NotVisible("not_found")


def _of(organisation_id: UUID, user_id: UUID) -> Select[Absence]:
    return select(Absence).where(
        Absence.organisation_id == organisation_id,
        Absence.user_id == user_id,
        Absence.withdrawn_at.is_(None),
    )

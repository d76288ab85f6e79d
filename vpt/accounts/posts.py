"""Who leads a unit and who stands in there, with the days of standing in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.accounts import service, units
from vpt.accounts.models import Unit
from vpt.accounts.rules import Post
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.history.rules import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Somebody at the head of a unit, or standing in there between two local days.

    `user_id` None leaves the place empty; without days a deputy may always stand in.
    """

    unit_id: UUID
    post: Post
    user_id: UUID | None
    first_day: date | None = None
    last_day: date | None = None


def take(author: Actor | Author, new: Appointment, *, now: datetime) -> None:
    """Store who leads a unit or stands in there.

    Who may ask for that, and who confirms it, is the caller's part. Raises NotVisible and
    RuleBroken: unit_closed, deputy_is_manager, ends_before_start.
    """
    service.queue_up(author.organisation_id)
    unit = units.get(author, new.unit_id)
    before = units.content_of(unit)
    if new.user_id and unit.closed_at is not None:
        raise RuleBroken("unit_closed", field="unit_id")
    if new.post == Post.MANAGER:
        unit.manager_id = new.user_id
    else:
        _stand_in(unit, new)
    if new.user_id and unit.manager_id == unit.deputy_id:
        raise RuleBroken("deputy_is_manager", field="user_id")
    _tell_leaders(author, unit, before, now)


def set_both(
    author: Actor | Author,
    unit: Unit,
    *,
    manager_id: UUID | None,
    deputy_id: UUID | None,
    now: datetime,
) -> None:
    """Say who leads a unit and who stands in, without asking: a successor steps in.

    Who takes the place of a deputy keeps the days.
    """
    before = units.content_of(unit)
    if deputy_id is None:
        unit.deputy_from = unit.deputy_until = None
    unit.manager_id, unit.deputy_id = manager_id, deputy_id
    _tell_leaders(author, unit, before, now)


def _stand_in(unit: Unit, new: Appointment) -> None:
    if new.first_day and new.last_day and new.last_day < new.first_day:
        raise RuleBroken("ends_before_start", field="last_day")
    unit.deputy_id = new.user_id
    unit.deputy_from = new.first_day if new.user_id else None
    unit.deputy_until = new.last_day if new.user_id else None


def _tell_leaders(author: Actor | Author, unit: Unit, before: Content, now: datetime) -> None:
    after = units.content_of(unit)
    fields = tuple(name for name in after if before[name] != after[name])
    if fields:
        subject = ("unit", unit.id)
        audit.record(author, "account.unit_leaders_set", subject, at=now, fields=fields)
    units.keep(author, unit, before, None, now)

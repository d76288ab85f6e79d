"""The successors of somebody who leaves step in at the head of units too."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import posts
from vpt.accounts import queries as accounts
from vpt.accounts.models import Unit
from vpt.core.actor import Actor, Role
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice


def hand_units(
    actor: Actor,
    leaver_id: UUID,
    taker_of: Callable[[UUID], UUID | None],
    *,
    now: datetime,
) -> int:
    """Put the successors in the place of the leaver at the head of units; return how many.

    By a coordinator, who is the second person for such a place; the privacy officer hears of it.
    """
    units = db.session.scalars(
        select(Unit).where(
            Unit.organisation_id == actor.organisation_id,
            or_(Unit.manager_id == leaver_id, Unit.deputy_id == leaver_id),
        )
    ).all()
    for unit in units:
        taker = taker_of(unit.id)
        manager = taker if unit.manager_id == leaver_id else unit.manager_id
        deputy = taker if unit.deputy_id == leaver_id else unit.deputy_id
        posts.set_both(
            actor,
            unit,
            manager_id=manager,
            deputy_id=deputy if deputy != manager else None,
            now=now,
        )
    if units:
        _tell_officers(actor, now)
    return len(units)


def _tell_officers(actor: Actor, now: datetime) -> None:
    """Tell every privacy officer that somebody may open cases now (DESIGN §6)."""
    action_id = new_id()
    officers = accounts.list_with_role(actor.organisation_id, [Role.PRIVACY_OFFICER], now=now)
    notices = [
        Notice(
            organisation_id=actor.organisation_id,
            recipient_id=one.id,
            kind=Kind.ROLE_OPENED,
            subject_id=action_id,
        )
        for one in officers
    ]
    notifications.queue_all(notices, at=now)

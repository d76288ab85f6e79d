"""The successors of somebody who leaves step in at the head of units too."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import posts
from vpt.accounts.models import Unit
from vpt.core.actor import Actor
from vpt.infra.db import db


def hand_units(
    actor: Actor,
    leaver_id: UUID,
    taker_of: Callable[[UUID], UUID | None],
    *,
    now: datetime,
) -> int:
    """Put the successors in the place of the leaver at the head of units; return how many."""
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
    return len(units)

"""Where the pages of people have somebody to show: roles, a role that waits, days away."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import absences, asked, queries
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, RoleRequest
from vpt.accounts.rules import Post
from vpt.core import clock
from vpt.core.actor import Actor, Role
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id

Found = Callable[[Actor], list[dict[str, object]]]


def a_waiting_role(actor: Actor, user_id: UUID) -> UUID:
    """Store a role that was asked for and return its id."""
    with unit_of_work():
        row = RoleRequest(
            organisation_id=actor.organisation_id,
            id=new_id(),
            user_id=user_id,
            role=Role.HR,
            post=Post.NONE,
            asked_at=clock.now(),
        )
        db.session.add(row)
    return row.id


def everything_of(actor: Actor, user_id: UUID) -> dict[str, object]:
    """Return the ids of what somebody has and waits for, made where there is nothing."""
    held = select(Membership.id).where(
        Membership.organisation_id == actor.organisation_id, Membership.user_id == user_id
    )
    today = local_date(clock.now())
    with unit_of_work():
        away = absences.add(actor, user_id, today, today + timedelta(days=3), now=clock.now())
    return {
        "user_id": user_id,
        "membership_id": db.session.scalars(held.limit(1)).one(),
        "asked_id": a_waiting_role(actor, user_id),
        "absence_id": away.id,
        "unit_id": db.session.scalars(
            select(Unit.id).where(Unit.organisation_id == actor.organisation_id).limit(1)
        ).one(),
    }


def _leader(actor: Actor) -> Unit:
    units = queries.list_units(actor)
    return next(one for one in units if one.manager_id not in (None, actor.id))


def _somebody(actor: Actor) -> list[dict[str, object]]:
    return [{"user_id": _leader(actor).manager_id}]


def _role(actor: Actor) -> list[dict[str, object]]:
    user_id = _leader(actor).manager_id
    held = select(Membership.id).where(
        Membership.organisation_id == actor.organisation_id, Membership.user_id == user_id
    )
    return [{"user_id": user_id, "membership_id": one} for one in db.session.scalars(held.limit(1))]


def _post(actor: Actor) -> list[dict[str, object]]:
    unit = _leader(actor)
    return [{"user_id": unit.manager_id, "unit_id": unit.id, "post": Post.MANAGER}]


def _waiting(actor: Actor) -> list[dict[str, object]]:
    rows = asked.list_waiting(actor.organisation_id)
    ids = [row.id for row in rows] or [a_waiting_role(actor, _leader(actor).manager_id)]
    return [{"asked_id": ids[0]}]


SUBJECTS: Mapping[str, Found] = {
    "people.absence": _somebody,
    "people.decide": _waiting,
    "people.end": _role,
    "people.end_post": _post,
    "people.give": _somebody,
    "people.leave": _somebody,
    "people.let_in": _somebody,
    "people.second_factor": _somebody,
    "people.sees": _somebody,
    "people.show": _somebody,
}

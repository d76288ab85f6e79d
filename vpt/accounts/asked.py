"""Reading roles that were asked for, and who may say yes to them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select

from vpt.accounts import queries
from vpt.accounts.models import Organisation
from vpt.accounts.people import Membership, RoleRequest
from vpt.accounts.rules import CONFIRMERS, CONFIRMS_AFTER, Post
from vpt.core.actor import Actor, Role
from vpt.core.errors import NotVisible
from vpt.infra.db import db

MOST = 100


def list_waiting(organisation_id: UUID) -> list[RoleRequest]:
    """Return what nobody decided about yet, oldest first."""
    return list(db.session.scalars(_waiting(organisation_id).order_by(RoleRequest.asked_at)))


def count_waiting(actor: Actor) -> int:
    """Return how many roles wait that this actor may decide about."""
    statement = _waiting(actor.organisation_id).where(
        RoleRequest.user_id != actor.id, RoleRequest.asked_by.is_distinct_from(actor.id)
    )
    found = statement.with_only_columns(func.count()).order_by(None)
    return db.session.scalar(found) or 0


def list_decided(organisation_id: UUID, *, since: datetime) -> list[RoleRequest]:
    """Return the newest hundred decisions since a moment, newest first."""
    return list(
        db.session.scalars(
            select(RoleRequest)
            .where(
                RoleRequest.organisation_id == organisation_id,
                RoleRequest.decided_at >= since,
            )
            .order_by(RoleRequest.decided_at.desc(), RoleRequest.id.desc())
            .limit(MOST)
        )
    )


def list_of(organisation_id: UUID, user_ids: Iterable[UUID]) -> list[RoleRequest]:
    """Return what waits for these people, in one statement."""
    wanted = _waiting(organisation_id).where(RoleRequest.user_id.in_(set(user_ids)))
    return list(db.session.scalars(wanted.order_by(RoleRequest.asked_at)))


def get(organisation_id: UUID, request_id: UUID) -> RoleRequest:
    """Return one request, decided or not; NotVisible when it is none of this organisation."""
    row = db.session.get(RoleRequest, (organisation_id, request_id))
    if row is None:
        raise NotVisible("not_found")
    return row


def find_same(
    organisation_id: UUID, user_id: UUID, role: Role, post: Post, unit_id: UUID | None
) -> RoleRequest | None:
    """Return the request that already waits for the same thing."""
    return db.session.scalar(
        _waiting(organisation_id)
        .where(
            RoleRequest.user_id == user_id,
            RoleRequest.role == role,
            RoleRequest.post == post,
            RoleRequest.unit_id.is_not_distinct_from(unit_id),
        )
        .limit(1)
    )


def is_of_here(organisation_id: UUID, user_id: UUID, *, now: datetime) -> bool:
    """Tell whether somebody has a role here, has one that still begins, or waits for one."""
    held = select(Membership.id).where(
        Membership.organisation_id == organisation_id,
        Membership.user_id == user_id,
        (Membership.valid_until.is_(None)) | (Membership.valid_until > now),
    )
    if db.session.scalar(held.limit(1)) is not None:
        return True
    return bool(list_of(organisation_id, [user_id]))


def confirms_since(organisation_id: UUID, user_id: UUID, *, now: datetime) -> datetime | None:
    """Return since when somebody may confirm roles; None when they may not."""
    return db.session.scalar(
        select(func.min(Membership.valid_from)).where(
            Membership.user_id == user_id,
            Membership.user_id.in_(queries.ids_with_role(organisation_id, CONFIRMERS, now=now)),
            Membership.organisation_id == organisation_id,
            Membership.role.in_(CONFIRMERS),
            (Membership.valid_until.is_(None)) | (Membership.valid_until > now),
        )
    )


def is_seasoned(organisation: Organisation, since: datetime | None, *, now: datetime) -> bool:
    """Tell whether a confirmer has looked on for long enough, or was there at the first set-up."""
    if since is None:
        return False
    set_up = organisation.set_up_at
    return since <= now - CONFIRMS_AFTER or set_up is None or since <= set_up


def _waiting(organisation_id: UUID) -> Select[RoleRequest]:
    return select(RoleRequest).where(
        RoleRequest.organisation_id == organisation_id, RoleRequest.decided_at.is_(None)
    )

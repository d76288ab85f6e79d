"""What happened to accounts that open cases, for those who are the second person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts.models import Unit
from vpt.accounts.people import Membership
from vpt.accounts.rules import opens_cases
from vpt.audit.models import AuditEntry
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.infra.db import db

LOOKS_BACK = timedelta(days=30)
MOST = 50
ACTIONS = (
    "account.second_factor_removed",
    "account.enabled",
    "account.disabled",
    "account.role_given",
    "account.role_ended",
    "account.link_issued",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to somebody's access; `by` is None for the system."""

    at: datetime
    action: str
    user_id: UUID | None
    by: UUID | None
    role: str
    how: str


def list_events(actor: Actor, *, now: datetime) -> list[Event]:
    """Return the newest fifty, about whoever has or had a role that opens cases."""
    policy.ensure(actor, Permission.ROLES_CONFIRM)
    opening = [role for role in Role if opens_cases(role)]
    units = select(Unit).where(Unit.organisation_id == actor.organisation_id)
    watched = select(Membership.user_id).where(
        Membership.organisation_id == actor.organisation_id, Membership.role.in_(opening)
    )
    rows = db.session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.organisation_id == actor.organisation_id,
            AuditEntry.at >= now - LOOKS_BACK,
            AuditEntry.action.in_(ACTIONS),
            or_(
                AuditEntry.subject_id.in_(watched),
                AuditEntry.subject_id.in_(units.with_only_columns(Unit.manager_id)),
                AuditEntry.subject_id.in_(units.with_only_columns(Unit.deputy_id)),
            ),
        )
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(MOST)
    )
    return [_event(row) for row in rows]


def _event(row: AuditEntry) -> Event:
    return Event(
        at=row.at,
        action=row.action,
        user_id=row.subject_id,
        by=row.actor_id,
        role=row.codes.get("role", ""),
        how=row.codes.get("how", ""),
    )

"""Which of many people have an account, and what they hold here: a few statements per 500."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import asked
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.core.actor import Role
from vpt.infra.db import db

CHUNK = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """Accounts by mail address, who is of this organisation, and what each holds or waits for."""

    users: dict[str, User]
    here: dict[UUID, set[tuple[Role, UUID | None]]]

    def holds(self, user: User | None, role: Role, unit_id: UUID | None) -> bool:
        """Tell whether somebody has or waits for a role, in this unit when one is named."""
        held = self.here.get(user.id, set()) if user is not None else set()
        return any(had is role and unit_id in {None, where} for had, where in held)


def load(organisation_id: UUID, emails: Iterable[str], *, now: datetime) -> Known:
    """Return what is known about these mail addresses."""
    users: dict[str, User] = {}
    for chunk in _chunks(sorted(emails)):
        rows = db.session.scalars(select(User).where(User.email.in_(chunk)))
        users |= {row.email: row for row in rows}
    here: dict[UUID, set[tuple[Role, UUID | None]]] = {}
    for ids in _chunks(sorted(row.id for row in users.values())):
        _hold(here, organisation_id, ids, now)
    return Known(users, here)


def _hold(
    here: dict[UUID, set[tuple[Role, UUID | None]]],
    organisation_id: UUID,
    ids: list[UUID],
    now: datetime,
) -> None:
    held = db.session.scalars(
        select(Membership).where(
            Membership.organisation_id == organisation_id,
            Membership.user_id.in_(ids),
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
        )
    )
    led = db.session.scalars(
        select(Unit).where(Unit.organisation_id == organisation_id, Unit.manager_id.in_(ids))
    )
    waiting = asked.list_of(organisation_id, ids)
    found = [
        *((row.user_id, row.role, row.unit_id) for row in held),
        *((row.user_id, row.role, row.unit_id) for row in waiting),
        *((row.manager_id, Role.MANAGER, row.id) for row in led if row.manager_id),
    ]
    for user_id, role, unit_id in found:
        here.setdefault(user_id, set()).add((Role(role), unit_id))


def _chunks(items: list[T]) -> Iterable[list[T]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]

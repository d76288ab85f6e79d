"""Saying who may impose measures: given to a role, for a time, and taken back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Unit
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.measures import labels, ladder
from vpt.measures.models import Mandate


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A mandate as it is given; without unit it holds in the whole organisation."""

    role: str
    level_to: int
    unit_id: UUID | None
    valid_from: date
    valid_until: date


def give(actor: Actor, grant: Grant, *, now: datetime) -> Mandate:
    """Store a mandate. Raises RuleBroken("mandate_role", "mandate_level", "mandate_period")."""
    policy.ensure(actor, Permission.MANDATE_GIVE)
    if grant.role not in labels.MANDATE_ROLE:
        raise RuleBroken("mandate_role", field="role")
    if grant.level_to not in {one.level for one in ladder.own_rungs()}:
        raise RuleBroken("mandate_level", field="level_to")
    if grant.valid_until < grant.valid_from:
        raise RuleBroken("mandate_period", field="valid_until")
    _ensure_unit(actor, grant.unit_id)
    row = Mandate(
        organisation_id=actor.organisation_id,
        id=new_id(),
        role=grant.role,
        level_to=grant.level_to,
        unit_id=grant.unit_id,
        valid_from=grant.valid_from,
        valid_until=grant.valid_until,
        given_at=now,
        given_by=actor.id,
    )
    db.session.add(row)
    codes = {"role": grant.role, "level": str(grant.level_to)}
    audit.record(actor, "mandate.given", ("mandate", row.id), at=now, codes=codes)
    db.session.flush()
    return row


def withdraw(actor: Actor, mandate_id: UUID, *, now: datetime) -> Mandate:
    """Take a mandate back from now on; measures that rest on it stay."""
    policy.ensure(actor, Permission.MANDATE_GIVE)
    row = db.session.get(Mandate, (actor.organisation_id, mandate_id))
    if row is None:
        raise NotVisible("not_found")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = now, actor.id
        audit.record(actor, "mandate.withdrawn", ("mandate", row.id), at=now)
    db.session.flush()
    return row


def _ensure_unit(actor: Actor, unit_id: UUID | None) -> None:
    if unit_id is None:
        return
    found = db.session.scalar(
        select(Unit.id).where(Unit.organisation_id == actor.organisation_id, Unit.id == unit_id)
    )
    if found is None:
        raise NotVisible("not_found")

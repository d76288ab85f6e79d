"""Open work of who can no longer open it goes on by itself, to the head of its unit or above.

A deputy whose days are over, a role that ended, a case opened at the moment its handler left.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from vpt.accounts import queries as accounts
from vpt.accounts import standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import Membership, User
from vpt.cases import handing_over
from vpt.cases.handing_over import Plan
from vpt.cases.handlers import WORKING
from vpt.cases.leaving import is_work
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Author, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db


def list_stranded(now: datetime, limit: int) -> list[tuple[UUID, UUID]]:
    """Return who has open work and cannot open it: (organisation, account), at most `limit`."""
    cases = select(Case.organisation_id, Case.assignee_id).where(
        Case.closed_at.is_(None),
        Case.assignee_id.is_not(None),
        ~_can_work(Case.organisation_id, Case.assignee_id, now),
    )
    steps = select(CaseStep.organisation_id, CaseStep.assignee_id).where(
        CaseStep.assignee_id.is_not(None),
        *is_work(),
        ~_can_work(CaseStep.organisation_id, CaseStep.assignee_id, now),
    )
    found = db.session.execute(union(cases, steps).limit(limit))
    return [(row[0], row[1]) for row in found if row[1] is not None]


def give_on(now: datetime, limit: int) -> int:
    """Give the work of stranded people to others in the caller's transaction; return whose.

    To who is at the head of the case's unit and is here, else to a coordinator. What nobody can
    take stays where it is, and the orphan check names what is missing.
    """
    moved = 0
    for organisation_id, user_id in list_stranded(now, limit):
        author = Author(organisation_id=organisation_id)
        plan = Plan(successor_id=None, by_unit=_heads(organisation_id, user_id, now))
        try:
            handing_over.hand_over_unseen(author, user_id, plan, now=now)
        except RuleBroken as refusal:
            if refusal.code != "nobody_able":
                raise
        else:
            moved += 1
    return moved


def _can_work(
    organisation_id: InstrumentedAttribute[UUID],
    user_id: InstrumentedAttribute[UUID | None],
    now: datetime,
) -> ColumnElement[bool]:
    leads = standing_in.is_leader(Membership.organisation_id, Membership.user_id, local_date(now))
    return exists().where(
        Membership.organisation_id == organisation_id,
        Membership.user_id == user_id,
        Membership.valid_from <= now,
        or_(Membership.valid_until.is_(None), Membership.valid_until > now),
        User.id == Membership.user_id,
        User.disabled_at.is_(None),
        or_(Membership.role.in_(WORKING), leads),
    )


def _heads(organisation_id: UUID, leaver_id: UUID, now: datetime) -> dict[UUID | None, UUID]:
    """Return who is at the head of each unit with work of the leaver, and is here to take it."""
    today = local_date(now)
    units = db.session.scalars(_units_of(organisation_id, leaver_id)).all()
    leaders = {unit.id: standing_in.leaders_of(unit, today) for unit in units}
    everybody = {one for found in leaders.values() for one in found} - {leaver_id}
    able = {one for one in everybody if _handles(one, organisation_id, now)}
    able -= standing_in.absent(organisation_id, able, today)
    heads = {
        unit_id: next((one for one in found if one in able), None)
        for unit_id, found in leaders.items()
    }
    return {unit_id: one for unit_id, one in heads.items() if one is not None}


def _units_of(organisation_id: UUID, leaver_id: UUID) -> Select[Unit]:
    given = select(CaseStep.case_id).where(
        CaseStep.organisation_id == organisation_id, CaseStep.assignee_id == leaver_id, *is_work()
    )
    theirs = select(Case.unit_id).where(
        Case.organisation_id == organisation_id,
        Case.closed_at.is_(None),
        or_(Case.assignee_id == leaver_id, Case.id.in_(given)),
    )
    return select(Unit).where(Unit.organisation_id == organisation_id, Unit.id.in_(theirs))


def _handles(user_id: UUID, organisation_id: UUID, now: datetime) -> bool:
    found = accounts.find_actor(user_id, organisation_id, now=now)
    return found is not None and found[1].may(Permission.CASE_HANDLE)

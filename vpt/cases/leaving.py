"""What somebody who leaves would leave behind: open cases, open steps, units they lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from vpt.accounts import queries as accounts
from vpt.accounts import standing_in
from vpt.accounts.models import Unit
from vpt.accounts.people import User
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotAllowed, NotVisible
from vpt.core.worktime import local_date
from vpt.infra.db import db

TAKERS = (Role.MANAGER, Role.COORDINATOR, Role.HR, Role.SUPPORT_TEAM)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLoad:
    """The open work of one unit; None for cases without one."""

    unit_id: UUID | None
    name: str
    cases: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The open work of one person, as far as the reader may know of it."""

    user_id: UUID
    name: str
    units: tuple[UnitLoad, ...]
    leads: tuple[str, ...]
    """Names of the units this person leads or stands in for."""

    @property
    def cases(self) -> int:
        """Return the number of open cases."""
        return sum(one.cases for one in self.units)

    @property
    def steps(self) -> int:
        """Return the number of open steps."""
        return sum(one.steps for one in self.units)


def ensure_coordinator(actor: Actor) -> None:
    """Refuse who does not assign the work of others. Raises NotAllowed."""
    policy.ensure(actor, Permission.CASE_ASSIGN)
    if Role.COORDINATOR not in actor.roles:
        raise NotAllowed("page_not_for_role")


def is_work() -> tuple[ColumnElement[bool], ...]:
    """Return what makes a step somebody's work: what is asked of a victim stays with the victim."""
    return CaseStep.state == "open", CaseStep.party != "employee"


def list_leavers(actor: Actor) -> list[tuple[UUID, str]]:
    """Return who has open work or leads a unit, by name."""
    ensure_coordinator(actor)
    mine = Unit.organisation_id == actor.organisation_id
    rows = db.session.execute(
        select(User.id, User.name)
        .where(
            or_(
                User.id.in_(_open_cases(actor).with_only_columns(Case.assignee_id)),
                User.id.in_(
                    select(CaseStep.assignee_id).where(
                        CaseStep.organisation_id == actor.organisation_id, *is_work()
                    )
                ),
                User.id.in_(select(Unit.manager_id).where(mine)),
                User.id.in_(select(Unit.deputy_id).where(mine)),
            )
        )
        .order_by(User.name, User.id)
    )
    return [(row.id, row.name) for row in rows]


def load_of(actor: Actor, user_id: UUID) -> Load:
    """Return what somebody would leave behind. NotVisible for who is not among the leavers."""
    name = dict(list_leavers(actor)).get(user_id)
    if name is None:
        raise NotVisible("not_found")
    units = db.session.execute(
        select(Unit.id, Unit.name, Unit.manager_id, Unit.deputy_id)
        .where(Unit.organisation_id == actor.organisation_id)
        .order_by(Unit.path)
    ).all()
    cases, steps = _counted_cases(actor, user_id), _counted_steps(actor, user_id)
    places: list[tuple[UUID | None, str]] = [(one.id, one.name) for one in units]
    return Load(
        user_id=user_id,
        name=name,
        units=tuple(
            UnitLoad(
                unit_id=unit_id,
                name=title,
                cases=cases.get(unit_id, 0),
                steps=steps.get(unit_id, 0),
            )
            for unit_id, title in [*places, (None, "")]
            if unit_id in cases or unit_id in steps
        ),
        leads=tuple(one.name for one in units if user_id in (one.manager_id, one.deputy_id)),
    )


def list_takers(actor: Actor, leaver_id: UUID, *, now: datetime) -> list[tuple[UUID, str]]:
    """Return who may take work over, by name: who handles cases, and the support team."""
    ensure_coordinator(actor)
    leads = standing_in.ids_of_leaders(actor.organisation_id, local_date(now))
    rows = db.session.execute(
        select(User.id, User.name)
        .where(
            User.id != leaver_id,
            User.disabled_at.is_(None),
            or_(
                User.id.in_(accounts.ids_with_role(actor.organisation_id, TAKERS, now=now)),
                User.id.in_(leads),
            ),
        )
        .order_by(User.name, User.id)
    )
    return [(row.id, row.name) for row in rows]


def _open_cases(actor: Actor) -> Select[Case]:
    return reach.visible(actor).where(Case.closed_at.is_(None))


def _counted_cases(actor: Actor, user_id: UUID) -> Mapping[UUID | None, int]:
    rows = db.session.execute(
        _open_cases(actor)
        .where(Case.assignee_id == user_id)
        .with_only_columns(Case.unit_id, func.count())
        .group_by(Case.unit_id)
    )
    return {row[0]: row[1] for row in rows}


def _counted_steps(actor: Actor, user_id: UUID) -> Mapping[UUID | None, int]:
    rows = db.session.execute(
        _open_cases(actor)
        .join(
            CaseStep,
            (CaseStep.organisation_id == Case.organisation_id) & (CaseStep.case_id == Case.id),
        )
        .where(CaseStep.assignee_id == user_id, *is_work())
        .with_only_columns(Case.unit_id, func.count())
        .group_by(Case.unit_id)
    )
    return {row[0]: row[1] for row in rows}

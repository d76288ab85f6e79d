"""Closing the account of somebody who leaves, with all open work handed over in the same action.

Who keeps the accounts sees no case: this reads and tells numbers only, and opens nothing for
anybody who could not see it before (`cases.handing_over.hand_over_unseen`).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update

from vpt.accounts import asked, queries, roles, service, standing_in
from vpt.accounts.people import SingleUseToken, User
from vpt.accounts.roles import Grant
from vpt.administration import access, confirming, directory
from vpt.administration.directory import HeldRole
from vpt.audit import service as audit
from vpt.cases import handing_over
from vpt.cases.leaving import TAKERS, is_work
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db

VITAL = (Role.ADMINISTRATOR, Role.COORDINATOR, Role.PRIVACY_OFFICER)
"""Roles that an organisation cannot do without: closing the last one is said beforehand."""


FREE_ALL_THE_SAME = frozenset(
    {"role_held", "role_asked", "unit_closed", "own_role", "last_day_early", "deputy_is_manager"}
)
"""Why a place stays free when it cannot be asked for the successor; leaving goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What somebody would leave behind: numbers of cases, and what they hold by setting."""

    cases: int
    steps: int
    posts: tuple[HeldRole, ...]
    """The units this person leads or stands in for."""
    last_of: tuple[Role, ...]
    """Roles that nobody else holds: after this the organisation goes without."""
    is_elsewhere: bool
    """Whether another organisation gave a role too: then the account itself stays open."""

    @property
    def has_work(self) -> bool:
        """Tell whether anything must go to somebody else."""
        return bool(self.cases or self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Somebody who can be given work."""

    id: UUID
    name: str
    is_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Who takes over: everything to a coordinator when None; `leads_too` asks for the units."""

    successor_id: UUID | None = None
    leads_too: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was done, in numbers; `waiting` places at the head of units wait for a second person."""

    cases: int
    steps: int
    posts: int
    waiting: int
    is_closed: bool


def load(actor: Actor, user_id: UUID, *, now: datetime) -> Counts:
    """Return what somebody would leave behind, also in cases that the actor may not know of.

    Raises NotAllowed, NotVisible.
    """
    user = access.get(actor, user_id)
    held = directory.held_roles(actor.organisation_id, [user.id], now=now).get(user.id, [])
    return Counts(
        cases=_count(
            select(func.count(Case.id)).where(
                Case.organisation_id == actor.organisation_id,
                Case.closed_at.is_(None),
                Case.assignee_id == user.id,
            )
        ),
        steps=_count(
            select(func.count(CaseStep.id))
            .join(
                Case,
                (Case.organisation_id == CaseStep.organisation_id) & (Case.id == CaseStep.case_id),
            )
            .where(
                CaseStep.organisation_id == actor.organisation_id,
                CaseStep.assignee_id == user.id,
                Case.closed_at.is_(None),
                *is_work(),
            )
        ),
        posts=tuple(one for one in held if one.membership_id is None),
        last_of=tuple(
            role
            for role in VITAL
            if any(one.role is role for one in held)
            and directory.is_last(actor, user.id, role, now=now)
        ),
        is_elsewhere=access.is_elsewhere(actor, user.id, now=now),
    )


def list_takers(actor: Actor, user_id: UUID, *, now: datetime) -> list[Taker]:
    """Return who can be given the work of somebody who leaves, by name."""
    policy.ensure(actor, Permission.CONFIGURE)
    today = local_date(now)
    rows = db.session.execute(
        select(User.id, User.name)
        .where(
            User.id != user_id,
            User.disabled_at.is_(None),
            or_(
                User.id.in_(queries.ids_with_role(actor.organisation_id, TAKERS, now=now)),
                User.id.in_(standing_in.ids_of_leaders(actor.organisation_id, today)),
            ),
        )
        .order_by(User.name, User.id)
    ).all()
    away = standing_in.absent(actor.organisation_id, [row.id for row in rows], today)
    return [Taker(id=row.id, name=row.name, is_away=row.id in away) for row in rows]


def deactivate(actor: Actor, user_id: UUID, plan: Plan, *, now: datetime) -> Left:
    """Hand over everything, end every role here, and close the account when it is only ours.

    A place at the head of a unit comes free; with `leads_too` it is asked for the successor, and
    waits for a second person like any such role. Raises NotAllowed, NotVisible, and RuleBroken:
    own_account, account_closed, successor_leaves, successor_unable, nobody_able.
    """
    user = _taken(actor, user_id)
    counts = load(actor, user.id, now=now)
    if plan.successor_id not in {None, *(one.id for one in list_takers(actor, user.id, now=now))}:
        raise RuleBroken("successor_unable", field="successor")
    work = handing_over.Plan(successor_id=plan.successor_id)
    done = handing_over.hand_over_unseen(actor, user.id, work, now=now)
    for place in counts.posts:
        if place.unit_id is not None:
            roles.end_post(actor, place.unit_id, place.post, now=now)
    _end_roles(actor, user.id, now)
    waiting = _ask_posts(actor, counts, plan, now)
    _close(actor, user, counts, now)
    codes = {"cases": str(done.cases), "steps": str(done.steps), "posts": str(len(counts.posts))}
    audit.record(actor, "account.left", ("user", user.id), at=now, codes=codes)
    db.session.flush()
    return Left(
        cases=done.cases,
        steps=done.steps,
        posts=len(counts.posts),
        waiting=waiting,
        is_closed=user.disabled_at is not None,
    )


def _taken(actor: Actor, user_id: UUID) -> User:
    """Return the account with nobody else closing it until the end.

    A lock that held back who stores a case for this person could wait for a case in turn: what
    reaches them at this very moment is moved by `cases.stranded`.
    """
    user = access.get(actor, user_id)
    if user.id == actor.id:
        raise RuleBroken("own_account")
    service.queue_up(actor.organisation_id)
    locked = db.session.get(
        User, user.id, with_for_update={"key_share": True}, populate_existing=True
    )
    if locked is None:
        raise NotVisible("not_found")
    if locked.disabled_at is not None:
        raise RuleBroken("account_closed")
    return locked


def _end_roles(actor: Actor, user_id: UUID, now: datetime) -> None:
    """End what holds now and what would begin later, and take back what waits."""
    for held in directory.held_roles(actor.organisation_id, [user_id], now=now).get(user_id, []):
        if held.membership_id is not None:
            roles.end(actor, held.membership_id, now=now)
    for waits in asked.list_of(actor.organisation_id, [user_id]):
        roles.withdraw(actor, waits.id, now=now)


def _ask_posts(actor: Actor, counts: Counts, plan: Plan, now: datetime) -> int:
    """Ask for the successor what came free; return how much of it waits."""
    if plan.successor_id is None or not plan.leads_too:
        return 0
    waiting = 0
    for place in counts.posts:
        grant = Grant(unit_id=place.unit_id, post=place.post, last_day=place.last_day)
        try:
            found = confirming.ask(actor, plan.successor_id, grant, now=now)
        except RuleBroken as refusal:
            if refusal.code not in FREE_ALL_THE_SAME:
                raise
        else:
            waiting += not found.is_given
    return waiting


def _close(actor: Actor, user: User, counts: Counts, now: datetime) -> None:
    """Sign the person out everywhere; shut the account and its links when no role is left."""
    if counts.is_elsewhere:
        user.session_epoch += 1
        return
    service.disable(actor, user, now=now)
    db.session.execute(
        update(SingleUseToken)
        .where(SingleUseToken.user_id == user.id, SingleUseToken.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )


def _count(statement: Select[int]) -> int:
    return db.session.scalar(statement) or 0

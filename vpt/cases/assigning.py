"""Giving a case or a step to somebody who may do it and is no party to the incident."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.accounts import queries as accounts
from vpt.accounts import standing_in
from vpt.accounts.people import User
from vpt.cases import changing, reach
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.notifications.rules import Kind
from vpt.protocol.state import StepRef

HANDLING = (Role.MANAGER, Role.COORDINATOR, Role.HR)
ASSIGNERS = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


def assign_case(actor: Actor, case_id: UUID, user_id: UUID, *, version: int, now: datetime) -> Case:
    """Give a case to another handler, with the open steps of the handler before.

    Raises RuleBroken("assignee_unable", "assignee_is_party" or "assignee_excluded").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_ASSIGN, ASSIGNERS)
    ensure_able(turn, user_id, {Permission.CASE_HANDLE})
    before = turn.case.assignee_id
    turn.case.assignee_id = user_id
    for row in turn.running.steps:
        if row.state == "open" and row.party == "manager" and row.assignee_id in {None, before}:
            row.assignee_id = user_id
    turn.tell(user_id, Kind.CASE_ASSIGNED)
    codes = {"assignee": str(user_id), "before": str(before or "")}
    return changing.finish(turn, "case.assigned", codes=codes)


def assign_step(
    actor: Actor, case_id: UUID, ref: StepRef, user_id: UUID, *, version: int, now: datetime
) -> Case:
    """Give an open step to somebody; a step of the support team may go to one of that team.

    Raises RuleBroken("step_unknown", "step_not_open") and what `assign_case` raises.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_ASSIGN, ASSIGNERS)
    row = changing.row_of(turn, ref)
    if row is None:
        raise RuleBroken("step_unknown", step=ref.key)
    if row.state != "open":
        raise RuleBroken("step_not_open", step=ref.key)
    enough = {Permission.CASE_HANDLE}
    if row.party == reach.AFTERCARE:
        enough.add(Permission.CASE_READ_AFTERCARE)
    ensure_able(turn, user_id, enough)
    row.assignee_id = user_id
    turn.tell(user_id, Kind.STEP_ASSIGNED, row)
    codes = {**changing.codes_of(turn, ref), "assignee": str(user_id)}
    return changing.finish(turn, "case.step_assigned", codes=codes)


def list_candidates(
    actor: Actor, case_id: UUID, *, now: datetime, party: str = ""
) -> list[tuple[UUID, str]]:
    """Return who may be given this case or a step of a party, by name; parties are left out."""
    case = reach.get(actor, case_id)
    roles = (*HANDLING, Role.SUPPORT_TEAM) if party == reach.AFTERCARE else HANDLING
    leads = standing_in.ids_of_leaders(case.organisation_id, local_date(now))
    by_role = accounts.ids_with_role(case.organisation_id, roles, now=now)
    rows = db.session.execute(
        select(User.id, User.name)
        .where(
            User.disabled_at.is_(None),
            or_(User.id.in_(leads), User.id.in_(by_role)),
            User.id.not_in(
                select(Involved.user_id).where(
                    Involved.organisation_id == case.organisation_id,
                    Involved.incident_id == case.id,
                    Involved.user_id.is_not(None),
                )
            ),
        )
        .order_by(User.name, User.id)
    )
    return [(row.id, row.name) for row in rows]


def ensure_able(turn: Turn, user_id: UUID, enough: set[Permission]) -> None:
    """Refuse somebody who may not handle this case, with what `assign_case` raises."""
    if any(one.user_id == user_id for one in turn.running.involved):
        raise RuleBroken("assignee_is_party")
    found = accounts.find_actor(user_id, turn.case.organisation_id, now=turn.now)
    if found is None or not any(found[1].may(permission) for permission in enough):
        raise RuleBroken("assignee_unable")
    leads = any(turn.case.unit_path.startswith(path) for path in found[1].unit_paths)
    if turn.case.confined and leads and turn.case.unit_path:
        raise RuleBroken("assignee_excluded")

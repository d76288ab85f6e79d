"""What victims say of a police report on their own page: a wish, a shield, their rights."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.people import Involved
from vpt.incidents.taxonomy import Role
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.police_reports import labels
from vpt.police_reports.models import PoliceWish
from vpt.police_reports.rules import OwnWish, Shield
from vpt.protocol.definition import Scope
from vpt.protocol.state import StepStatus
from vpt.protocol.works import Work

RIGHTS = (Work.FILING, Work.COMPLAINT, Work.REPORT_DECISION)
"""Steps whose owner hears what a victim wants of the criminal case, the first open one."""


def say(actor: Actor, case_id: UUID, wish: str, words: str, *, now: datetime) -> Case:
    """Keep what a victim thinks of a police report, until it is decided.

    Raises NotVisible for anybody but a victim, RuleBroken("already_closed") and
    RuleBroken("report_decided") once the step is done; "bsn_refused", "text_too_long".
    """
    turn, victim = _begin(actor, case_id, now)
    if _is_done(turn, victim, Work.REPORT_DECISION):
        raise RuleBroken("report_decided")
    if wish not in set(OwnWish):
        raise RuleBroken("outcome_unknown", field="wish")
    _keep(turn, victim, {"wish": wish, "words": finishing.clean("words", words)})
    _tell(turn, victim, Work.REPORT_DECISION)
    return _finish(turn, victim, "police_wish.said", "wish", "words")


def choose_shield(actor: Actor, case_id: UUID, shield: str, reason: str, *, now: datetime) -> Case:
    """Choose a shield: in force at once while there is no report, else for the coordinator's step.

    Raises what `say` raises, RuleBroken("shield_decided") once the coordinator recorded one for
    a report, and RuleBroken("reason_required") for no shield without a reason.
    """
    turn, victim = _begin(actor, case_id, now)
    if has_report(turn, victim) and _is_done(turn, victim, Work.PROTECTION):
        raise RuleBroken("shield_decided")
    if shield not in set(Shield):
        raise RuleBroken("outcome_unknown", field="shield")
    why = finishing.clean("shield_reason", reason)
    if shield == Shield.NONE and not why:
        raise RuleBroken("reason_required", field="shield_reason")
    _keep(turn, victim, {"shield": shield, "shield_reason": why})
    if not has_report(turn, victim):
        victim.protection = shield
    _tell(turn, victim, Work.PROTECTION)
    return _finish(turn, victim, "police_wish.shield_chosen", "shield", "shield_reason")


def ask_rights(
    actor: Actor, case_id: UUID, wanted: str, complaint_wish: str, *, now: datetime
) -> Case:
    """Keep what a victim wants to hear, and whether they want to complain; raises what `say` does.

    It is no complaint: that is made at the police or the prosecution.
    """
    turn, victim = _begin(actor, case_id, now)
    if wanted not in labels.OWN_WANTED:
        raise RuleBroken("outcome_unknown", field="wanted")
    if complaint_wish not in labels.OWN_COMPLAINT:
        raise RuleBroken("outcome_unknown", field="complaint_wish")
    _keep(turn, victim, {"wanted": wanted, "complaint_wish": complaint_wish})
    _tell(turn, victim, *RIGHTS)
    return _finish(turn, victim, "police_wish.rights_said", "wanted", "complaint_wish")


def has_report(turn: Turn, victim: Involved) -> bool:
    """Tell whether somebody decided to file a report for this victim."""
    return any(
        row.scope == Scope.POLICE_REPORT and turn.running.victim_of(row.id) == victim.id
        for row in turn.running.subjects
    )


def _begin(actor: Actor, case_id: UUID, now: datetime) -> tuple[Turn, Involved]:
    turn = changing.begin(actor, case_id, version=None, now=now)
    mine = (one for one in turn.running.involved if one.user_id == actor.id)
    victim = next((one for one in mine if one.role == Role.VICTIM), None)
    if victim is None:
        raise NotVisible("not_found")
    changing.ensure(turn, Permission.INCIDENT_OWN, {Hat.OWN})
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
    return turn, victim


def _steps(turn: Turn, victim: Involved, work: Work) -> list[CaseStep]:
    """Return the steps of this work about a victim or about a report for them."""
    return [
        row
        for row in turn.running.steps
        if turn.running.protocol.step(row.key).work is work
        and turn.running.victim_of(row.subject_id) == victim.id
    ]


def _is_done(turn: Turn, victim: Involved, work: Work) -> bool:
    states = {row.state for row in _steps(turn, victim, work)}
    return bool(states) and StepStatus.OPEN not in states


def _keep(turn: Turn, victim: Involved, said: Mapping[str, str]) -> None:
    row = db.session.scalar(
        select(PoliceWish).where(
            PoliceWish.organisation_id == victim.organisation_id,
            PoliceWish.victim_id == victim.id,
        )
    )
    if row is None:
        row = PoliceWish(
            organisation_id=victim.organisation_id,
            id=new_id(),
            case_id=turn.case.id,
            victim_id=victim.id,
            keyset_id=victim.keyset_id,
        )
        db.session.add(row)
    row.said_at = turn.now
    row.content = {**(row.content or {}), **said}


def _tell(turn: Turn, victim: Involved, *works: Work) -> None:
    """Tell who has the first open step of these works; without one it waits on its page."""
    for work in works:
        for row in _steps(turn, victim, work):
            if row.state == StepStatus.OPEN and row.assignee_id is not None:
                turn.tell(row.assignee_id, Kind.POLICE_WISH)
                return


def _finish(turn: Turn, victim: Involved, action: str, *fields: str) -> Case:
    return working.keep(turn, action, codes={"subject": str(victim.id)}, fields=fields)

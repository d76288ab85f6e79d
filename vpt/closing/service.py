"""Closing a case with an evaluation, and the points it gives for the risk inventory (RI&E)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts import queries as accounts
from vpt.audit import service as audit
from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.closing import rules
from vpt.closing.models import Evaluation, RiskEntry
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

WITH_LESSON = "closed_with_lesson"
READS_ALL = Permission.CASE_READ_ALL
"""Coordinator and HR keep the risk inventory's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A point for the risk inventory: plain lines without anybody in them."""

    risk: str
    cause: str
    measure: str
    owner_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How the handling went, in scores of 1 to 5 and in words."""

    outcome: str
    in_time: int
    chain_held: int
    went_well: str
    went_wrong: str = ""
    risk: Risk | None = None


def close(
    actor: Actor, case_id: UUID, ref: StepRef, judged: Judged, *, version: int, now: datetime
) -> Case:
    """Close a case whose gate is passed, with its evaluation and lesson.

    Raises what `working.begin` and `settle` raise ("gate_open" with what is missing among it),
    RuleBroken("risk_required") for a lesson without a point, "risk_unexpected" for a point
    without a lesson, and what `rules.guarded` raises.
    """
    piece = working.begin(actor, case_id, ref, Work.CLOSING, version=version, now=now)
    changing.ensure(piece.turn, Permission.CASE_CLOSE, {Hat.COORDINATOR})
    entry = _risk(piece.turn, judged)
    _evaluate(piece.turn, judged)
    reason = entry.risk if entry else None
    return working.settle(piece, Answer(outcome=judged.outcome, reason=reason))


def set_done(actor: Actor, entry_id: UUID, *, done: bool, now: datetime) -> RiskEntry:
    """Say that a measure of the risk inventory has been taken, or not after all.

    Raises NotAllowed without the right and NotVisible for another organisation's entry.
    """
    policy.ensure(actor, READS_ALL)
    row = db.session.get(RiskEntry, (actor.organisation_id, entry_id), with_for_update=True)
    if row is None:
        raise NotVisible("not_found")
    if done != (row.done_at is not None):
        row.done_at, row.done_by = (now, actor.id) if done else (None, None)
        action = "closing.risk_done" if done else "closing.risk_open"
        audit.record(actor, action, ("risk", row.id), at=now)
    db.session.flush()
    return row


def _evaluate(turn: Turn, judged: Judged) -> None:
    earlier = db.session.scalar(
        select(func.max(Evaluation.round)).where(
            Evaluation.organisation_id == turn.case.organisation_id,
            Evaluation.case_id == turn.case.id,
        )
    )
    row = Evaluation(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=turn.incident.keyset_id,
        round=(earlier or 0) + 1,
        outcome=judged.outcome,
        in_time=rules.ensure_score("in_time", judged.in_time),
        chain_held=rules.ensure_score("chain_held", judged.chain_held),
        recorded_at=turn.now,
        recorded_by=turn.actor.id,
    )
    went_well = finishing.clean("went_well", judged.went_well)
    if not went_well:
        raise RuleBroken("evaluation_required", field="went_well")
    row.words = {
        "went_well": went_well,
        "went_wrong": finishing.clean("went_wrong", judged.went_wrong),
    }
    db.session.add(row)


def _risk(turn: Turn, judged: Judged) -> RiskEntry | None:
    if judged.outcome != WITH_LESSON:
        if judged.risk is not None:
            raise RuleBroken("risk_unexpected", field="outcome")
        return None
    if judged.risk is None:
        raise RuleBroken("risk_required", field="risk")
    typed, names = judged.risk, _names(turn)
    if typed.due_on < local_date(turn.now):
        raise RuleBroken("day_in_past", field="due_on")
    row = RiskEntry(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        category=turn.case.category,
        risk=rules.guarded("risk", typed.risk, names),
        cause=rules.guarded("cause", typed.cause, names),
        measure=rules.guarded("measure", typed.measure, names),
        owner_id=_owner(turn, typed.owner_id),
        due_on=typed.due_on,
        added_at=turn.now,
        added_by=turn.actor.id,
    )
    db.session.add(row)
    return row


def _owner(turn: Turn, owner_id: UUID) -> UUID:
    try:
        return accounts.get_colleague(turn.actor, owner_id, now=turn.now).id
    except NotVisible as unknown:
        raise RuleBroken("owner_unknown", field="owner") from unknown


def _names(turn: Turn) -> list[str]:
    """Return the names of everybody in the case: none of them may stand in a plain line."""
    involved = turn.running.involved
    keysets.prefetch(turn.case.organisation_id, [one.keyset_id for one in involved])
    typed = [str((one.identity or {}).get("name", "")) for one in involved]
    accounts_of = {one.user_id for one in involved if one.user_id} | {turn.incident.reporter_id}
    return [*typed, *accounts.names(accounts_of).values()]

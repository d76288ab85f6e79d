"""Reads what was told, judged and learnt: of one case in reach, and the list of the inventory."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import and_, select, tuple_

from vpt.accounts.people import User
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.closing.models import Evaluation, Feedback, RiskEntry
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.infra import keysets
from vpt.infra.db import db

PAGE = 50


class RiskState(StrEnum):
    """Which entries somebody wants to see."""

    OPEN = "open"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """What reporter and team heard."""

    told_on: date
    team_met_on: date | None
    was_sent: bool
    lesson_kind: str
    told: str
    lesson: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationView:
    """How one closing judged the handling."""

    round: int
    outcome: str
    in_time: int
    chain_held: int
    went_well: str
    went_wrong: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One point of the risk inventory; the case is named only for who may see it."""

    id: UUID
    case_id: UUID | None
    reference: str
    category: str
    risk: str
    cause: str
    measure: str
    owner: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskList:
    """One page, soonest due first; `after` is the cursor of the next page."""

    rows: tuple[RiskRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What one case taught, oldest first."""

    feedback: tuple[FeedbackView, ...]
    evaluations: tuple[EvaluationView, ...]
    risks: tuple[RiskRow, ...]


def learnt(actor: Actor, case_id: UUID) -> Learnt:
    """Return what a case that the caller fetched within reach taught, in four statements."""
    told = db.session.execute(
        select(Feedback, User.name)
        .join(User, User.id == Feedback.recorded_by)
        .where(Feedback.organisation_id == actor.organisation_id, Feedback.case_id == case_id)
        .order_by(Feedback.recorded_at)
    ).all()
    judged = db.session.execute(
        select(Evaluation, User.name)
        .join(User, User.id == Evaluation.recorded_by)
        .where(Evaluation.organisation_id == actor.organisation_id, Evaluation.case_id == case_id)
        .order_by(Evaluation.round)
    ).all()
    sealed = {one[0].keyset_id for one in told} | {one[0].keyset_id for one in judged}
    keysets.prefetch(actor.organisation_id, sealed)
    return Learnt(
        feedback=tuple(_told(row, who) for row, who in told),
        evaluations=tuple(_judged(row, who) for row, who in judged),
        risks=_of_case(actor, case_id),
    )


def list_risks(
    actor: Actor,
    state: RiskState = RiskState.OPEN,
    *,
    category: str | None = None,
    after: str | None = None,
    limit: int = PAGE,
) -> RiskList:
    """Return one page of the organisation's points, for who reads all cases; else NotAllowed."""
    policy.ensure(actor, Permission.CASE_READ_ALL)
    statement = _risks(actor)
    if state is not RiskState.ALL:
        is_open = RiskEntry.done_at.is_(None)
        statement = statement.where(is_open if state is RiskState.OPEN else ~is_open)
    if category:
        statement = statement.where(RiskEntry.category == category)
    if place := _place(after):
        statement = statement.where(tuple_(RiskEntry.due_on, RiskEntry.id) > place)
    found = db.session.execute(
        statement.order_by(RiskEntry.due_on, RiskEntry.id).limit(limit + 1)
    ).all()
    rows = tuple(_risk(*row) for row in found[:limit])
    more = len(found) > limit
    return RiskList(rows=rows, after=f"{rows[-1].due_on}~{rows[-1].id}" if more else None)


def _of_case(actor: Actor, case_id: UUID) -> tuple[RiskRow, ...]:
    statement = _risks(actor).where(RiskEntry.case_id == case_id)
    found = db.session.execute(statement.order_by(RiskEntry.added_at)).all()
    return tuple(_risk(*row) for row in found)


def _risks(actor: Actor):  # type: ignore[no-untyped-def]  # the type of a wide select says little
    shown = and_(
        Case.organisation_id == RiskEntry.organisation_id,
        Case.id == RiskEntry.case_id,
        reach.case_scope(actor),
    )
    return (
        select(RiskEntry, User.name, Case.reference)
        .join(User, User.id == RiskEntry.owner_id)
        .outerjoin(Case, shown)
        .where(RiskEntry.organisation_id == actor.organisation_id)
    )


def _told(row: Feedback, who: str) -> FeedbackView:
    words = row.words or {}
    return FeedbackView(
        told_on=row.told_on,
        team_met_on=row.team_met_on,
        was_sent=row.message_id is not None,
        lesson_kind=row.lesson_kind,
        told=words.get("told", ""),
        lesson=words.get("lesson", ""),
        recorded_at=row.recorded_at,
        recorded_by=who,
    )


def _judged(row: Evaluation, who: str) -> EvaluationView:
    words = row.words or {}
    return EvaluationView(
        round=row.round,
        outcome=row.outcome,
        in_time=row.in_time,
        chain_held=row.chain_held,
        went_well=words.get("went_well", ""),
        went_wrong=words.get("went_wrong", ""),
        recorded_at=row.recorded_at,
        recorded_by=who,
    )


def _risk(row: RiskEntry, owner: str, reference: str | None) -> RiskRow:
    return RiskRow(
        id=row.id,
        case_id=row.case_id if reference else None,
        reference=reference or "",
        category=row.category,
        risk=row.risk,
        cause=row.cause,
        measure=row.measure,
        owner=owner,
        due_on=row.due_on,
        done_at=row.done_at,
    )


def _place(after: str | None) -> tuple[date, UUID] | None:
    """Return the place a cursor names; one that makes no sense starts at the beginning."""
    on, _, entry_id = (after or "").partition("~")
    try:
        return date.fromisoformat(on), UUID(entry_id)
    except ValueError:
        return None

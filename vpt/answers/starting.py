"""How a question to a partner begins, and how it ends."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from vpt.answers import waiting
from vpt.answers.models import FeedbackRequest
from vpt.answers.questions import Stop, Waiting, asked_since, first_at
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepStatus
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask


def start(one: Waiting, share: Share) -> FeedbackRequest:
    """Keep that a share asks what a step waits for; the share itself was the first asking."""
    since = asked_since(one, share.created_at)
    row = FeedbackRequest(
        organisation_id=share.organisation_id,
        id=new_id(),
        case_id=one.case_id,
        officer_id=share.officer_id,
        share_id=share.id,
        subject_id=one.subject_id,
        party=share.party,
        ask=one.ask.value,
        occurrence=one.occurrence,
        round=0,
        first_asked_at=since,
        asked_at=since,
        ask_again_at=first_at(one, share.created_at),
        stopped="",
    )
    db.session.add(row)
    return row


def answered(share: Share, ask: Ask, subject_id: UUID, *, now: datetime) -> None:
    """End the questions about this; an answer before anybody was reminded counts as well."""
    known = waiting.questions(share.organisation_id, {share.case_id})
    about = [row for row in known.values() if (row.ask, row.subject_id) == (ask, subject_id)]
    for row in about:
        if row.answered_at is None:
            end(row, now, was_done=True)
    one = _just_done(share, ask, subject_id, now)
    if one is not None and one.occurrence not in {row.occurrence for row in about}:
        end(start(one, share), now, was_done=True)
    db.session.flush()


def settle_done(organisation_id: UUID, now: datetime, *, limit: int) -> int:
    """End questions whose step is no longer open, such as after a telephone call; return how many.

    A finished step was answered, whoever wrote it down; a waived one is not needed any more.
    """
    asks = waiting.asks_of(organisation_id)
    if not asks:
        return 0
    rows = db.session.execute(
        select(FeedbackRequest, CaseStep.state, CaseStep.done_at)
        .join(CaseStep, waiting.of_step(asks))
        .join(Case, waiting.of_case())
        .where(
            FeedbackRequest.organisation_id == organisation_id,
            FeedbackRequest.answered_at.is_(None),
            FeedbackRequest.stopped != Stop.NOT_NEEDED,
            or_(CaseStep.state != StepStatus.OPEN, Case.closed_at.is_not(None)),
        )
        .order_by(FeedbackRequest.id)
        .limit(limit)
    ).all()
    for row in rows:
        end(row[0], row.done_at or now, was_done=row.state == StepStatus.DONE)
    db.session.flush()
    return len(rows)


def end(row: FeedbackRequest, at: datetime, *, was_done: bool) -> None:
    """Let a question be answered, or not be needed any more."""
    row.ask_again_at = None
    if was_done:
        row.answered_at, row.stopped = at, ""
    else:
        row.stopped = Stop.NOT_NEEDED.value


def _just_done(share: Share, ask: Ask, subject_id: UUID, now: datetime) -> Waiting | None:
    """Return the step that this very answer finished."""
    asks = waiting.asks_of(share.organisation_id)
    if ask not in set(asks.values()):
        return None
    row = db.session.execute(
        select(CaseStep, Case)
        .join(Case, waiting.of_case())
        .where(
            CaseStep.organisation_id == share.organisation_id,
            CaseStep.case_id == share.case_id,
            CaseStep.subject_id == subject_id,
            CaseStep.done_at == now,
            waiting.asks_for(asks, ask),
        )
        .order_by(CaseStep.occurrence.desc())
        .limit(1)
    ).first()
    return waiting.as_waiting(row.CaseStep, row.Case, asks) if row is not None else None

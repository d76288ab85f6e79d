"""Asking partners again: a question begins with the share that asks it and ends with an answer."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from vpt.answers import reminding, starting, waiting
from vpt.answers.models import FeedbackRequest
from vpt.answers.questions import Stop, Waiting, first_at, next_at
from vpt.audit import service as audit
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.cases.steps import CaseStep
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.protocol.state import StepStatus
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask, Dates, Standing, standing

STOP_OF: Mapping[Standing, Stop] = {
    Standing.RECALLED: Stop.RECALLED,
    Standing.REJECTED: Stop.REJECTED,
    Standing.EXPIRED: Stop.EXPIRED,
}


def ask_due(organisation_id: UUID, now: datetime, *, after: UUID | None, limit: int) -> UUID | None:
    """Begin, repeat or stop the questions of at most `limit` waiting steps of one employer.

    Returns the id of the last step looked at, to go on from; None when there was none. Running it
    twice asks nobody twice: what was asked is read again after the cases are held.
    """
    asks = waiting.asks_of(organisation_id)
    if not asks:
        return None
    rows = waiting.candidates(organisation_id, asks, now, after, limit)
    if not rows:
        return None
    ids = {row.CaseStep.case_id for row in rows}
    shares = waiting.open_shares(organisation_id, ids, now)
    known, pending = waiting.questions(organisation_id, ids), waiting.unjudged(organisation_id, ids)
    for row in rows:
        one = waiting.as_waiting(row.CaseStep, row.Case, asks)
        if one is not None and (one.case_id, one.ask, one.subject_id) not in pending:
            _move(organisation_id, one, known, shares, now)
    db.session.flush()
    return UUID(str(rows[-1].CaseStep.id))


def ask_now(actor: Actor, case_id: UUID, step_id: UUID, *, now: datetime) -> FeedbackRequest:
    """Ask the partner of a waiting step at once; the next time is a full period later.

    Raises NotVisible, NotAllowed, RuleBroken("nothing_to_ask", "nobody_to_ask", "asked_already").
    """
    reached = reach.reach(actor, case_id, lock=True)
    if Hat.COORDINATOR not in reached.hats:
        raise NotAllowed("not_your_part")
    policy.ensure(actor, Permission.CASE_SHARE)
    one = _waiting(actor, reached.case, step_id)
    share = waiting.open_shares(actor.organisation_id, {case_id}, now).get((case_id, one.ask))
    if share is None:
        raise RuleBroken("nobody_to_ask")
    known = waiting.questions(actor.organisation_id, {case_id})
    row = known.get(_key(one)) or starting.start(one, share)
    if row.round and local_date(row.asked_at) == local_date(now):
        raise RuleBroken("asked_already")
    if not _ask(row, share, actor, now):
        raise RuleBroken("nobody_to_ask")
    row.asked_by = actor.id
    db.session.flush()
    return row


def _waiting(actor: Actor, case: Case, step_id: UUID) -> Waiting:
    step = db.session.get(CaseStep, (actor.organisation_id, step_id))
    if step is None or step.case_id != case.id:
        raise NotVisible("not_found")
    one = waiting.as_waiting(step, case, waiting.asks_of(actor.organisation_id))
    if one is None or step.state != StepStatus.OPEN or case.closed_at is not None:
        raise RuleBroken("nothing_to_ask")
    return one


def _move(
    organisation_id: UUID,
    one: Waiting,
    known: Mapping[tuple[UUID, str, UUID, int], FeedbackRequest],
    shares: Mapping[tuple[UUID, Ask], Share],
    now: datetime,
) -> None:
    """Begin a question, ask it when it is time, or stop when nobody can answer it."""
    share, row = shares.get((one.case_id, one.ask)), known.get(_key(one))
    if share is None:
        if row is not None and not row.stopped:
            row.stopped = _why(row, now)
        return
    row = row or starting.start(one, share)
    if row.answered_at is not None or (row.stopped and row.share_id == share.id):
        return
    if row.stopped:
        row.stopped, row.ask_again_at = "", max(now, first_at(one, share.created_at))
    if row.ask_again_at is not None and row.ask_again_at <= now:
        _ask(row, share, Author(organisation_id=organisation_id), now)


def _ask(row: FeedbackRequest, share: Share, author: Actor | Author, now: datetime) -> bool:
    """Ask the recipient of a share once more; False when there is no way to reach them."""
    row.share_id, row.officer_id, row.party = share.id, share.officer_id, share.party
    if not reminding.remind(row, share, row.round + 1, now=now):
        row.stopped, row.ask_again_at = Stop.UNREACHABLE.value, None
        return False
    row.round, row.asked_at, row.ask_again_at, row.stopped = row.round + 1, now, next_at(now), ""
    codes = {
        "ask": row.ask,
        "party": row.party,
        "round": str(row.round),
        "share": str(share.number),
    }
    audit.record(author, "partner.asked", ("case", row.case_id), at=now, codes=codes)
    return True


def _why(row: FeedbackRequest, now: datetime) -> str:
    share = db.session.get(Share, (row.organisation_id, row.share_id)) if row.share_id else None
    if share is None:
        return Stop.NOT_SHARED.value
    return why_not(share, now).value


def why_not(share: Share, now: datetime) -> Stop:
    """Return why a share that was sent cannot be answered; what is not its own fault is LEFT."""
    dates = Dates(
        expires_at=share.expires_at, accepted_at=share.accepted_at,
        rejected_at=share.rejected_at, recalled_at=share.recalled_at,
    )  # fmt: skip
    return STOP_OF.get(standing(dates, now), Stop.LEFT)


def _key(one: Waiting) -> tuple[UUID, str, UUID, int]:
    return (one.case_id, one.ask.value, one.subject_id, one.occurrence)

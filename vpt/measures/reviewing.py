"""Looking back at a measure: keep it, extend it on recent conduct, or lift it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import working
from vpt.cases.finishing import Learned, clean
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.measures import gate, imposing, ladder, naming
from vpt.measures.models import Measure, Review
from vpt.measures.rules import Breach, Check, State, has_words
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

KEPT, EXTENDED, ENDED = "kept", "extended", "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a review comes to; dates only for a longer measure, `next_on` also for a kept one."""

    outcome: str
    conduct: str
    reason: str
    ends_on: date | None = None
    next_on: date | None = None


def review(
    actor: Actor, case_id: UUID, ref: StepRef, verdict: Verdict, *, version: int, now: datetime
) -> Case:
    """Finish a review; an extension needs recent conduct, a mandate and a new end within a year.

    The new period counts from today. Raises what `working.begin` raises and RuleBroken with
    "conduct_missing", "reason_required", "measure_not_running", "decider_handles", "no_mandate"
    and the codes of `gate.extension_breaches`.
    """
    piece = working.begin(actor, case_id, ref, Work.REVIEW, version=version, now=now)
    row = imposing.proposal(piece.turn, piece.subject_id)
    if row.state not in {State.IMPOSED, State.PROPOSED}:
        raise RuleBroken("measure_not_running", field="outcome")
    today = piece.turn.running.calendar.local_date(now)
    _ensure_told(verdict)
    read = {"conduct": verdict.conduct, "reason": verdict.reason}
    naming.ensure_no_victim(piece.turn, read)
    found = _store(piece, row, verdict)
    learned: list[Learned] = []
    if verdict.outcome == EXTENDED:
        learned = _extend(piece, row, verdict, today, found)
    elif verdict.outcome == ENDED:
        row.state, row.ended_on = State.LIFTED.value, min(today, row.ends_on or today)
    else:
        _keep(row, verdict, today)
    if learned:
        working.learn(piece.turn, learned)
    found.new_ends_on = row.ended_on or row.ends_on
    found.next_review_on = None if row.ended_on else row.review_on
    reason = None if verdict.outcome == ENDED else verdict.reason
    return working.settle(piece, Answer(outcome=verdict.outcome, reason=reason))


def _extend(
    piece: Piece, row: Measure, verdict: Verdict, today: date, found: Review
) -> list[Learned]:
    turn = piece.turn
    known = imposing.circumstances(turn, row, turn.actor.roles)
    rung = ladder.rung(row.level)
    breaches = list(gate.extension_breaches(today, verdict.ends_on, verdict.next_on))
    if verdict.ends_on and row.ends_on and verdict.ends_on <= row.ends_on:
        breaches.append(Breach(check=Check.PERIOD, code="not_longer", field="ends_on"))
    if rung and not rung.by_handler and turn.actor.id in known.handlers:
        breaches.append(Breach(check=Check.DECIDER, code="decider_handles", field="outcome"))
    found.mandate_id = imposing.resting_on(turn.actor, row.level or "", turn)
    if rung and not rung.by_handler and found.mandate_id is None:
        breaches.append(Breach(check=Check.MANDATE, code="no_mandate", field="outcome"))
    imposing.refuse(tuple(breaches))
    row.ends_on, row.review_on = verdict.ends_on, verdict.next_on
    row.decided_by, row.mandate_id = turn.actor.id, found.mandate_id
    ends_on = verdict.ends_on
    return [Learned(key="measure_ends_on", value=ends_on, subject=row.id)] if ends_on else []


def _keep(row: Measure, verdict: Verdict, today: date) -> None:
    """Plan the next look; a measure that ends sooner needs none."""
    if verdict.next_on is None:
        row.review_on = row.ends_on
        return
    imposing.refuse(gate.review_breaches(today, row.ends_on, verdict.next_on, field="next_on"))
    row.review_on = verdict.next_on


def _ensure_told(verdict: Verdict) -> None:
    if not has_words(verdict.conduct):
        raise RuleBroken("conduct_missing", field="conduct")
    if not has_words(verdict.reason):
        raise RuleBroken("reason_required", field="reason")


def _store(piece: Piece, row: Measure, verdict: Verdict) -> Review:
    found = Review(
        organisation_id=row.organisation_id,
        id=new_id(),
        measure_id=row.id,
        keyset_id=row.keyset_id,
        outcome=verdict.outcome,
        reviewed_at=piece.turn.now,
        reviewed_by=piece.turn.actor.id,
        old_ends_on=row.ends_on,
    )
    found.conduct = clean("conduct", verdict.conduct)
    found.reason = clean("reason", verdict.reason)
    db.session.add(found)
    return found

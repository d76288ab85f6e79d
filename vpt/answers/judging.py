"""The coordinator looks at an answer that waits: takes it as true, or refuses it with a reason."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.answers import applying, keeping
from vpt.answers.applying import Answering
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import Given, State, Wait
from vpt.audit import service as audit
from vpt.cases import changing, finishing
from vpt.cases.changing import Turn
from vpt.cases.rules import STALE, Hat
from vpt.cases.working import Partner
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import db
from vpt.outcomes.rules import Via
from vpt.sharing.rules import Ask


@dataclass(slots=True, kw_only=True)
class Judged:
    """One answer being judged, in the turn of whoever judges."""

    turn: Turn
    row: PartnerAnswer


def accept(
    actor: Actor, case_id: UUID, answer_id: UUID, *, version: int | None, now: datetime
) -> PartnerAnswer:
    """Take an answer as true: it finishes the step that waits, or corrects what the record says.

    Raises what `changing.begin` raises, NotAllowed, NotVisible for an answer of another case,
    StaleData when a colleague judged first, RuleBroken("answer_of_closed") while the case is
    closed, RuleBroken("step_paused") and what the chain refuses the answer for.
    """
    judged = _begin(actor, case_id, answer_id, version=version, now=now)
    row = judged.row
    wait = applying.apply(
        judged.turn.case,
        given_of(row),
        Answering(
            partner=Partner(party=row.party, user_id=actor.id),
            via=Via(row.via),
            now=now,
            corrects=True,
        ),
    )
    if wait is Wait.CLOSED:
        raise RuleBroken("answer_of_closed")
    _settle(judged, State.ACCEPTED)
    return row


def refuse(
    actor: Actor,
    case_id: UUID,
    answer_id: UUID,
    reason: str,
    *,
    version: int | None,
    now: datetime,
) -> PartnerAnswer:
    """Leave an answer out of the chain, and say why; the answer and the reason are kept, sealed.

    Raises as `accept`, and RuleBroken("reason_required", "text_too_long", "bsn_refused").
    """
    judged = _begin(actor, case_id, answer_id, version=version, now=now)
    text = finishing.required("reason", reason)
    judged.row.content = {**(judged.row.content or {}), "refused": text}
    _settle(judged, State.REFUSED)
    return judged.row


def given_of(row: PartnerAnswer) -> Given:
    """Return an answer as it was given."""
    return Given(ask=Ask(row.ask), subject_id=row.subject_id, values=keeping.values_of(row))


def _begin(
    actor: Actor, case_id: UUID, answer_id: UUID, *, version: int | None, now: datetime
) -> Judged:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_SHARE, {Hat.COORDINATOR})
    row = db.session.scalar(
        select(PartnerAnswer)
        .where(
            PartnerAnswer.organisation_id == actor.organisation_id,
            PartnerAnswer.case_id == case_id,
            PartnerAnswer.id == answer_id,
        )
        .execution_options(populate_existing=True)
        .with_for_update()
    )
    if row is None:
        raise NotVisible("not_found")
    if row.state != State.UNCONFIRMED:
        raise StaleData(STALE, changes=())
    return Judged(turn=turn, row=row)


def _settle(judged: Judged, state: State) -> None:
    """Write down how an answer was judged; the case counts as changed for whoever looks at it."""
    row, turn = judged.row, judged.turn
    row.state, row.judged_at, row.judged_by = state.value, turn.now, turn.actor.id
    db.session.flush()
    codes = {"party": row.party, "via": row.via, "ask": row.ask}
    audit.record(
        turn.actor, f"answer.{state.value}", ("case", turn.case.id), at=turn.now, codes=codes
    )
    db.session.flush()

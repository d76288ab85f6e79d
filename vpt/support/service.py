"""Talking with a victim: the first support and the talks of aftercare after it."""

from datetime import datetime
from uuid import UUID

from vpt.cases import finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.reach import AFTERCARE
from vpt.cases.rules import Answer, Hat
from vpt.cases.working import Piece
from vpt.core.actor import Actor
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work
from vpt.support import records, rules
from vpt.support.rules import DECLINED, FIRST_TALK, Entry, Referral, Return, Talk


def support_first(
    actor: Actor, case_id: UUID, ref: StepRef, talk: Talk, *, version: int, now: datetime
) -> Case:
    """Keep the first talk, number 1 of three, and finish the step.

    Raises what `working.begin` and `rules.ensure_talk` refuse, and RuleBroken("text_too_long",
    "bsn_refused").
    """
    piece = working.begin(actor, case_id, ref, Work.FIRST_SUPPORT, version=version, now=now)
    _keep(piece, talk, FIRST_TALK)
    return working.settle(piece, Answer(outcome=talk.outcome))


def care_after(
    actor: Actor, case_id: UUID, ref: StepRef, talk: Talk, *, version: int, now: datetime
) -> Case:
    """Keep a later talk with referral, return to work and a private note; finish the step.

    The first time the step comes it is talk number 2. Raises what `support_first` does, and
    NotAllowed("not_your_part") for a private note by somebody the step was not given to as
    a member of the support team.
    """
    piece = working.begin(actor, case_id, ref, Work.AFTERCARE, version=version, now=now)
    victim = _keep(piece, talk, ref.occurrence + FIRST_TALK)
    if talk.referral is not None:
        records.add_entry(actor, victim, Entry.REFERRAL, referred(talk.referral), now=now)
    if talk.back is not None:
        records.add_entry(actor, victim, Entry.RETURN, returned(talk.back), now=now)
    if talk.private:
        if not may_note(piece):
            raise NotAllowed("not_your_part")
        records.add_note(actor, victim, talk.private, now=now)
    return working.settle(piece, Answer(outcome=talk.outcome))


def may_note(piece: Piece) -> bool:
    """Tell whether somebody may write privately: of the support team, with the step given."""
    is_given = piece.row.assignee_id == piece.turn.actor.id and piece.row.party == AFTERCARE
    return is_given and Hat.SUPPORT in piece.turn.hats


def referred(referral: Referral) -> dict[str, object]:
    """Return a referral as it is kept."""
    return {
        "helper": referral.helper.value,
        "on": referral.on.isoformat(),
        "accepted": referral.accepted,
    }


def returned(back: Return) -> dict[str, object]:
    """Return a return to work as it is kept."""
    return {
        "back": back.back.value,
        "since": back.since.isoformat() if back.since else None,
        "needed": finishing.clean("needed", back.needed),
    }


def _keep(piece: Piece, talk: Talk, number: int) -> Involved:
    turn = piece.turn
    rules.ensure_talk(talk, on=local_date(turn.now))
    victim = _victim(turn, piece.subject_id)
    details = {
        "outcome": talk.outcome,
        "feeling": talk.feeling,
        "agreed": [one.value for one in talk.agreed],
        "next_on": talk.next_on.isoformat() if talk.next_on else None,
        "note": finishing.clean("note", talk.note),
    }
    records.add_entry(turn.actor, victim, Entry.TALK, details, number=number, now=turn.now)
    has_declined = talk.outcome == DECLINED
    records.wish_of(victim).declined_at = turn.now if has_declined else None
    return victim


def _victim(turn: Turn, involved_id: UUID) -> Involved:
    victim = next((one for one in turn.running.involved if one.id == involved_id), None)
    if victim is None:
        raise RuleBroken("step_unknown")
    return victim

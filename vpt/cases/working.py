"""Doing the work of a step on a page of its own: a room above writes its record, the step follows.

A service of such a room calls `begin`, writes its own rows, and ends with `settle`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from vpt.cases import changing, finishing
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.cases.steps import CaseStep
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.protocol.definition import Scope, Step
from vpt.protocol.state import StepRef, StepStatus, Subject
from vpt.protocol.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who answers from outside: the party, and the account when there is one (a link has none)."""

    party: str
    user_id: UUID | None = None


@dataclass(slots=True, kw_only=True)
class Piece:
    """One step being worked by somebody who may: the turn it belongs to, its row, its rules."""

    turn: Turn
    row: CaseStep
    step: Step
    ref: StepRef

    @property
    def subject_id(self) -> UUID:
        """Return what the step is about as stored: a person, a thing, or the case itself."""
        return self.row.subject_id


def begin(
    actor: Actor, case_id: UUID, ref: StepRef, work: Work, *, version: int, now: datetime
) -> Piece:
    """Fetch and lock the case and return a step of this work that the actor may do now.

    A step of a partner's lane is for whoever records what partners said. Raises what
    `changing.begin` raises, NotAllowed("not_your_step", "not_your_part"), and
    RuleBroken("step_unknown", "other_work", "step_not_open", "step_paused").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    row, step = finishing.find_step(turn, ref)
    if turn.running.protocol.party(step.party).external:
        changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
        row.by_telephone = True
    else:
        finishing.own_step(turn, ref)
    return _piece(turn, row, step, ref, work)


def begin_for_partner(
    case: Case, ref: StepRef, work: Work, partner: Partner, *, now: datetime
) -> Piece:
    """Lock a case whose partner answers itself, and return the step that waits for the answer.

    The caller holds the partner's share of this case. Raises RuleBroken("step_unknown",
    "other_work", "step_not_open", "step_paused").
    """
    turn = changing.begin_as_system(
        case, now=now, partner=partner.party, partner_user_id=partner.user_id
    )
    row, step = finishing.find_step(turn, ref)
    piece = _piece(turn, row, step, ref, work)
    row.by_partner = True
    return piece


def learn(turn: Turn, learned: Sequence[Learned]) -> None:
    """Record facts before a step is finished, for what that opens to read; opens nothing itself.

    Such as the end date of a measure, on which the term of its review depends.
    """
    turn.running.state = finishing.with_facts(turn, turn.running.state, learned)


def settle(
    piece: Piece,
    answer: Answer,
    *,
    learned: Sequence[Learned] = (),
    made: Mapping[Scope, UUID] | None = None,
) -> Case:
    """Finish the step with its outcome and store the whole turn.

    `learned` are facts to record with it; `made` are the ids of subjects the outcome creates.
    Raises what the engine refuses and StaleData when somebody was first.
    """
    return finishing.complete(piece.turn, piece.ref, answer, learned=learned, made=made)


def keep(
    turn: Turn,
    action: str,
    *,
    learned: Sequence[Learned] = (),
    codes: Mapping[str, str] | None = None,
    fields: Sequence[str] = (),
) -> Case:
    """Store a turn that finishes no step: rows of a room above, and facts they establish."""
    state = finishing.with_facts(turn, turn.running.state, learned) if learned else None
    return changing.finish(turn, action, state=state, codes=codes, fields=fields)


def keep_subject(
    turn: Turn,
    action: str,
    subject: Subject,
    *,
    learned: Sequence[Learned],
    codes: Mapping[str, str] | None = None,
) -> Case:
    """Store a turn that adds a thing steps are about, with its facts, and open those steps.

    The steps go by their lane unless `turn.given` names somebody. A fact that a term reads comes
    before the one that opens the step.
    """
    at = turn.running
    grown = replace(at.state, subjects=(*at.state.subjects, subject))
    state = finishing.with_facts(turn, grown, learned)
    return changing.finish(turn, action, state=state, codes=codes)


def _piece(turn: Turn, row: CaseStep, step: Step, ref: StepRef, work: Work) -> Piece:
    if step.work is not work:
        raise RuleBroken("other_work", step=ref.key)
    if row.state != StepStatus.OPEN:
        raise RuleBroken("step_not_open", step=ref.key)
    if row.paused_since is not None:
        raise RuleBroken("step_paused", step=ref.key)
    return Piece(turn=turn, row=row, step=step, ref=ref)

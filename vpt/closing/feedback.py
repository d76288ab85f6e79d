"""Telling reporter and team what was done, and keeping what the team learnt."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import finishing, talking, working
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.closing.models import Feedback
from vpt.closing.rules import LessonKind
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

WITH_TEAM = "reporter_and_team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told to whom; `sends` lets the text go to the reporter as a message of the case."""

    answer: Answer
    told: str
    told_on: date
    lesson_kind: LessonKind
    lesson: str = ""
    team_met_on: date | None = None
    sends: bool = False


def give(
    actor: Actor, case_id: UUID, ref: StepRef, told: Told, *, version: int, now: datetime
) -> Case:
    """Finish the step of telling back, with what was told and learnt.

    Raises what `working.begin` and `settle` raise, RuleBroken("told_required",
    "team_date_required", "lesson_required", "day_in_future"), and what
    `talking.send_message` raises.
    """
    piece = working.begin(actor, case_id, ref, Work.FEEDBACK, version=version, now=now)
    words = {
        "told": finishing.clean("told", told.told),
        "lesson": finishing.clean("lesson", told.lesson),
    }
    _ensure_complete(told, words, now)
    message = talking.send_message(actor, case_id, words["told"], now=now) if told.sends else None
    row = Feedback(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=case_id,
        keyset_id=piece.turn.incident.keyset_id,
        told_on=told.told_on,
        team_met_on=told.team_met_on if told.answer.outcome == WITH_TEAM else None,
        message_id=message.id if message else None,
        lesson_kind=told.lesson_kind,
        recorded_at=now,
        recorded_by=actor.id,
    )
    row.words = {name: text for name, text in words.items() if text}
    db.session.add(row)
    return working.settle(piece, told.answer)


def _ensure_complete(told: Told, words: dict[str, str], now: datetime) -> None:
    today = local_date(now)
    if not words["told"]:
        raise RuleBroken("told_required", field="told")
    if told.told_on > today:
        raise RuleBroken("day_in_future", field="told_on")
    if told.answer.outcome != WITH_TEAM:
        return
    if told.team_met_on is None:
        raise RuleBroken("team_date_required", field="team_met_on")
    if told.team_met_on > today:
        raise RuleBroken("day_in_future", field="team_met_on")
    if not words["lesson"]:
        raise RuleBroken("lesson_required", field="lesson")

"""Whether the police consulted the prosecution before a suspect went home."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import working
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.police_reports import talks
from vpt.police_reports.rules import Release, Talk
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the police said about a release: whether they consulted, who said so and when."""

    outcome: str
    whom: str = ""
    on: date | None = None
    text: str = ""


def record(
    actor: Actor, case_id: UUID, ref: StepRef, asked: Asked, *, version: int, now: datetime
) -> Case:
    """Record what is known of the consultation; for whoever records what partners say.

    Raises what `working.begin` and `working.settle` raise, and
    RuleBroken("whom_required", "talk_in_future").
    """
    piece = working.begin(actor, case_id, ref, Work.RELEASE, version=version, now=now)
    if asked.outcome != Release.UNKNOWN and not asked.whom.strip():
        raise RuleBroken("whom_required", field="whom")
    said = {"whom": asked.whom, "text": asked.text, "outcome": asked.outcome}
    row = talks.note(piece.turn, piece.subject_id, Talk.RELEASE_ASKED, said, on=asked.on)
    return working.settle(piece, Answer(outcome=asked.outcome, on=row.held_on))

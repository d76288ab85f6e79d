"""What is said to and by police and prosecution: one row per talk, sealed under the case."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from vpt.cases import finishing
from vpt.cases.changing import Turn
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.police_reports.models import PoliceTalk
from vpt.police_reports.rules import Talk


def note(
    turn: Turn, subject_id: UUID, kind: Talk, content: Mapping[str, str], *, on: date | None = None
) -> PoliceTalk:
    """Keep one talk about a report or a suspect; RuleBroken("talk_in_future") for a later day."""
    today = turn.running.calendar.local_date(turn.now)
    if on is not None and on > today:
        raise RuleBroken("talk_in_future", field="on")
    row = PoliceTalk(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        subject_id=subject_id,
        keyset_id=turn.incident.keyset_id,
        kind=kind.value,
        held_on=on or today,
        noted_at=turn.now,
        noted_by=turn.actor.id,
    )
    row.content = {key: finishing.clean(key, text) for key, text in content.items() if text}
    db.session.add(row)
    return row

"""The safety log of a case: what was done, when and by whom; finishing the step of safety."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.core.actor import Actor, Permission
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work
from vpt.support import rules
from vpt.support.models import SafetyEntry
from vpt.support.rules import Safety

KEEPERS = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


def add(actor: Actor, case_id: UUID, entry: Safety, *, now: datetime) -> SafetyEntry:
    """Add a line to the log, also after the step was done; others are not in the way.

    Raises NotVisible, NotAllowed, RuleBroken("safety_entry_needed", "moment_in_future",
    "text_too_long", "bsn_refused").
    """
    turn = changing.begin(actor, case_id, version=None, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, KEEPERS)
    row = _row(turn, entry)
    working.keep(turn, "support.safety_logged", codes={"entry": str(row.id)})
    return row


def finish(
    actor: Actor,
    case_id: UUID,
    ref: StepRef,
    done: tuple[str, Safety],
    *,
    version: int,
    now: datetime,
) -> Case:  # fmt: skip
    """Finish the step: (outcome, line for the log); with nothing tapped there is no line to add.

    The log holds at least one line by then, else RuleBroken("safety_entry_needed").
    """
    outcome, entry = done
    piece = working.begin(actor, case_id, ref, Work.SAFETY, version=version, now=now)
    if entry.acts or entry.note or not _has_lines(piece.turn):
        _row(piece.turn, entry)
    return working.settle(piece, Answer(outcome=outcome))


def _row(turn: Turn, entry: Safety) -> SafetyEntry:
    rules.ensure_safety(entry, now=turn.now)
    row = SafetyEntry(
        organisation_id=turn.actor.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=turn.incident.keyset_id,
        author_id=turn.actor.id,
        at=entry.at,
        added_at=turn.now,
        acts=[act.value for act in entry.acts],
    )
    row.note = finishing.clean("note", entry.note) or None
    db.session.add(row)
    return row


def _has_lines(turn: Turn) -> bool:
    found = db.session.scalar(
        select(SafetyEntry.id)
        .where(
            SafetyEntry.organisation_id == turn.case.organisation_id,
            SafetyEntry.case_id == turn.case.id,
        )
        .limit(1)
    )
    return found is not None

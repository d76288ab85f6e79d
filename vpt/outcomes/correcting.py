"""Correcting how something was written down: a new line beside the old one, with a reason.

What was decided stays: a step that ended otherwise, money and hearing days have ways of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.outcomes import checking, recording
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import DISMISSED, Via

LINES = ("number", "ecli", "hearing_time", "court", "place")
TEXTS = ("text", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """How it should have been written down; `texts` holds what of LINES and TEXTS was typed."""

    reason: str
    decided_on: date | None
    dismissal_code: str
    uplift: str
    texts: Mapping[str, str]


def correct(
    actor: Actor, case_id: UUID, outcome_id: UUID, told: Corrected, *, version: int, now: datetime
) -> Case:
    """Write something down again as it really was; the older line stays, shown as corrected.

    Whoever was told of it hears that there is news. Raises what `changing.begin` raises,
    NotAllowed("not_your_part"), NotVisible for news of another case, and RuleBroken
    ("already_corrected", "reason_required", "correction_empty", "day_in_future",
    "dismissal_code_required").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    old = _old(turn, outcome_id)
    reason = finishing.required("reason", told.reason)
    row = _again(turn, old, told, reason)
    changed = _changed(old, row)
    if not changed:
        raise RuleBroken("correction_empty", field="reason")
    db.session.add(row)
    for user_id in recording.told_of(turn, old.subject_id):
        turn.tell(user_id, Kind.CHAIN_NEWS)
    codes = {"outcome": str(old.id), "kind": old.kind}
    return working.keep(turn, "chain.corrected", codes=codes, fields=changed)


def _old(turn: Turn, outcome_id: UUID) -> ChainOutcome:
    found = db.session.get(ChainOutcome, (turn.case.organisation_id, outcome_id))
    if found is None or found.case_id != turn.case.id:
        raise NotVisible("not_found")
    later = db.session.scalar(
        select(ChainOutcome.id).where(
            ChainOutcome.organisation_id == found.organisation_id,
            ChainOutcome.corrects_id == found.id,
        )
    )
    if later is not None:
        raise RuleBroken("already_corrected")
    return found


def _again(turn: Turn, old: ChainOutcome, told: Corrected, reason: str) -> ChainOutcome:
    today = turn.running.calendar.local_date(turn.now)
    if told.decided_on is not None and told.decided_on > today:
        raise RuleBroken("day_in_future", field="decided_on")
    row = ChainOutcome(
        organisation_id=old.organisation_id,
        id=new_id(),
        case_id=old.case_id,
        subject_id=old.subject_id,
        keyset_id=old.keyset_id,
        party=old.party,
        kind=old.kind,
        code=old.code,
        dismissal_code=_code(old, told),
        decided_on=told.decided_on or old.decided_on,
        hearing_on=old.hearing_on,
        final_on=old.final_on,
        uplift=checking.uplift(told.uplift),
        compensation_cents=old.compensation_cents,
        corrects_id=old.id,
        via=Via.TELEPHONE.value,
        recorded_at=turn.now,
        recorded_by=turn.author_id,
    )
    row.content = _content(old, told) | {"correction": reason}
    return row


def _code(old: ChainOutcome, told: Corrected) -> str:
    if old.code not in DISMISSED:
        return ""
    code = checking.line("dismissal_code", told.dismissal_code, checking.MOST_CODE)
    if old.dismissal_code and not code:
        raise RuleBroken("dismissal_code_required", field="dismissal_code")
    return code


def _content(old: ChainOutcome, told: Corrected) -> dict[str, Any]:
    kept = {key: value for key, value in (old.content or {}).items() if key not in LINES + TEXTS}
    lines = checking.lines({name: told.texts.get(name, "") for name in LINES})
    return kept | lines | checking.texts(told.texts.get("text", ""), told.texts.get("words", ""))


def _changed(old: ChainOutcome, row: ChainOutcome) -> list[str]:
    before, after = old.content or {}, row.content or {}
    columns = ("dismissal_code", "decided_on", "uplift")
    found = [name for name in columns if getattr(old, name) != getattr(row, name)]
    return found + [name for name in LINES + TEXTS if before.get(name) != after.get(name)]

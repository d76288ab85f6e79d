"""What taking a later answer as true corrects, when the step it was for is done already."""

from sqlalchemy import select

from vpt.answers.rules import Given
from vpt.cases import working
from vpt.cases.changing import Turn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.outcomes import recording
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import Via
from vpt.police_reports import filing
from vpt.sharing.rules import Ask

CORRECTABLE = ("number", "court", "hearing_time", "ecli")
"""What may be put right without deciding anew."""
WHY = "De partner gaf later iets anders door."
"""Stands with the correction, as its reason."""


def correct(turn: Turn, given: Given, via: Via) -> None:
    """Put right what the record says; what was decided stays, for that the step was done."""
    if given.subject_id == turn.case.id and given.ask is not Ask.MAYOR:
        return
    if given.ask is Ask.VPT_CODE:
        _code(turn, given)
    elif given.ask is not Ask.REGISTRATION:
        _outcome(turn, given, via)


def _code(turn: Turn, given: Given) -> None:
    day = turn.running.calendar.local_date(turn.now)
    report = filing.keep_code(turn, given.subject_id, given.values["outcome"], on=day)
    working.keep(turn, "police_report.code_corrected", codes={"report": str(report.id)})


def _outcome(turn: Turn, given: Given, via: Via) -> None:
    typed = {name: given.values[name] for name in CORRECTABLE if given.values.get(name)}
    last = _last(turn, given)
    if not typed or last is None:
        return
    kept = {column.key: getattr(last, column.key) for column in ChainOutcome.__table__.columns}
    kept |= {
        "id": new_id(),
        "corrects_id": last.id,
        "via": via.value,
        "recorded_at": turn.now,
        "recorded_by": turn.author_id,
        "content_sealed": None,
    }
    row = ChainOutcome(**kept)
    row.content = {**(last.content or {}), **typed, "correction": WHY}
    db.session.add(row)
    for user_id in recording.told_of(turn, last.subject_id):
        turn.tell(user_id, Kind.CHAIN_NEWS)
    codes = {"outcome": str(last.id), "kind": row.kind}
    working.keep(turn, "chain.corrected", codes=codes, fields=sorted(typed))


def _last(turn: Turn, given: Given) -> ChainOutcome | None:
    return db.session.scalar(
        select(ChainOutcome)
        .where(
            ChainOutcome.organisation_id == turn.case.organisation_id,
            ChainOutcome.case_id == turn.case.id,
            ChainOutcome.kind == given.ask.value,
            ChainOutcome.subject_id == given.subject_id,
        )
        .order_by(ChainOutcome.recorded_at.desc(), ChainOutcome.id.desc())
        .limit(1)
    )

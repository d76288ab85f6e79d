"""Preparing a report, filing it, and checking that its police file carries the VPT code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.cases.working import Piece
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.incidents import attachments
from vpt.incidents.attachments import Received
from vpt.police_reports import service, talks
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import (
    ESCALATION,
    GIVEN,
    PREPARED,
    Code,
    Filing,
    Talk,
    looks_like_number,
)
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

PREPARERS = frozenset({Hat.COORDINATOR, Hat.HANDLER, Hat.HR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What happened at the police: the outcome with what it asks for, and what was noted.

    `given` holds number, record_number, officer and station as far as known.
    """

    outcome: str
    on: date | None = None
    reason: str = ""
    given: Mapping[str, str] | None = None
    record: Received | None = None
    """A copy of the official record, kept as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsked:
    """Whether the VPT code is in the police file: whom was asked, on which day."""

    outcome: str
    whom: str
    on: date | None = None
    reason: str = ""


def prepare(
    actor: Actor,
    case_id: UUID,
    report_id: UUID,
    details: Mapping[str, str],
    *,
    version: int,
    now: datetime,
) -> Case:
    """Keep what goes on the papers of a report; finishes no step.

    Raises what `changing.begin` raises, NotAllowed, NotVisible for a report of another case, and
    RuleBroken("already_closed", "bsn_refused", "text_too_long").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, PREPARERS)
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
    report = service.ensure_report(turn, report_id)
    _keep(report, {key: text for key, text in details.items() if key in PREPARED})
    return working.keep(
        turn, "police_report.prepared", codes=_named(report), fields=sorted(details)
    )


def file(
    actor: Actor, case_id: UUID, ref: StepRef, filed: Filed, *, version: int, now: datetime
) -> Case:
    """Record what came of going to the police.

    Raises what `working.begin` and `working.settle` raise, RuleBroken("filed_in_future") for a
    report taken on a later day and RuleBroken("appointment_in_past").
    """
    piece = working.begin(actor, case_id, ref, Work.FILING, version=version, now=now)
    if filed.record is not None:
        place = (case_id, piece.turn.incident.keyset_id)
        row = attachments.attach(actor, place, filed.record, now=now)
        service.report_of(piece.turn, piece.subject_id).record_id = row.id
    return record_filing(piece, filed)


def record_filing(piece: Piece, filed: Filed) -> Case:
    """Record what came of going to the police, told by one of us or by the police itself.

    Raises what `working.settle` raises and RuleBroken("filed_in_future", "appointment_in_past").
    """
    turn, outcome = piece.turn, _filing(filed.outcome)
    _ensure_day(turn, outcome, filed.on)
    report = service.report_of(turn, piece.subject_id)
    report.state = outcome.value
    if outcome is Filing.APPOINTMENT:
        report.appointment_on = filed.on
    if outcome is Filing.TAKEN:
        report.filed_on = filed.on or turn.running.calendar.local_date(turn.now)
    _keep(report, {key: text for key, text in (filed.given or {}).items() if key in GIVEN})
    details = report.details or {}
    if outcome is Filing.REFUSED:
        said = {"whom": details.get("officer", ""), "text": filed.reason}
        talks.note(turn, report.id, Talk.REFUSED, said, on=filed.on)
    answer = Answer(
        outcome=outcome.value,
        reason=filed.reason or None,
        on=filed.on,
        number=details.get("number") or details.get("record_number") or None,
    )
    return working.settle(piece, answer)


def keep_given(turn: Turn, report_id: UUID, given: Mapping[str, str]) -> PoliceReport:
    """Keep numbers, officer and station that the police gave; finishes no step, stores no turn.

    What is not given stays. Raises NotVisible and RuleBroken("text_too_long", "bsn_refused").
    """
    report = service.ensure_report(turn, report_id)
    _keep(report, {key: text for key, text in given.items() if key in GIVEN and text})
    return report


def check_code(
    actor: Actor, case_id: UUID, ref: StepRef, asked: CodeAsked, *, version: int, now: datetime
) -> Case:
    """Record whether the police file carries the VPT code, and who said so.

    Raises what `working.begin` and `working.settle` raise, and
    RuleBroken("whom_required", "talk_in_future").
    """
    piece = working.begin(actor, case_id, ref, Work.CODE_CHECK, version=version, now=now)
    if not asked.whom.strip():
        raise RuleBroken("whom_required", field="whom")
    said = {"whom": asked.whom, "text": asked.reason}
    row = talks.note(piece.turn, piece.subject_id, Talk.CODE_ASKED, said, on=asked.on)
    return record_code(piece, asked.outcome, on=row.held_on, reason=asked.reason)


def record_code(piece: Piece, outcome: str, *, on: date | None = None, reason: str = "") -> Case:
    """Record whether the police file carries the VPT code, told by one of us or by the police.

    Raises what `working.settle` raises and RuleBroken("outcome_unknown").
    """
    day = on or piece.turn.running.calendar.local_date(piece.turn.now)
    keep_code(piece.turn, piece.subject_id, outcome, on=day)
    return working.settle(piece, Answer(outcome=outcome, reason=reason or None, on=day))


def keep_code(turn: Turn, report_id: UUID, outcome: str, *, on: date) -> PoliceReport:
    """Keep what a report says of its code; finishes no step, stores no turn."""
    report = service.ensure_report(turn, report_id)
    report.code_state = _code(outcome).value
    report.code_asked_on = on
    return report


def escalate(
    actor: Actor, case_id: UUID, report_id: UUID, whom: str, *, version: int | None, now: datetime
) -> Case:
    """Write down that the contact officer was written to about a refusal or a missing code.

    Raises what `changing.begin` raises, NotAllowed, and RuleBroken("nothing_to_escalate").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_RECORD_PARTNER, {Hat.COORDINATOR})
    report = service.ensure_report(turn, report_id)
    kind = escalation_of(report)
    talks.note(turn, report.id, kind, {"whom": whom})
    codes = _named(report) | {"about": kind.value}
    return working.keep(turn, "police_report.escalated", codes=codes)


def escalation_of(report: PoliceReport) -> Talk:
    """Return what there is to write to the contact officer about.

    Raises RuleBroken("nothing_to_escalate") when the report was taken and carries its code.
    """
    found = ESCALATION.get(report.code_state) or ESCALATION.get(report.state)
    if found is None:
        raise RuleBroken("nothing_to_escalate")
    return found


def may_escalate(report: PoliceReport) -> bool:
    """Tell whether there is something to write to the contact officer about."""
    return report.code_state in ESCALATION or report.state in ESCALATION


def odd_numbers(given: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of the numbers the police gave do not look like one: to warn, not to stop."""
    typed = (given.get("number", ""), given.get("record_number", ""))
    return tuple(one for one in typed if one and not looks_like_number(one))


def _keep(report: PoliceReport, typed: Mapping[str, str]) -> None:
    kept = dict(report.details or {})
    for key, text in typed.items():
        kept[key] = finishing.clean(key, text)
    report.details = {key: text for key, text in kept.items() if text}


def _ensure_day(turn: Turn, outcome: Filing, on: date | None) -> None:
    today = turn.running.calendar.local_date(turn.now)
    if on is None:
        return
    if outcome is Filing.TAKEN and on > today:
        raise RuleBroken("filed_in_future", field="on")
    if outcome is Filing.APPOINTMENT and on < today:
        raise RuleBroken("appointment_in_past", field="on")


def _filing(outcome: str) -> Filing:
    if outcome not in set(Filing) - {Filing.DECIDED}:
        raise RuleBroken("outcome_unknown", field="outcome")
    return Filing(outcome)


def _code(outcome: str) -> Code:
    if outcome not in set(Code):
        raise RuleBroken("outcome_unknown", field="outcome")
    return Code(outcome)


def _named(report: PoliceReport) -> dict[str, str]:
    return {"report": str(report.id)}

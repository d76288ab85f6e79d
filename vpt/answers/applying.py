"""Puts an answer of a partner into the chain: the record of its room, and the step that waited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.answers import correcting
from vpt.answers.rules import GIVEN_NUMBERS, WORK_OF, Given, Wait
from vpt.cases import changing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.working import Partner, Piece
from vpt.core.errors import RuleBroken
from vpt.notifications.rules import Kind
from vpt.outcomes import recording
from vpt.outcomes.rules import (
    AREA_BAN,
    Action,
    Award,
    Decision,
    Hearing,
    Judgment,
    Mayor,
    Order,
    PoliceNews,
    Via,
)
from vpt.police_reports import filing, service
from vpt.police_reports.filing import Filed
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.rules import Filing
from vpt.protocol.state import StepRef, StepState, StepStatus
from vpt.sharing.rules import Ask

Values = Mapping[str, str]
NUMBERS = ("number", "record_number")
CONFIRMS = frozenset({"outcome", "text"})
"""An answer of nothing else that says what the chain knows already confirms it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Who answers, by which way, when; `corrects` is that one of us looked and takes it as true."""

    partner: Partner
    via: Via
    now: datetime
    corrects: bool = False


def apply(case: Case, given: Given, answering: Answering) -> Wait | None:
    """Put one answer into the chain; return why it has to wait instead, or None when it counts.

    Raises RuleBroken with `ask` and often `field` when the answer itself breaks a rule, and
    RuleBroken("step_paused") when one of us takes it as true while its step is paused.
    """
    turn = begin(case, answering)
    _ensure_subject(turn, given)
    if turn.case.closed_at is not None:
        return Wait.CLOSED
    try:
        if given.ask is Ask.REGISTRATION:
            return _register(turn, given, answering)
        return _decide(turn, given, answering)
    except RuleBroken as refusal:
        refusal.details["ask"] = given.ask.value
        raise


def begin(case: Case, answering: Answering) -> Turn:
    """Lock a case for somebody outside and read it."""
    partner = answering.partner
    return changing.begin_as_system(
        case, now=answering.now, partner=partner.party, partner_user_id=partner.user_id
    )


def waiting(turn: Turn, given: Given) -> StepRef | Wait:
    """Return the step that waits for an answer, or why none does."""
    steps = _steps(turn, given)
    first = next((one for one in steps if one.is_open), None)
    if first is not None:
        return Wait.NOT_OPEN if first.paused_since is not None else first.ref
    is_done = any(one.state is StepStatus.DONE for one in steps)
    return Wait.ALREADY if is_done else Wait.NOT_OPEN


def _steps(turn: Turn, given: Given) -> list[StepState]:
    protocol, work = turn.running.protocol, WORK_OF[given.ask]
    keys = {step.key for step in protocol.steps if step.work is work}
    about = turn.running.subject(given.subject_id)
    return [one for one in turn.running.state.steps if one.key in keys and one.subject == about]


def _decide(turn: Turn, given: Given, answering: Answering) -> Wait | None:
    place = waiting(turn, given)
    if isinstance(place, StepRef):
        _finish(turn, given, place, answering)
        return None
    if _confirms(turn, given):
        return None
    if not answering.corrects:
        return place
    _ensure_running(turn, given)
    correcting.correct(turn, given, answering.via)
    return None


def _confirms(turn: Turn, given: Given) -> bool:
    """Tell whether an answer says no more than how its step ended."""
    done = [one.outcome for one in _steps(turn, given) if one.state is StepStatus.DONE]
    return bool(done) and given.values.keys() <= CONFIRMS and done[-1] == given.values["outcome"]


def _ensure_running(turn: Turn, given: Given) -> None:
    if any(one.is_open and one.paused_since is not None for one in _steps(turn, given)):
        raise RuleBroken("step_paused")


def _ensure_subject(turn: Turn, given: Given) -> None:
    known = {str(one.id) for one in turn.running.state.subjects} | {str(turn.case.id)}
    if str(given.subject_id) not in known:
        raise RuleBroken("subject_unknown", field="subject", ask=given.ask.value)


def _finish(turn: Turn, given: Given, ref: StepRef, answering: Answering) -> None:
    piece = working.begin_for_partner(
        turn.case, ref, WORK_OF[given.ask], answering.partner, now=answering.now
    )
    RECORD[given.ask](piece, given.values, answering.via)


def _register(turn: Turn, given: Given, answering: Answering) -> Wait | None:
    """Keep what the police gave; a number says that the report was taken."""
    place = waiting(turn, given)
    numbers = {key: given.values.get(key, "") for key in GIVEN_NUMBERS}
    is_numbered = bool(numbers["number"] or numbers["record_number"])
    if isinstance(place, StepRef) and is_numbered:
        _finish(turn, given, place, answering)
        return None
    if given.subject_id == turn.case.id:
        return Wait.NOT_OPEN
    report = service.ensure_report(turn, given.subject_id)
    if not answering.corrects:
        if place is Wait.NOT_OPEN or report.state in {Filing.GIVEN_UP, Filing.REFUSED}:
            return Wait.NOT_OPEN
        if _contradicts(report, numbers):
            return Wait.ALREADY
    filing.keep_given(turn, report.id, numbers)
    _tell(turn, report.id)
    fields = sorted(key for key, text in numbers.items() if text)
    working.keep(
        turn, "police_report.numbers_given", codes={"report": str(report.id)}, fields=fields
    )
    return None


def _contradicts(report: PoliceReport, numbers: Values) -> bool:
    """Tell whether another number is known; who has a case, and where, may simply change."""
    known = report.details or {}
    return any(numbers[key] and known.get(key, numbers[key]) != numbers[key] for key in NUMBERS)


def _tell(turn: Turn, subject_id: UUID) -> None:
    for user_id in recording.told_of(turn, subject_id):
        turn.tell(user_id, Kind.CASE_PROGRESS)


def _registered(piece: Piece, values: Values, _via: Via) -> Case:
    _tell_step(piece)
    given = {key: values.get(key, "") for key in GIVEN_NUMBERS}
    return filing.record_filing(piece, Filed(outcome=Filing.TAKEN.value, given=given))


def _code(piece: Piece, values: Values, _via: Via) -> Case:
    _tell_step(piece)
    return filing.record_code(piece, values["outcome"], reason=values.get("text", ""))


def _tell_step(piece: Piece) -> None:
    for user_id in recording.told_of(piece.turn, piece.subject_id):
        piece.turn.tell(user_id, Kind.CASE_PROGRESS, piece.row)


def _news(piece: Piece, values: Values, via: Via) -> Case:
    news = PoliceNews(status=values["outcome"], text=values.get("text", ""))
    return recording.record_police_news(piece, news, via=via)


def _decision(piece: Piece, values: Values, via: Via) -> Case:
    decision = Decision(
        ruling=values["outcome"],
        decided_on=_day(values, "decided_on"),
        number=values.get("number", ""),
        dismissal_code=values.get("dismissal_code", ""),
        hearing=_hearing(values),
        uplift=values.get("uplift", ""),
        text=values.get("text", ""),
    )
    return recording.record_decision(piece, decision, via=via)


def _judgment(piece: Piece, values: Values, via: Via) -> Case:
    amount = values.get("amount", "")
    judgment = Judgment(
        verdict=values["outcome"],
        decided_on=_day(values, "decided_on"),
        hearing=_hearing(values),
        ending=values.get("ending", ""),
        awards=(Award(cents=int(amount)),) if amount else (),
        final_on=_day(values, "final_on"),
        uplift=values.get("uplift", ""),
        ecli=values.get("ecli", ""),
        text=values.get("text", ""),
    )
    return recording.record_judgment(piece, judgment, via=via)


def _mayor(piece: Piece, values: Values, via: Via) -> Case:
    action, starts_on = values["outcome"], _day(values, "starts_on")
    order = Order(
        level=AREA_BAN,
        starts_on=starts_on,
        ends_on=_day(values, "ends_on"),
        area=values.get("area", ""),
    )
    mayor = Mayor(
        action=action,
        decided_on=_day(values, "decided_on"),
        order=order if action == Action.ORDERED else None,
        text=values.get("text", ""),
    )
    return recording.record_mayor(piece, mayor, via=via)


def _hearing(values: Values) -> Hearing:
    return Hearing(
        on=_day(values, "hearing_on"),
        time=values.get("hearing_time", ""),
        court=values.get("court", ""),
    )


def _day(values: Values, name: str) -> date | None:
    return date.fromisoformat(values[name]) if values.get(name) else None


RECORD: Mapping[Ask, Callable[[Piece, Values, Via], Case]] = {
    Ask.REGISTRATION: _registered,
    Ask.VPT_CODE: _code,
    Ask.POLICE_NEWS: _news,
    Ask.DECISION: _decision,
    Ask.JUDGMENT: _judgment,
    Ask.MAYOR: _mayor,
}
"""Records an answer of each kind with the step that waited for it."""

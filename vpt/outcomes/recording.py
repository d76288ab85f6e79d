"""Recording what police, prosecution, court and mayor did: the row, the step, and who hears of it.

Every function takes a piece of work begun by the coordinator (`working.begin`) or for the partner
itself (`working.begin_for_partner`), and settles it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vpt.cases import finishing, working
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.rules import Kind
from vpt.outcomes import awarding, checking, ordering
from vpt.outcomes.models import ChainOutcome
from vpt.outcomes.rules import (
    COMPENSATED,
    DISMISSED,
    Action,
    Award,
    Decision,
    Happening,
    Hearing,
    Judgment,
    Mayor,
    Order,
    PoliceNews,
    Ruling,
    Status,
    Verdict,
    Via,
)
from vpt.police_reports import filing
from vpt.police_reports import service as reports
from vpt.protocol.definition import Need
from vpt.protocol.works import Work

PARTY: Mapping[Happening, str] = {
    Happening.POLICE_NEWS: "police",
    Happening.DECISION: "prosecution",
    Happening.JUDGMENT: "prosecution",
    Happening.MAYOR: "municipality",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What of any outcome is stored the same way, and how the step ends by it."""

    happening: Happening
    code: str
    via: Via
    decided_on: date
    content: Mapping[str, object]


def record_police_news(piece: Piece, news: PoliceNews, *, via: Via) -> Case:
    """Record what the police said about a report; numbers they gave are kept with the report.

    Raises what `working.settle` raises, RuleBroken("outcome_unknown", "reason_required",
    "day_in_future") and what texts are refused for.
    """
    status = checking.member(Status, news.status)
    if status is Status.STOPPED:
        finishing.required("text", news.text)
    given = {"number": news.number, "record_number": news.record_number, "officer": news.said_by}
    reports.report_of(piece.turn, piece.subject_id)
    filing.keep_given(piece.turn, piece.subject_id, given)
    said = Said(
        happening=Happening.POLICE_NEWS,
        code=status.value,
        via=via,
        decided_on=checking.past(piece, news.said_on, "decided_on"),
        content=checking.lines(given) | checking.texts(news.text, news.words),
    )
    _store(piece, said)
    return _settle(piece, status.value, news.text, number=news.number or news.record_number)


def record_decision(piece: Piece, decision: Decision, *, via: Via) -> Case:
    """Record what the prosecution decided; a summons opens the step of the hearing.

    Raises what `working.settle` raises, RuleBroken("outcome_unknown", "reason_required",
    "dismissal_code_required", "hearing_day_missing", "day_in_future", "hearing_before_decision").
    """
    ruling = checking.member(Ruling, decision.ruling)
    decided_on = checking.past(piece, decision.decided_on, "decided_on")
    code = _dismissal_code(ruling, decision)
    if ruling is Ruling.OTHER:
        finishing.required("text", decision.text)
    is_summons = ruling is Ruling.SUMMONS
    hearing = checking.hearing(decision.hearing, decided_on) if is_summons else Hearing()
    number = checking.line("number", decision.number)
    said = Said(
        happening=Happening.DECISION,
        code=ruling.value,
        via=via,
        decided_on=decided_on,
        content={
            **checking.lines({"number": number}),
            **checking.place(hearing),
            **checking.texts(decision.text, decision.words),
            **checking.penalties(decision.penalties),
        },
    )
    row = _store(piece, said)
    row.dismissal_code, row.hearing_on = code, hearing.on
    row.uplift = checking.uplift(decision.uplift)
    return _settle(piece, ruling.value, decision.text, on=hearing.on, number=code or number)


def record_judgment(piece: Piece, judgment: Judgment, *, via: Via) -> Case:
    """Record a judgment or an adjournment; awards are booked, a ban becomes a measure.

    An award without a victim is booked for the only victim, else it waits for the coordinator.
    Raises what `working.settle` raises, RuleBroken("outcome_unknown", "award_missing",
    "hearing_day_missing", "ending_required", "day_in_future", "final_before_judgment",
    "claimant_unknown") and what `serving.add_external` refuses the coordinator for.
    """
    verdict = checking.verdict_of(judgment)
    decided_on = checking.past(piece, judgment.decided_on, "decided_on")
    if verdict is Verdict.ADJOURNED:
        return _adjourn(piece, judgment, decided_on, via)
    if judgment.final_on is not None and judgment.final_on < decided_on:
        raise RuleBroken("final_before_judgment", field="final_on")
    awards = awarding.checked(piece.turn, judgment.awards if verdict in COMPENSATED else ())
    if verdict in COMPENSATED and not awards:
        raise RuleBroken("award_missing", field="awards")
    row = _store(piece, _judged(judgment, verdict, decided_on, awards, via))
    row.uplift, row.final_on = checking.uplift(judgment.uplift), judgment.final_on
    row.compensation_cents = sum(one.cents for one in awards) if awards else None
    awarding.book(piece.turn, awards, decided_on)
    _order(piece, judgment.order, row)
    return _settle(piece, verdict.value, judgment.text, on=judgment.final_on)


def record_mayor(piece: Piece, mayor: Mayor, *, via: Via) -> Case:
    """Record what the mayor did; an order becomes a measure of the case.

    Raises what `working.settle` raises, RuleBroken("outcome_unknown", "reason_required",
    "start_missing", "day_in_future") and what `serving.add_external` refuses the coordinator for.
    """
    action = checking.member(Action, mayor.action)
    if action is Action.NONE:
        finishing.required("text", mayor.text)
    order = mayor.order if action is Action.ORDERED else None
    starts_on = order.starts_on if order else None
    if action is Action.ORDERED and starts_on is None:
        raise RuleBroken("start_missing", field="starts_on")
    said = Said(
        happening=Happening.MAYOR,
        code=action.value,
        via=via,
        decided_on=checking.past(piece, mayor.decided_on, "decided_on"),
        content=checking.texts(mayor.text, mayor.words),
    )
    _order(piece, order, _store(piece, said))
    return _settle(piece, action.value, mayor.text, on=starts_on)


def told_of(turn: Turn, subject_id: UUID) -> list[UUID]:
    """Return who hears news about a subject: its victim or all of them, reporter and handler."""
    victim = turn.running.victim_of(turn.running.subject(subject_id))
    victims = [one for one in turn.running.involved if one.role == "victim"]
    about = [one.user_id for one in victims if victim is None or one.id == victim]
    people = (*about, turn.incident.reporter_id, turn.case.assignee_id)
    return [one for one in dict.fromkeys(people) if one is not None]


def _adjourn(piece: Piece, judgment: Judgment, decided_on: date, via: Via) -> Case:
    hearing = checking.hearing(judgment.hearing, decided_on)
    said = Said(
        happening=Happening.JUDGMENT,
        code=Verdict.ADJOURNED.value,
        via=via,
        decided_on=decided_on,
        content=checking.place(hearing) | checking.texts(judgment.text, judgment.words),
    )
    _store(piece, said).hearing_on = hearing.on
    return _settle(piece, Verdict.ADJOURNED.value, judgment.text, on=hearing.on)


def _judged(
    judgment: Judgment, verdict: Verdict, on: date, awards: tuple[Award, ...], via: Via
) -> Said:
    ending = checking.ending(verdict, judgment.ending)
    appeal = "yes" if judgment.is_appealed else ""
    content: dict[str, object] = {
        **checking.lines({"ecli": judgment.ecli, "ending": ending, "appeal": appeal}),
        **checking.texts(judgment.text, judgment.words),
        **checking.penalties(judgment.penalties),
    }
    if awards:
        content["awards"] = awarding.told(awards)
    return Said(
        happening=Happening.JUDGMENT, code=verdict.value, via=via, decided_on=on, content=content
    )


def _store(piece: Piece, said: Said) -> ChainOutcome:
    turn = piece.turn
    row = ChainOutcome(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        subject_id=piece.subject_id,
        keyset_id=turn.incident.keyset_id,
        party=PARTY[said.happening],
        kind=said.happening.value,
        code=said.code,
        decided_on=said.decided_on,
        via=said.via.value,
        asked_at=piece.row.opened_at,
        recorded_at=turn.now,
        recorded_by=turn.author_id,
    )
    row.content = dict(said.content)
    db.session.add(row)
    return row


def _settle(
    piece: Piece, outcome: str, text: str, *, on: date | None = None, number: str = ""
) -> Case:
    """Finish the step; the text is its reason where one is asked, else a note for the file."""
    turn = piece.turn
    for user_id in told_of(turn, piece.subject_id):
        turn.tell(user_id, Kind.CHAIN_NEWS, piece.row)
    defined = piece.step.outcome(outcome)
    asks_reason = defined is not None and Need.REASON in defined.requires
    answer = Answer(
        outcome=outcome,
        reason=text or None if asks_reason else None,
        note=None if asks_reason else text or None,
        on=on,
        number=number or None,
    )
    return working.settle(piece, answer, learned=_learned(piece, outcome, on))


def _learned(piece: Piece, outcome: str, on: date | None) -> tuple[Learned, ...]:
    """Return when a judgment without compensation became final; no outcome sets that."""
    is_judgment = piece.step.work is Work.JUDGMENT
    if on is None or not is_judgment or outcome in {Verdict.ADJOURNED, *COMPENSATED}:
        return ()
    return (Learned(key="judgment_final", value=on),)


def _order(piece: Piece, order: Order | None, row: ChainOutcome) -> None:
    if order is not None:
        measure = ordering.impose(piece, order)
        row.content = {**(row.content or {}), "order": ordering.told(order, measure)}


def _dismissal_code(ruling: Ruling, decision: Decision) -> str:
    if ruling not in DISMISSED:
        return ""
    code = checking.line("dismissal_code", decision.dismissal_code, checking.MOST_CODE)
    if ruling is Ruling.DISMISSAL and not code:
        raise RuleBroken("dismissal_code_required", field="dismissal_code")
    return code

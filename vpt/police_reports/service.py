"""Deciding on a police report with the victim, and choosing how name and address stay out of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.cases import finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.police_reports import queries
from vpt.police_reports.models import PoliceReport, ReportDecision
from vpt.police_reports.rules import (
    EMPLOYER,
    FILED_BY,
    SHIELD_OF,
    Decision,
    Filing,
    NameKnown,
    Shield,
    Wish,
    is_pointless,
)
from vpt.protocol.definition import Scope
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided with the victim; `said` is what the victim thought, in their own words."""

    choice: str
    wish: str
    said: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shielded:
    """How the victim is shielded; `knows` is that a number hides nothing and is wanted anyway."""

    outcome: str
    name_known: str
    reason: str = ""
    knows: bool = False


def decide(
    actor: Actor, case_id: UUID, ref: StepRef, decided: Decided, *, version: int, now: datetime
) -> Case:
    """Record who files a report, or why nobody does.

    Raises what `working.begin` and `working.settle` raise, RuleBroken("victim_objects") when a
    victim who does not want to should file, and RuleBroken("reason_required") when the employer
    files against the victim's wish.
    """
    piece = working.begin(actor, case_id, ref, Work.REPORT_DECISION, version=version, now=now)
    if decided.wish == Wish.OBJECTS:
        _ensure_heeded(decided)
    victim = victim_of(piece.turn, piece.subject_id)
    _keep_decision(piece, victim, decided)
    made = {}
    if decided.choice in FILED_BY:
        report = _new_report(piece.turn, victim, new_id(), FILED_BY[decided.choice])
        made[Scope.POLICE_REPORT] = report.id
    answer = Answer(outcome=decided.choice, reason=decided.reason or None)
    return working.settle(piece, answer, made=made)


def shield(
    actor: Actor, case_id: UUID, ref: StepRef, shielded: Shielded, *, version: int, now: datetime
) -> Case:
    """Keep how the victim's name and address stay out of the criminal file.

    Raises what `working.begin` and `working.settle` raise, and RuleBroken("number_pointless")
    for a number while the perpetrator knows the name, unless the victim knows that.
    """
    piece = working.begin(actor, case_id, ref, Work.PROTECTION, version=version, now=now)
    chosen, known = _shield_of(shielded.outcome), NameKnown(shielded.name_known)
    if is_pointless(chosen, known) and not shielded.knows:
        raise RuleBroken("number_pointless", field="knows")
    victim = victim_of(piece.turn, piece.subject_id)
    victim.protection = chosen.value
    for report in queries.of_victim(victim):
        report.protection = chosen.value
        report.name_known = known.value
    answer = Answer(outcome=shielded.outcome, reason=shielded.reason or None)
    return working.settle(piece, answer)


def victim_of(turn: Turn, subject_id: UUID) -> Involved:
    """Return the victim a step or a report is about; NotVisible for anybody else."""
    victim_id = turn.running.victim_of(subject_id)
    row = next((one for one in turn.running.involved if one.id == victim_id), None)
    if row is None:
        raise NotVisible("not_found")
    return row


def report_of(turn: Turn, subject_id: UUID) -> PoliceReport:
    """Return the report a step is about; one decided without this room gets its row now."""
    found = db.session.get(PoliceReport, (turn.case.organisation_id, subject_id))
    if found is not None and found.case_id == turn.case.id:
        return found
    return _new_report(turn, victim_of(turn, subject_id), subject_id, EMPLOYER)


def ensure_report(turn: Turn, report_id: UUID) -> PoliceReport:
    """Return a report of this case; NotVisible for one of another case."""
    known = {row.id for row in turn.running.subjects if row.scope == Scope.POLICE_REPORT}
    if report_id not in known:
        raise NotVisible("not_found")
    return report_of(turn, report_id)


def _new_report(turn: Turn, victim: Involved, report_id: UUID, filed_by: str) -> PoliceReport:
    row = PoliceReport(
        organisation_id=turn.case.organisation_id,
        id=report_id,
        case_id=turn.case.id,
        victim_id=victim.id,
        keyset_id=turn.incident.keyset_id,
        filed_by=filed_by,
        state=Filing.DECIDED.value,
        opened_at=turn.now,
    )
    row.details = {}
    db.session.add(row)
    db.session.flush()
    return row


def _keep_decision(piece: Piece, victim: Involved, decided: Decided) -> None:
    row = ReportDecision(
        organisation_id=victim.organisation_id,
        id=new_id(),
        case_id=piece.turn.case.id,
        victim_id=victim.id,
        keyset_id=victim.keyset_id,
        choice=Decision(decided.choice).value,
        wish=Wish(decided.wish).value,
        decided_at=piece.turn.now,
        decided_by=piece.turn.actor.id,
    )
    row.said = finishing.clean("said", decided.said) or None
    db.session.add(row)


def _ensure_heeded(decided: Decided) -> None:
    """Let nobody be sent to the police against their will, nor be overruled without a reason."""
    if decided.choice == Decision.VICTIM_FILES:
        raise RuleBroken("victim_objects", field="outcome")
    if decided.choice == Decision.EMPLOYER_FILES and not decided.reason.strip():
        raise RuleBroken("reason_required", field="reason")


def _shield_of(outcome: str) -> Shield:
    found = SHIELD_OF.get(outcome)
    if found is None:
        raise RuleBroken("outcome_unknown", field="outcome")
    return found

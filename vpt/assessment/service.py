"""Judging an incident: kind and weight with proposed measures, the VPT test, injury at work."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.assessment import queries, rules
from vpt.assessment.models import Assessment, InjuryCheck, VptTest
from vpt.assessment.rules import Injury, Inspection, Reply, TaskAnswers
from vpt.audit import service as audit
from vpt.cases import changing, findings, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.findings import FINDERS
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.cases.working import Piece
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

NOT_REQUIRED = "HR heeft het nagegaan: melden hoeft niet."
"""What everybody reads as the reason; why exactly is health data and stays with HR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How somebody assesses an incident; `reason` is needed when kind or severity changes."""

    category: str
    severity: int
    outcome: str
    measures: tuple[str, ...] = ()
    reason: str = ""
    grounds: str = ""
    matrix_version: str = ""
    """Of the matrix the person saw; empty for the one in force."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResult:
    """The answers to the VPT test and the outcome somebody chose."""

    answers: TaskAnswers
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What HR knows and did about one victim's injury."""

    involved_id: UUID
    injury: Injury
    outcome: Inspection
    on: date | None = None


def assess(
    actor: Actor, case_id: UUID, ref: StepRef, judged: Judgement, *, version: int, now: datetime
) -> Case:
    """Confirm or correct kind and severity, choose among the proposals, and finish the step.

    Raises what `working.begin` raises, RuleBroken("class_reason_required") for a change without
    a reason, and RuleBroken("measure_unknown", "matrix_changed").
    """
    piece = working.begin(actor, case_id, ref, Work.ASSESSMENT, version=version, now=now)
    begun = queries.judged(actor, case_id)
    table, subtypes = begun.matrix, begun.subtypes
    if judged.matrix_version not in {"", table.version}:
        raise RuleBroken("matrix_changed", field="measures")
    if any(table.measure(key) is None for key in judged.measures):
        raise RuleBroken("measure_unknown", field="measures")
    learned = _reclassified(piece.turn, judged)
    row = Assessment(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=case_id,
        keyset_id=piece.turn.incident.keyset_id,
        made_at=now,
        made_by=actor.id,
        category=judged.category,
        severity=judged.severity,
        row=table.row_of(judged.category, subtypes).key,
        outcome=judged.outcome,
        measures=[one.key for one in table.measures if one.key in judged.measures],
        matrix_version=table.version,
    )
    row.grounds = finishing.clean("grounds", judged.grounds, most=rules.MOST_TEXT)
    db.session.add(row)
    return working.settle(piece, Answer(outcome=judged.outcome), learned=learned)


def answer_test(
    actor: Actor, case_id: UUID, ref: StepRef, tested: TaskResult, *, version: int, now: datetime
) -> Case:
    """Keep the three answers and finish the VPT test.

    Raises what `working.begin` raises and RuleBroken("proposal_overruled") when the outcome is
    not what follows from the answers and no reason is given.
    """
    piece = working.begin(actor, case_id, ref, Work.VPT_TEST, version=version, now=now)
    answers, answer = tested.answers, tested.answer
    proposed = answers.proposed()
    rules.ensure_reasoned(answer.outcome, proposed, answer.reason or "")
    db.session.add(
        VptTest(
            organisation_id=actor.organisation_id,
            id=new_id(),
            case_id=case_id,
            made_at=now,
            made_by=actor.id,
            public_task=answers.public_task,
            aimed_at_task=answers.aimed_at_task,
            by_colleague=answers.by_colleague,
            proposed=proposed,
            outcome=answer.outcome,
        )
    )
    return working.settle(piece, answer)


def inspect(
    actor: Actor, case_id: UUID, ref: StepRef, inspected: Inspected, *, version: int, now: datetime
) -> Case:
    """Keep what HR knows of an injury, sealed, and finish the check for the inspectorate.

    Raises what `working.begin` raises and RuleBroken("must_be_reported", "date_required",
    "reported_in_future", "reported_before_incident", "injured_unknown").
    """
    piece: Piece = working.begin(actor, case_id, ref, Work.INSPECTORATE, version=version, now=now)
    row = _checked(piece.turn, inspected)
    return working.settle(
        piece,
        Answer(
            outcome=row.outcome,
            on=row.reported_on,
            reason=NOT_REQUIRED if row.outcome == Inspection.NOT_REQUIRED else None,
        ),
    )


def check_later(
    actor: Actor, case_id: UUID, inspected: Inspected, *, version: int, now: datetime
) -> Case:
    """Add what became known after the check: late worsening must be reported as well.

    For HR. An injury nobody knew of becomes a fact of the case.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.MEDICAL_SEE, {Hat.HR})
    row = _checked(turn, inspected)
    known = any(
        fact.key == "injury" and fact.withdrawn_at is None for fact in turn.running.state.facts
    )
    learned = () if known or turn.case.closed_at else (Learned(key="injury", value=True),)
    codes = {"involved": str(row.involved_id), "outcome": row.outcome}
    return working.keep(turn, "injury.checked", learned=learned, codes=codes, fields=["answers"])


def _reclassified(turn: Turn, judged: Judgement) -> tuple[Learned, ...]:
    if (turn.case.category, turn.case.severity) == (judged.category, judged.severity):
        return ()
    if not judged.reason.strip():
        raise RuleBroken("class_reason_required", field="reason")
    changing.ensure(turn, Permission.CASE_HANDLE, FINDERS)
    kind = (judged.category, judged.severity)
    learned, codes = findings.reclassify(turn, kind, judged.reason)
    audit.record(turn.actor, "case.classified", ("case", turn.case.id), at=turn.now, codes=codes)
    return learned


def _checked(turn: Turn, inspected: Inspected) -> InjuryCheck:
    victim = queries.victim(turn.actor, turn.case.id, inspected.involved_id)
    if victim is None:
        raise RuleBroken("injured_unknown", field="victim")
    rules.ensure_reportable(
        inspected.injury,
        inspected.outcome,
        inspected.on,
        incident_on=local_date(turn.incident.occurred_from),
        today=local_date(turn.now),
    )
    injury, outcome = inspected.injury, inspected.outcome
    row = InjuryCheck(
        organisation_id=turn.actor.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        involved_id=victim.id,
        keyset_id=victim.keyset_id,
        made_at=turn.now,
        made_by=turn.actor.id,
        outcome=outcome,
        reported_on=inspected.on if outcome is Inspection.REPORTED else None,
        long_absence=injury.long_absence is Reply.YES,
        is_listed=injury.is_listed(outcome),
    )
    row.answers = _answers(injury)
    db.session.add(row)
    return row


def _answers(injury: Injury) -> dict[str, str]:
    given = {
        key: finishing.clean(key, injury.texts.get(key, ""), most=rules.MOST_TEXT)
        for key in rules.TEXTS
    }
    replies = {
        "death": injury.death.value,
        "admission": injury.admission.value,
        "lasting": injury.lasting.value,
        "long_absence": injury.long_absence.value,
    }
    return {**replies, **{key: text for key, text in given.items() if text}}

"""How incidents are judged in the demo: the matrix, the VPT test, and injury at work."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from vpt.assessment import queries, service
from vpt.assessment.rules import Injury, Inspection, Reply, TaskAnswers, Vpt
from vpt.assessment.service import Inspected, Judgement, TaskResult
from vpt.cases.models import Case
from vpt.core.worktime import local_date
from vpt.demo.acts.doing import Doing
from vpt.incidents.people import Involved
from vpt.infra.db import db

ANSWERS = {
    Vpt.VPT: (Reply.YES, Reply.YES, Reply.NO),
    Vpt.NOT_VPT: (Reply.YES, Reply.NO, Reply.NO),
    Vpt.DOUBT: (Reply.YES, Reply.UNSURE, Reply.NO),
}
NATURES = (
    "Gebroken pols; een dag opgenomen voor een operatie.",
    "Hersenschudding; een nacht ter observatie opgenomen.",
)
FUNCTIONS = ("Medewerker publiekszaken", "Toezichthouder", "Klantmanager")
MEASURES = "De ruimte is gesloten en het alarm is nagelopen. Er zijn voortaan twee mensen aanwezig."


def assess(doing: Doing) -> Case:
    """Confirm kind and severity, and choose what the matrix proposes."""
    case = db.session.get_one(Case, (doing.actor.organisation_id, doing.case_id))
    begun, level = queries.judged(doing.actor, doing.case_id), case.severity or 1
    row = begun.matrix.row_of(case.category, begun.subtypes)
    proposals = begun.matrix.proposals(row, level)
    judged = Judgement(
        category=case.category,
        severity=level,
        outcome=doing.answer.outcome,
        measures=tuple(one.measure.key for one in proposals if one.is_chosen),
        grounds=doing.answer.note or "",
    )
    return service.assess(
        doing.actor, doing.case_id, doing.ref, judged, version=doing.version, now=doing.now
    )


def answer_test(doing: Doing) -> Case:
    """Give the answers from which the drawn outcome follows."""
    replies = ANSWERS[Vpt(doing.answer.outcome)]
    answers = TaskAnswers(public_task=replies[0], aimed_at_task=replies[1], by_colleague=replies[2])
    tested = TaskResult(answers=answers, answer=doing.answer)
    return service.answer_test(
        doing.actor, doing.case_id, doing.ref, tested, version=doing.version, now=doing.now
    )


def inspect(doing: Doing) -> Case:
    """Check the injury of the first victim."""
    outcome = Inspection(doing.answer.outcome)
    is_reported = outcome is Inspection.REPORTED
    inspected = Inspected(
        involved_id=_victim(doing),
        injury=_injury(doing, is_reported=is_reported),
        outcome=outcome,
        on=_today(doing) if is_reported else None,
    )
    return service.inspect(
        doing.actor, doing.case_id, doing.ref, inspected, version=doing.version, now=doing.now
    )


def _injury(doing: Doing, *, is_reported: bool) -> Injury:
    light = Injury(
        death=Reply.NO,
        admission=Reply.NO,
        lasting=Reply.NO,
        long_absence=doing.rng.choice((Reply.NO, Reply.NO, Reply.YES)),
        texts={"explanation": "Nagevraagd bij de medewerker en de bedrijfsarts."},
    )
    if not is_reported:
        return light
    texts = {
        "function": doing.rng.choice(FUNCTIONS),
        "nature": doing.rng.choice(NATURES),
        "measures": MEASURES,
    }
    return replace(light, admission=Reply.YES, long_absence=Reply.YES, texts=texts)


def _victim(doing: Doing) -> UUID:
    found = db.session.scalars(
        select(Involved.id)
        .where(
            Involved.organisation_id == doing.actor.organisation_id,
            Involved.incident_id == doing.case_id,
            Involved.role == "victim",
        )
        .order_by(Involved.ordinal)
        .limit(1)
    )
    return found.one()


def _today(doing: Doing) -> date:
    return local_date(doing.now)

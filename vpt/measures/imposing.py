"""Imposing a measure: preparing it, deciding it through the gate, or letting it go."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from vpt.cases import assigning, changing, working
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.measures import gate, ladder, plans, queries
from vpt.measures.models import Hearing, Measure
from vpt.measures.rules import (
    Breach,
    Check,
    Circumstances,
    MandateTerms,
    Plan,
    State,
)
from vpt.notifications.rules import Kind
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work


def prepare(
    actor: Actor, case_id: UUID, ref: StepRef, plan: Plan, *, version: int, now: datetime
) -> Case:
    """Keep a plan and lay it before who is to decide; the gate is not asked yet.

    Raises what `working.begin` raises, RuleBroken("victim_named", "assignee_is_party",
    "assignee_unable", "assignee_excluded").
    """
    piece = working.begin(actor, case_id, ref, Work.MEASURE, version=version, now=now)
    row = _row(piece)
    plans.write(piece.turn, row, plans.cleaned(piece.turn, plan))
    decider = plan.decider_id
    if decider is not None and decider not in {actor.id, piece.row.assignee_id}:
        assigning.ensure_able(piece.turn, decider, {Permission.CASE_HANDLE})
        piece.row.assignee_id = decider
        piece.turn.tell(decider, Kind.STEP_ASSIGNED, piece.row)
    codes = {**changing.codes_of(piece.turn, ref), "measure": str(row.id), "level": plan.level}
    return working.keep(piece.turn, "measure.prepared", codes=codes, fields=["grounds"])


def impose(
    actor: Actor, case_id: UUID, ref: StepRef, plan: Plan, *, version: int, now: datetime
) -> Case:
    """Impose a measure that passes the gate, in the name of who does this.

    Raises what `working.begin` raises, RuleBroken("victim_named", "decider_decides",
    "grounds_withdrawn") and RuleBroken(<first breach>, breaches=…) of `gate.gate`.
    """
    piece = working.begin(actor, case_id, ref, Work.MEASURE, version=version, now=now)
    row = _row(piece)
    plan = plans.cleaned(piece.turn, plan)
    if plan.decider_id is not None and plan.decider_id != actor.id:
        raise RuleBroken("decider_decides", field="decider")
    if not _grounds_hold(piece.turn, row):
        raise RuleBroken("grounds_withdrawn", field="level")
    known = circumstances(piece.turn, row, actor.roles)
    refuse(gate.gate(plan, known))
    plans.write(piece.turn, row, plan)
    row.state = State.IMPOSED.value
    row.decided_by, row.decided_on = actor.id, known.today
    row.mandate_id = resting_on(actor, plan.level, piece.turn)
    ends_on = _sure(plan.ends_on)
    working.learn(piece.turn, [Learned(key="measure_ends_on", value=ends_on, subject=row.id)])
    return working.settle(piece, Answer(outcome="imposed", on=plan.starts_on))


def drop(
    actor: Actor, case_id: UUID, ref: StepRef, reason: str, *, version: int, now: datetime
) -> Case:
    """Impose nothing after all, with a reason."""
    piece = working.begin(actor, case_id, ref, Work.MEASURE, version=version, now=now)
    _row(piece).state = State.NOT_IMPOSED.value
    return working.settle(piece, Answer(outcome="not_imposed", reason=reason))


def refuse(breaches: tuple[Breach, ...]) -> None:
    """Raise RuleBroken for the first breach; all of them travel along for the form."""
    if breaches:
        first = breaches[0]
        raise RuleBroken(first.code, field=first.field, breaches=breaches)


def circumstances(turn: Turn, row: Measure, decider_roles: Iterable[str]) -> Circumstances:
    """Return what the gate knows of a measure besides its plan."""
    hearing = hearing_of(row)
    handlers = {turn.case.assignee_id, hearing.recorded_by if hearing else None}
    terms = row.terms or {}
    return Circumstances(
        today=turn.running.calendar.local_date(turn.now),
        heard_on=hearing.held_on if hearing else None,
        urgency=str(terms.get("urgency") or "") if row.is_urgent else "",
        handlers=frozenset(one for one in handlers if one is not None),
        decider_roles=frozenset(decider_roles),
        mandates=tuple(terms for _, terms in queries.mandate_terms(turn.case.organisation_id)),
        unit_path=turn.case.unit_path,
    )


def open_checks(
    row: Measure, location_ids: Iterable[UUID], heard_on: date | None, today: date
) -> frozenset[Check]:
    """Return what a kept plan still misses; who decides is weighed when somebody imposes it."""
    terms = row.terms or {}
    known = Circumstances(
        today=today,
        heard_on=heard_on,
        urgency=str(terms.get("urgency") or "") if row.is_urgent else "",
        handlers=frozenset(),
        decider_roles=frozenset(),
        mandates=(),
        unit_path="",
    )
    found = {one.check for one in gate.gate(plans.plan_of(row, location_ids), known)}
    return frozenset(found - {Check.DECIDER, Check.MANDATE})


def resting_on(actor: Actor, level_key: str, turn: Turn) -> UUID | None:
    """Return the mandate a decision of this level rests on today, or None."""
    rung = ladder.rung(level_key)
    today = turn.running.calendar.local_date(turn.now)
    for mandate_id, terms in queries.mandate_terms(turn.case.organisation_id):
        if rung and _covers(terms, actor, rung.level, turn.case.unit_path, today):
            return mandate_id
    return None


def hearing_of(row: Measure) -> Hearing | None:
    """Return the hearing a measure came from."""
    if row.hearing_id is None:
        return None
    return db.session.get(Hearing, (row.organisation_id, row.hearing_id))


def _row(piece: Piece) -> Measure:
    return proposal(piece.turn, piece.subject_id)


def proposal(turn: Turn, measure_id: UUID) -> Measure:
    """Return the measure a step is about, else NotVisible.

    A measure proposed before it had a record of its own gets one from what the case knows.
    """
    row = db.session.get(Measure, (turn.case.organisation_id, measure_id))
    if row is None:
        return _adopted(turn, measure_id)
    if row.case_id != turn.case.id:
        raise NotVisible("not_found")
    return row


def _adopted(turn: Turn, measure_id: UUID) -> Measure:
    subject = next((one for one in turn.running.subjects if one.id == measure_id), None)
    parent = subject.parent_id if subject else None
    person = next((one for one in turn.running.involved if one.id == parent), None)
    if person is None:
        raise NotVisible("not_found")
    row = Measure(
        organisation_id=turn.case.organisation_id,
        id=measure_id,
        case_id=turn.case.id,
        involved_id=person.id,
        keyset_id=turn.incident.keyset_id,
        person_keyset_id=person.keyset_id,
        state=State.PROPOSED.value,
        proposed_at=turn.now,
        proposed_by=turn.actor.id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _grounds_hold(turn: Turn, row: Measure) -> bool:
    return any(
        one.key == queries.KNOWN and one.subject_id == row.involved_id and one.withdrawn_at is None
        for one in turn.running.facts
    )


def _covers(terms: MandateTerms, actor: Actor, level: int, unit_path: str, on: date) -> bool:
    return terms.role in actor.roles and terms.covers(level, unit_path, on)


def _sure(on: date | None) -> date:
    if on is None:
        raise RuleBroken("end_missing", field="ends_on")
    return on

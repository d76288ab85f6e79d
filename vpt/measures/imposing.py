"""Imposing a measure: preparing it, deciding it through the gate, or letting it go."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from vpt.accounts import queries as accounts
from vpt.cases import assigning, changing, working
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned, clean
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db
from vpt.measures import gate, ladder, naming, queries
from vpt.measures.ladder import Nature
from vpt.measures.models import Hearing, Measure, MeasureLocation
from vpt.measures.rules import (
    Breach,
    Circumstances,
    Ground,
    MandateTerms,
    Plan,
    Service,
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
    _write(piece.turn, row, _clean(piece.turn, plan))
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
    plan = _clean(piece.turn, plan)
    if plan.decider_id is not None and plan.decider_id != actor.id:
        raise RuleBroken("decider_decides", field="decider")
    if not _grounds_hold(piece.turn, row):
        raise RuleBroken("grounds_withdrawn", field="level")
    known = circumstances(piece.turn, row, actor.roles)
    refuse(gate.gate(plan, known))
    _write(piece.turn, row, plan)
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


def plan_of(row: Measure, location_ids: Iterable[UUID]) -> Plan:
    """Return a stored measure as the plan it was kept as."""
    terms: dict[str, Any] = row.terms or {}
    rung = ladder.rung(row.level)
    stored = terms.get("nature") or (rung.nature.value if rung else Nature.COMPLAINT.value)
    return Plan(
        level=row.level or "",
        nature=Nature(stored),
        grounds=tuple(
            Ground(date.fromisoformat(one["on"]) if one["on"] else None, one["text"])
            for one in terms.get("grounds", ())
        ),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        review_on=row.review_on,
        everywhere=row.everywhere,
        location_ids=frozenset(location_ids),
        area=row.area or "",
        services=tuple(Service(one["what"], one["how"]) for one in terms.get("services", ())),
        remedy=str(terms.get("remedy") or ""),
        instruction=row.instruction or "",
        call=row.call or "",
        delay_reason=str(terms.get("delay_reason") or ""),
        is_delayed=row.notice_delayed,
        is_minor=row.is_minor,
        parents=row.parents or "",
        address=row.address or "",
        decider_id=row.decided_by,
    )


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


def _write(turn: Turn, row: Measure, plan: Plan) -> None:
    row.level = plan.level or None
    row.starts_on, row.ends_on, row.review_on = plan.starts_on, plan.ends_on, plan.review_on
    row.everywhere, row.is_minor, row.notice_delayed = (
        plan.everywhere, plan.is_minor, plan.is_delayed,
    )  # fmt: skip
    row.decided_by = plan.decider_id
    row.area, row.instruction, row.call = plan.area, plan.instruction, plan.call
    row.parents, row.address = plan.parents, plan.address
    row.terms = {
        **(row.terms or {}),
        "nature": plan.nature.value,
        "grounds": [
            {"on": one.on.isoformat() if one.on else "", "text": one.text} for one in plan.grounds
        ],
        "services": [{"what": one.what, "how": one.how} for one in plan.services],
        "remedy": plan.remedy,
        "delay_reason": plan.delay_reason,
    }
    keep_locations(turn, row, plan.location_ids)


def keep_locations(turn: Turn, row: Measure, location_ids: Iterable[UUID]) -> None:
    """Store which locations a measure covers; NotVisible for one of another organisation."""
    known = {one.id for one in accounts.list_locations(turn.actor)}
    wanted = set(location_ids)
    if not wanted <= known:
        raise NotVisible("not_found")
    mine = (
        MeasureLocation.organisation_id == row.organisation_id,
        MeasureLocation.measure_id == row.id,
    )
    db.session.execute(delete(MeasureLocation).where(*mine))
    db.session.add_all(
        MeasureLocation(
            organisation_id=row.organisation_id, measure_id=row.id, location_id=location_id
        )
        for location_id in sorted(wanted)
    )


def _clean(turn: Turn, plan: Plan) -> Plan:
    """Return the plan with clean texts; what the citizen reads names no victim."""
    grounds = enumerate(plan.grounds, 1)
    cleaned = replace(
        plan,
        grounds=tuple(Ground(one.on, clean(f"ground_{at}", one.text)) for at, one in grounds),
        services=tuple(
            Service(clean("services", one.what), clean("services", one.how))
            for one in plan.services
        ),
        area=clean("area", plan.area),
        remedy=clean("remedy", plan.remedy),
        instruction=clean("instruction", plan.instruction),
        call=clean("call", plan.call),
        delay_reason=clean("delay_reason", plan.delay_reason),
        parents=clean("parents", plan.parents),
        address=clean("address", plan.address),
    )
    read = {f"ground_{at}": one.text for at, one in enumerate(cleaned.grounds, 1)}
    read["services"] = " ".join(f"{one.what} {one.how}" for one in cleaned.services)
    read |= {"area": cleaned.area, "remedy": cleaned.remedy}
    naming.ensure_no_victim(turn, read)
    return cleaned


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

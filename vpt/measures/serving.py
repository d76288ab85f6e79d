"""Proof that a letter reached somebody, and measures that others imposed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import changing, working
from vpt.cases.changing import Turn
from vpt.cases.finishing import clean
from vpt.cases.models import Case
from vpt.cases.rules import Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.measures import gate, imposing, ladder, plans, queries
from vpt.measures.models import Measure
from vpt.measures.rules import NUMBERED, Issuer, Served, State

DESK = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How and when a letter was served; `number` of a registered letter or a bailiff's paper."""

    how: Served
    on: date | None
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """A measure of mayor, prosecutor or court as their paper says it."""

    involved_id: UUID
    level: str
    issuer: Issuer
    number: str
    starts_on: date | None
    ends_on: date | None
    area: str
    instruction: str
    call: str
    everywhere: bool = False
    location_ids: frozenset[UUID] = frozenset()


def serve(
    actor: Actor, case_id: UUID, measure_id: UUID, proof: Proof, *, version: int, now: datetime
) -> Case:
    """Record the proof of service of an own measure.

    Raises RuleBroken("not_imposed_yet", "served_on_missing", "served_in_future",
    "served_before_decision", "proof_number_missing").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, DESK)
    row = queries.get(actor, case_id, measure_id)
    if row.decided_on is None or row.state == State.PROPOSED:
        raise RuleBroken("not_imposed_yet", field="how")
    if proof.on is None:
        raise RuleBroken("served_on_missing", field="on")
    if proof.on > turn.running.calendar.local_date(now):
        raise RuleBroken("served_in_future", field="on")
    if proof.on < row.decided_on:
        raise RuleBroken("served_before_decision", field="on")
    number = clean("number", proof.number)
    if proof.how in NUMBERED and not number:
        raise RuleBroken("proof_number_missing", field="number")
    row.served_on, row.served_how, row.served_by = proof.on, proof.how.value, actor.id
    row.served_number = number
    codes = {"measure": str(row.id), "how": proof.how.value}
    return working.keep(turn, "measure.served", codes=codes, fields=["served_number"])


def record_external(
    actor: Actor, case_id: UUID, told: External, *, version: int, now: datetime
) -> Measure:
    """Record a measure that is not the employer's: no gate and no review, its own dates.

    Raises RuleBroken("level_not_external", "issuer_not_of_level", "number_required",
    "start_missing", "end_missing", "end_before_start", "area_missing", "colleague_route").
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, DESK)
    row = add_external(turn, told)
    codes = {"measure": str(row.id), "level": told.level, "issuer": told.issuer.value}
    working.keep(turn, "measure.external_recorded", codes=codes, fields=["number", "area"])
    return row


def add_external(turn: Turn, told: External) -> Measure:
    """Add such a measure inside a turn that stores itself; raises what `record_external` does."""
    _ensure_whole(told)
    person = next((one for one in turn.running.involved if one.id == told.involved_id), None)
    if person is None or person.role != "perpetrator":
        raise NotVisible("not_found")
    if person.user_id is not None:
        raise RuleBroken("colleague_route", field="person")
    if not person.is_known:
        raise RuleBroken("perpetrator_unknown", field="person")
    row = _row(turn, person, told)
    db.session.add(row)
    db.session.flush()
    plans.keep_locations(turn, row, told.location_ids)
    return row


def _row(turn: Turn, person: Involved, told: External) -> Measure:
    row = Measure(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        involved_id=person.id,
        keyset_id=turn.incident.keyset_id,
        person_keyset_id=person.keyset_id,
        level=told.level,
        state=State.IMPOSED.value,
        issuer=told.issuer.value,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        everywhere=told.everywhere,
        proposed_at=turn.now,
        proposed_by=turn.author_id,
    )
    row.number = clean("number", told.number)
    row.area, row.instruction = clean("area", told.area), clean("instruction", told.instruction)
    row.call = clean("call", told.call)
    return row


def _ensure_whole(told: External) -> None:
    rung = ladder.rung(told.level)
    if rung is None or rung.is_own or not rung.issuers:
        raise RuleBroken("level_not_external", field="level")
    if told.issuer.value not in rung.issuers:
        raise RuleBroken("issuer_not_of_level", field="issuer")
    for name, code in (("number", "number_required"), ("area", "area_missing")):
        if not getattr(told, name).strip():
            raise RuleBroken(code, field=name)
    imposing.refuse(tuple(gate.external_breaches(told.starts_on, told.ends_on)))
    if not (told.everywhere or told.location_ids):
        raise RuleBroken("locations_missing", field="locations")

"""Hearing a perpetrator: the invitation, what they said, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vpt.cases import changing, working
from vpt.cases.changing import Turn
from vpt.cases.findings import FINDERS
from vpt.cases.finishing import clean, required
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents.people import Involved
from vpt.incidents.taxonomy import Relation
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.measures import naming, queries
from vpt.measures.models import Hearing, Measure
from vpt.measures.rules import State
from vpt.protocol.definition import Scope
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

TALKED = frozenset({"talked", "heard_measure"})
REASONED = frozenset({"urgent_measure", "not_possible"})
URGENT = "urgent_measure"
"""Its reason stands in the letter, so it names no victim."""
MEASURED = frozenset({"heard_measure", URGENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How a hearing went, as somebody writes it down."""

    outcome: str
    on: date | None = None
    present: str = ""
    own_view: str = ""
    agreed: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """When and where somebody is expected, and where the letter goes."""

    at: datetime
    place: str
    contact: str
    address: str
    parents: str = ""


def invite(
    actor: Actor, case_id: UUID, ref: StepRef, asked: Invitation, *, version: int, now: datetime
) -> Hearing:
    """Write down an invitation; the letter is drawn from it. Nothing is finished by it.

    Raises what `working.begin` raises and RuleBroken("invited_in_past", "address_missing").
    """
    piece = working.begin(actor, case_id, ref, Work.REACTION, version=version, now=now)
    person = _perpetrator(piece.turn, piece.subject_id)
    if asked.at <= now:
        raise RuleBroken("invited_in_past", field="on")
    read = {"place": asked.place, "contact": asked.contact}
    naming.ensure_no_victim(piece.turn, read)
    row = _row(piece.turn, person)
    row.planned_at = asked.at
    row.invitation = {
        "place": required("place", asked.place, code="talk_place_missing"),
        "contact": required("contact", asked.contact, code="contact_missing"),
        "address": required("address", asked.address, code="address_missing"),
        "parents": clean("parents", asked.parents),
    }
    codes = {**changing.codes_of(piece.turn, ref), "person": str(person.id)}
    working.keep(piece.turn, "measure.invited", codes=codes, fields=["place", "address"])
    return row


def record(
    actor: Actor, case_id: UUID, ref: StepRef, heard: Heard, *, version: int, now: datetime
) -> Case:
    """Finish the reaction to one perpetrator; a measure that follows starts as a proposal.

    Raises what `working.begin` and `working.settle` raise, RuleBroken("colleague_route",
    "heard_on_missing", "heard_in_future", "own_view_missing", "present_missing").
    """
    piece = working.begin(actor, case_id, ref, Work.REACTION, version=version, now=now)
    person = _perpetrator(piece.turn, piece.subject_id)
    _ensure_complete(piece, heard)
    if heard.outcome == URGENT:
        naming.ensure_no_victim(piece.turn, {"reason": heard.reason})
    row = _row(piece.turn, person)
    row.outcome, row.held_on = heard.outcome, heard.on if heard.outcome in TALKED else None
    row.recorded_at, row.recorded_by = now, actor.id
    row.present = clean("present", heard.present)
    row.own_view = clean("own_view", heard.own_view)
    row.agreed = clean("agreed", heard.agreed)
    row.reason = clean("reason", heard.reason)
    made = {}
    if heard.outcome in MEASURED:
        made[Scope.MEASURE] = _propose(piece.turn, person, row)
    reason = heard.reason if heard.outcome in REASONED else None
    return working.settle(piece, Answer(outcome=heard.outcome, reason=reason), made=made)


def hear_later(
    actor: Actor, case_id: UUID, measure_id: UUID, heard: Heard, *, version: int, now: datetime
) -> Case:
    """Write down the hearing that came after an urgent measure (GRON-054).

    Raises RuleBroken("heard_on_missing", "own_view_missing", …) as `record` does.
    """
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, FINDERS)
    measure = queries.get(actor, case_id, measure_id)
    _ensure_talked(turn, heard)
    person = _perpetrator(turn, measure.involved_id)
    row = _row(turn, person)
    row.outcome, row.held_on = "heard_later", heard.on
    row.present = clean("present", heard.present)
    row.own_view = clean("own_view", heard.own_view)
    row.agreed = clean("agreed", heard.agreed)
    measure.hearing_id = measure.hearing_id or row.id
    codes = {"measure": str(measure.id)}
    return working.keep(turn, "measure.heard_later", codes=codes, fields=["own_view"])


def _perpetrator(turn: Turn, involved_id: UUID) -> Involved:
    """Return the person a hearing is about; aggression between colleagues never comes here."""
    person = next((one for one in turn.running.involved if one.id == involved_id), None)
    if person is None:
        raise NotVisible("not_found")
    is_colleague = turn.incident.perpetrator_relation == Relation.COLLEAGUE
    if person.user_id is not None or is_colleague:
        raise RuleBroken("colleague_route", field="outcome")
    return person


def _row(turn: Turn, person: Involved) -> Hearing:
    row = queries.find_invitation(turn.actor, turn.case.id, person.id)
    if row is not None:
        return row
    row = Hearing(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        involved_id=person.id,
        keyset_id=person.keyset_id,
        outcome="",
        recorded_at=turn.now,
        recorded_by=turn.actor.id,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _propose(turn: Turn, person: Involved, hearing: Hearing) -> UUID:
    row = Measure(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        involved_id=person.id,
        keyset_id=turn.incident.keyset_id,
        person_keyset_id=person.keyset_id,
        hearing_id=hearing.id,
        state=State.PROPOSED.value,
        is_urgent=hearing.outcome == URGENT,
        proposed_at=turn.now,
        proposed_by=turn.actor.id,
    )
    row.terms = {"urgency": hearing.reason} if row.is_urgent else {}
    db.session.add(row)
    db.session.flush()
    return row.id


def _ensure_complete(piece: Piece, heard: Heard) -> None:
    if heard.outcome in TALKED:
        _ensure_talked(piece.turn, heard)
    if heard.outcome in REASONED:
        required("reason", heard.reason)


def _ensure_talked(turn: Turn, heard: Heard) -> None:
    if heard.on is None:
        raise RuleBroken("heard_on_missing", field="on")
    if heard.on > turn.running.calendar.local_date(turn.now):
        raise RuleBroken("heard_in_future", field="on")
    required("present", heard.present, code="present_missing")
    required("own_view", heard.own_view, code="own_view_missing")

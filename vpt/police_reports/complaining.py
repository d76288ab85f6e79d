"""Guarding the term in which a victim can ask for prosecution, and what counts as asking."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from vpt.cases import finishing, working
from vpt.cases.models import Case
from vpt.cases.rules import Answer
from vpt.cases.working import Piece
from vpt.core.actor import Actor
from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.incidents import attachments
from vpt.incidents.attachments import Received
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.police_reports import service
from vpt.police_reports.models import Complaint
from vpt.police_reports.rules import Manner, Term
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

FILED, NONE = "complaint_filed", "no_complaint"
MOMENT = timedelta(microseconds=1)
"""24:00 belongs to the day it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complained:
    """What came of the complaint: made how, when and where; or not made, with the reason."""

    outcome: str
    manner: str = ""
    on: date | None = None
    place: str = ""
    reason: str = ""
    proxy: Received | None = None
    """The special written power of attorney, kept as evidence."""


def term_of(calendar: WorkCalendar, anchor_at: datetime, due_at: datetime | None) -> Term:
    """Return the term of a complaint step in local dates."""
    last = calendar.local_date(due_at - MOMENT) if due_at else None
    return Term.of(calendar.local_date(anchor_at), last)


def complain(
    actor: Actor, case_id: UUID, ref: StepRef, said: Complained, *, version: int, now: datetime
) -> Case:
    """Record a victim's complaint, or why there is none.

    Only the victim in person, or somebody with a special written power of attorney, can complain
    (domain dossier S14, Sv 164 to 166, unverified). A complaint after the term is kept and marked
    late. Raises what `working.begin` and `working.settle` raise,
    RuleBroken("employer_report_no_complaint", "proxy_missing", "manner_required",
    "date_required", "complaint_in_future", "complaint_before_start").
    """
    piece = working.begin(actor, case_id, ref, Work.COMPLAINT, version=version, now=now)
    if said.outcome == FILED:
        _keep(piece, said)
    elif said.outcome != NONE:
        raise RuleBroken("outcome_unknown", field="outcome")
    on = said.on if said.outcome == FILED else None
    answer = Answer(outcome=said.outcome, reason=said.reason or None, on=on)
    return working.settle(piece, answer)


def _keep(piece: Piece, said: Complained) -> None:
    on = _counted(piece, said)
    turn = piece.turn
    victim = service.victim_of(turn, piece.subject_id)
    kept = None
    if said.proxy is not None:
        place = (turn.case.id, turn.incident.keyset_id)
        kept = attachments.attach(turn.actor, place, said.proxy, now=turn.now)
    term = term_of(turn.running.calendar, piece.row.anchor_at, piece.row.due_at)
    row = Complaint(
        organisation_id=victim.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        victim_id=victim.id,
        keyset_id=victim.keyset_id,
        manner=said.manner,
        filed_on=on,
        is_late=term.is_past(on),
        proxy_id=kept.id if kept else None,
        recorded_at=turn.now,
        recorded_by=turn.actor.id,
    )
    row.place = finishing.clean("place", said.place) or None
    db.session.add(row)


def _counted(piece: Piece, said: Complained) -> date:
    """Return the day of a complaint that counts as one."""
    if said.manner == Manner.EMPLOYER_REPORT:
        raise RuleBroken("employer_report_no_complaint", field="manner")
    if said.manner not in set(Manner):
        raise RuleBroken("manner_required", field="manner")
    if said.manner == Manner.BY_PROXY and said.proxy is None:
        raise RuleBroken("proxy_missing", field="files")
    if said.on is None:
        raise RuleBroken("date_required", field="on")
    calendar = piece.turn.running.calendar
    if said.on > calendar.local_date(piece.turn.now):
        raise RuleBroken("complaint_in_future", field="on")
    if said.on < calendar.local_date(piece.row.anchor_at):
        raise RuleBroken("complaint_before_start", field="on")
    return said.on

"""Noting sources of evidence, saying what became of them, and finishing the step about them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vpt.cases import changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.incidents import words
from vpt.incidents.evidence import Evidence
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.preservation import labels, queries, rules
from vpt.preservation.models import EvidenceSource
from vpt.preservation.rules import SETTLED, Change, NewSource, State
from vpt.protocol.state import StepRef
from vpt.protocol.works import Work

GUARDS = frozenset({Hat.HANDLER, Hat.COORDINATOR, Hat.HR})


def add_source(
    actor: Actor, case_id: UUID, source: NewSource, *, version: int, now: datetime
) -> Case:
    """Note a source of evidence; its last day follows from its kind and the location.

    Raises RuleBroken("place_required", "keep_until_before_incident", "too_many_sources").
    """
    return add_sources(actor, case_id, (source,), version=version, now=now)


def add_proposed(actor: Actor, case_id: UUID, *, version: int, now: datetime) -> Case:
    """Note every source the report points at and that nobody noted yet."""
    turn = _begin(actor, case_id, version, now)
    kinds = queries.guarded(actor, case_id).proposed
    if not kinds:
        raise RuleBroken("nothing_proposed")
    found = [NewSource(kind=kind, place=labels.PLACE[kind]) for kind in kinds]
    return _add(turn, found)


def add_sources(
    actor: Actor, case_id: UUID, sources: Iterable[NewSource], *, version: int, now: datetime
) -> Case:
    """Note several sources at once."""
    return _add(_begin(actor, case_id, version, now), sources)


def change_source(
    actor: Actor, case_id: UUID, source_id: UUID, change: Change, *, version: int, now: datetime
) -> Case:
    """Say where a source is, how long it lasts and how it stands now.

    Raises NotVisible, RuleBroken("reason_required") for what cannot be had, and
    RuleBroken("evidence_unknown") for a file that is not of this case.
    """
    turn = _begin(actor, case_id, version, now)
    row = queries.get_source(actor, case_id, source_id)
    before = row.state
    _ensure_acceptable(turn, change)
    row.place = finishing.required(
        "place", change.place, code="place_required", most=rules.MOST_PLACE
    )
    row.keep_until = change.keep_until
    row.state = change.state
    row.evidence_id = change.evidence_id if change.state is State.SECURED else None
    row.reason = words.clean(change.reason) if change.state is State.NOT_AVAILABLE else None
    _settle(row, turn, before)
    _plan_alarm(row, turn)
    codes = {"source": str(row.id), "kind": row.kind, "state": row.state}
    return working.keep(turn, "evidence.source_changed", codes=codes, fields=["place", "reason"])


def mark_requested(
    actor: Actor, case_id: UUID, source_id: UUID, *, version: int, now: datetime
) -> Case:
    """Record that the holder was asked in writing to keep a source."""
    turn = _begin(actor, case_id, version, now)
    row = queries.get_source(actor, case_id, source_id)
    if row.state in SETTLED:
        raise RuleBroken("source_settled")
    row.state = State.REQUESTED
    row.requested_at, row.requested_by = now, actor.id
    codes = {"source": str(row.id), "kind": row.kind}
    return working.keep(turn, "evidence.preservation_requested", codes=codes)


def finish(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Finish the step: secured only when every source is secured or accounted for.

    Raises what `working.begin` raises and RuleBroken("no_source", "source_unsettled",
    "nothing_secured", "source_secured").
    """
    piece = working.begin(actor, case_id, ref, Work.PRESERVATION, version=version, now=now)
    rules.ensure_finished(answer.outcome, queries.states(actor, case_id))
    return working.settle(piece, answer)


def _begin(actor: Actor, case_id: UUID, version: int, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_HANDLE, GUARDS)
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed")
    return turn


def _add(turn: Turn, sources: Iterable[NewSource]) -> Case:
    days = queries.image_days(turn.incident)
    known = len(queries.states(turn.actor, turn.case.id))
    rows = [_new(turn, source, days) for source in sources]
    if known + len(rows) > rules.MOST_SOURCES:
        raise RuleBroken("too_many_sources", most=rules.MOST_SOURCES)
    codes = {"source": str(rows[0].id), "kinds": " ".join(row.kind for row in rows)}
    return working.keep(turn, "evidence.source_added", codes=codes, fields=["place"])


def _new(turn: Turn, source: NewSource, days: int) -> EvidenceSource:
    incident_on = local_date(turn.incident.occurred_from)
    until = source.keep_until or rules.keep_until(source.kind, incident_on, days)
    rules.ensure_deadline(until, incident_on)
    row = EvidenceSource(
        organisation_id=turn.actor.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=turn.incident.keyset_id,
        kind=source.kind,
        state=State.TO_SECURE,
        keep_until=until,
        added_at=turn.now,
        added_by=turn.actor.id,
    )
    row.place = finishing.required(
        "place", source.place, code="place_required", most=rules.MOST_PLACE
    )
    _plan_alarm(row, turn)
    db.session.add(row)
    return row


def _ensure_acceptable(turn: Turn, change: Change) -> None:
    rules.ensure_deadline(change.keep_until, local_date(turn.incident.occurred_from))
    reason = finishing.clean("reason", change.reason, most=rules.MOST_REASON)
    if change.state is State.NOT_AVAILABLE and not reason:
        raise RuleBroken("reason_required", field="reason")
    if change.evidence_id is None:
        return
    file = db.session.get(Evidence, (turn.actor.organisation_id, change.evidence_id))
    if file is None or file.subject_id != turn.case.id:
        raise RuleBroken("evidence_unknown", field="evidence")


def _settle(row: EvidenceSource, turn: Turn, before: str) -> None:
    if row.state not in SETTLED:
        row.settled_at = row.settled_by = None
    elif row.state != before:
        row.settled_at, row.settled_by = turn.now, turn.actor.id


def _plan_alarm(row: EvidenceSource, turn: Turn) -> None:
    incident_on = local_date(turn.incident.occurred_from)
    waits = row.state not in SETTLED
    planned = rules.next_alarm(incident_on, row.keep_until, turn.now)
    row.next_alarm_at = planned if waits else None

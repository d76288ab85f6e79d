"""Holding a meeting: a decision about each case, agreements that become steps, and the end."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from vpt.audit import service as audit
from vpt.cases import assigning, changing, finishing, working
from vpt.cases.changing import Turn
from vpt.cases.finishing import Learned
from vpt.cases.models import Case
from vpt.cases.rules import Answer, Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.meetings import queries, rules, turns
from vpt.meetings.models import AgendaItem, Agreement, Meeting
from vpt.meetings.rules import Decided, Decision, MeetingState
from vpt.notifications.rules import Kind
from vpt.protocol.definition import Protocol, Scope
from vpt.protocol.state import StepRef, Subject
from vpt.protocol.works import Work


def decide(
    actor: Actor,
    meeting_id: UUID,
    item_id: UUID,
    decided: Decided,
    *,
    version: int,
    now: datetime,
) -> AgendaItem:  # fmt: skip
    """Keep what was decided about a case; an action becomes an agreement with a step of the case.

    A case may get several agreements: each action adds one. Raises what `turns.begin` raises,
    NotVisible for a case out of reach, and RuleBroken("decision_unknown", "already_closed",
    "agreement_required", "due_required", "day_in_past", "day_too_far", "owner_required",
    "assignee_unable", "assignee_is_party", "assignee_excluded").
    """
    meeting = turns.begin(actor, meeting_id, version=version)
    item = queries.get_item(actor, meeting_id, item_id)
    if decided.decision is Decision.OFF or item.decision == Decision.OFF:
        raise RuleBroken("decision_unknown", field="decision")
    codes = {"case": str(item.case_id), "decision": decided.decision.value}
    if decided.decision is Decision.ACTION:
        codes["agreement"] = str(_agree(actor, item, decided, now).id)
    else:
        told = {"meeting": str(meeting_id), "decision": decided.decision.value}
        audit.record(actor, "case.discussed", ("case", item.case_id), at=now, codes=told)
    item.decision, item.decided_at, item.decided_by = decided.decision.value, now, actor.id
    turns.finish(actor, meeting, "meeting.decided", now=now, codes=codes)
    return item


def close(actor: Actor, meeting_id: UUID, present: str, *, version: int, now: datetime) -> Meeting:
    """End a meeting with who were there; from then on nothing in it changes.

    What was not talked through stays for the next time. Raises what `turns.begin` raises, and
    RuleBroken("meeting_ahead", "present_required").
    """
    meeting = turns.begin(actor, meeting_id, version=version)
    if meeting.held_on > local_date(now):
        raise RuleBroken("meeting_ahead", field="present")
    meeting.present = finishing.required(
        "present", present, code="present_required", most=rules.MOST_PRESENT
    )
    db.session.execute(
        update(AgendaItem)
        .where(
            AgendaItem.organisation_id == actor.organisation_id,
            AgendaItem.meeting_id == meeting_id,
            AgendaItem.decision == "",
        )
        .values(decision=Decision.NEXT_TIME.value, decided_at=now, decided_by=actor.id)
    )
    meeting.state = MeetingState.HELD.value
    return turns.finish(actor, meeting, "meeting.held", now=now)


def follow_up(
    actor: Actor, case_id: UUID, ref: StepRef, answer: Answer, *, version: int, now: datetime
) -> Case:
    """Keep how an agreement ended; raises what `working.begin` and `settle` raise."""
    piece = working.begin(actor, case_id, ref, Work.AGREEMENT, version=version, now=now)
    return working.settle(piece, answer)


def has_step(protocol: Protocol) -> bool:
    """Tell whether a case by this protocol has a step for an agreement."""
    return any(step.scope is Scope.AGREEMENT for step in protocol.steps)


def _agree(actor: Actor, item: AgendaItem, decided: Decided, now: datetime) -> Agreement:
    turn = changing.begin(actor, item.case_id, version=None, now=now)
    changing.ensure(turn, Permission.CASE_SHARE, {Hat.COORDINATOR})
    if turn.case.closed_at is not None:
        raise RuleBroken("already_closed", field="decision")
    row = _written(turn, item, decided)
    db.session.add(row)
    codes = {"agreement": str(row.id), "meeting": str(item.meeting_id)}
    turn.tell(row.owner_id, Kind.AGREEMENT_MADE)
    if not has_step(turn.running.protocol):
        working.keep(turn, "case.agreement_noted", codes=codes)
        return row
    turn.given[row.id] = row.owner_id or actor.id
    working.keep_subject(
        turn,
        "case.agreement_made",
        Subject(id=row.id, scope=Scope.AGREEMENT),
        learned=(
            Learned(key="agreement_due_on", value=row.due_on, subject=row.id),
            Learned(key="agreed", value=True, subject=row.id),
        ),
        codes=codes,
    )
    return row


def _written(turn: Turn, item: AgendaItem, decided: Decided) -> Agreement:
    text = finishing.required("text", decided.text, code="agreement_required", most=rules.MOST_TEXT)
    today = local_date(turn.now)
    if decided.due_on is None:
        raise RuleBroken("due_required", field="due_on")
    if decided.due_on < today:
        raise RuleBroken("day_in_past", field="due_on")
    if decided.due_on > today + rules.FARTHEST:
        raise RuleBroken("day_too_far", field="due_on")
    row = Agreement(
        organisation_id=turn.case.organisation_id,
        id=new_id(),
        case_id=turn.case.id,
        keyset_id=turn.incident.keyset_id,
        item_id=item.id,
        by_partner=decided.by_partner,
        owner_id=None if decided.by_partner else _owner(turn, decided.owner_id),
        due_on=decided.due_on,
        made_at=turn.now,
        made_by=turn.actor.id,
    )
    row.text = text
    return row


def _owner(turn: Turn, owner_id: UUID | None) -> UUID:
    if owner_id is None:
        raise RuleBroken("owner_required", field="user")
    assigning.ensure_able(turn, owner_id, {Permission.CASE_HANDLE})
    return owner_id

"""Reporter and handler talking with each other, and whether the reporter is satisfied."""

from datetime import datetime
from uuid import UUID

from vpt.audit import service as audit
from vpt.cases import changing, reach
from vpt.cases.models import Case, CaseMessage
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents import rules as texts
from vpt.incidents import words
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind

MOST_TEXT = 4000
DESK = frozenset({Hat.HANDLER, Hat.COORDINATOR})


def send_message(actor: Actor, case_id: UUID, text: str, *, now: datetime) -> CaseMessage:
    """Send a message from the reporter to the handler or back; others do not take part.

    Raises RuleBroken("message_empty", "text_too_long", "bsn_refused").
    """
    reached = reach.reach(actor, case_id)
    is_reporter = reached.incident.reporter_id == actor.id
    if not is_reporter and not reached.hats & DESK:
        raise NotAllowed("not_your_part")
    policy.ensure(actor, Permission.INCIDENT_OWN if is_reporter else Permission.CASE_HANDLE)
    row = _message(actor, reached, _acceptable(text), now)
    recipient = reached.case.assignee_id if is_reporter else reached.incident.reporter_id
    if recipient is not None and recipient != actor.id:
        notifications.queue(
            actor.organisation_id,
            recipient,
            Kind.CASE_MESSAGE if is_reporter else Kind.CASE_ANSWERED,
            case_id=case_id,
            subject_id=row.id,
            at=now,
        )
    audit.record(
        actor, "case.message_sent", ("case", case_id), at=now, codes={"message": str(row.id)}
    )
    db.session.flush()
    return row


def set_satisfaction(actor: Actor, case_id: UUID, *, satisfied: bool, now: datetime) -> Case:
    """Record whether the reporter is satisfied with the handling; may be said again."""
    turn = changing.begin(actor, case_id, version=None, now=now)
    if turn.incident.reporter_id != actor.id:
        raise NotAllowed("not_the_reporter")
    policy.ensure(actor, Permission.INCIDENT_OWN)
    turn.case.satisfied = satisfied
    return changing.finish(turn, "case.satisfaction_given", fields=["satisfied"])


def _message(actor: Actor, reached: Reached, text: str, now: datetime) -> CaseMessage:
    row = CaseMessage(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=reached.case.id,
        keyset_id=reached.incident.keyset_id,
        author_id=actor.id,
        sent_at=now,
    )
    row.text = text
    db.session.add(row)
    db.session.flush()
    return row


def _acceptable(text: str) -> str:
    cleaned = words.clean(text)
    if not cleaned:
        raise RuleBroken("message_empty", field="text")
    texts.ensure_length("text", cleaned, MOST_TEXT)
    texts.ensure_no_bsn({"text": cleaned})
    return cleaned

"""What people do with a report: send it in, add to it, take it back, tie it to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location, Unit
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import AMSTERDAM
from vpt.incidents import attachments, drafts, involvement, queries, reference, rules
from vpt.incidents.attachments import Received
from vpt.incidents.evidence import Draft, Evidence
from vpt.incidents.models import Addendum, Behaviour, Incident, ReferenceCounter
from vpt.incidents.people import Involved
from vpt.incidents.rules import Report
from vpt.incidents.summary import summary
from vpt.infra.db import db
from vpt.infra.ids import new_id

WITHDRAW_REASONS = ("mistake", "duplicate", "not_wanted", "outside_scope")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report that was taken in, with what was just written, so that nobody reads it back."""

    incident: Incident
    is_new: bool
    """False when this page was sent before: then the rest says nothing."""
    involved: tuple[Involved, ...] = ()
    unit: Unit | None = None
    """The home unit of the victim, held so that the session has it at hand."""
    may_have_files: bool = True
    """False when the draft was never saved before: files come with saving."""


def report(actor: Actor, draft_id: UUID, report: Report, *, now: datetime) -> Incident:
    """Turn an own draft into an incident, as `take_in` does; returns the incident alone."""
    return take_in(actor, draft_id, report, now=now).incident


def take_in(actor: Actor, draft_id: UUID, report: Report, *, now: datetime) -> Taken:
    """Turn an own draft into an incident; sending the same page twice gives the same incident.

    Raises RuleBroken with the code and the `field` at fault, NotVisible without such a draft.
    """
    policy.ensure(actor, Permission.INCIDENT_REPORT)
    draft = db.session.get(Draft, (actor.organisation_id, draft_id))
    if draft is None or draft.reporter_id != actor.id:
        return Taken(incident=_sent_before(actor, draft_id), is_new=False)
    sent = drafts.submitted_as(actor, draft.idempotency_key)
    if sent is not None:
        drafts.forget_copy(draft)
        return Taken(incident=sent, is_new=False)
    rules.ensure_acceptable(report, now=now)
    taken = _store(actor, draft, report, now)
    db.session.execute(
        delete(Draft).where(Draft.organisation_id == draft.organisation_id, Draft.id == draft.id)
    )
    db.session.expunge(draft)
    incident = taken.incident
    audit.record(
        actor, "incident.reported", ("incident", incident.id), at=now,
        codes={"category": incident.category, "recipient": incident.recipient},
    )  # fmt: skip
    db.session.flush()
    return taken


def _sent_before(actor: Actor, draft_id: UUID) -> Incident:
    """Return the own incident a draft became, else NotVisible."""
    own = queries.visible(actor).where(Incident.id == draft_id, Incident.reporter_id == actor.id)
    incident = db.session.scalar(own)
    if incident is None:
        raise NotVisible("not_found")
    return incident


def add_addendum(actor: Actor, incident: Incident, text: str, *, now: datetime) -> Addendum:
    """Add text to an incident the caller fetched within reach; the report itself stays."""
    rules.ensure_length("text", text, rules.LONG_TEXT)
    rules.ensure_no_bsn({"text": text})
    if not text:
        raise RuleBroken("addendum_empty", field="text")
    row = Addendum(
        organisation_id=incident.organisation_id,
        id=new_id(),
        incident_id=incident.id,
        keyset_id=incident.keyset_id,
        author_id=actor.id,
        added_at=now,
    )
    row.text = text
    db.session.add(row)
    audit.record(actor, "incident.addendum_added", ("incident", incident.id), at=now)
    db.session.flush()
    return row


def add_evidence(
    actor: Actor, incident: Incident, received: Received, *, most: int, now: datetime
) -> Evidence:
    """Add a file to an incident the caller fetched within reach; `most` files in all."""
    if attachments.count(incident.organisation_id, incident.id) >= most:
        raise RuleBroken("too_many_files", field="files", most=most)
    return attachments.attach(actor, (incident.id, incident.keyset_id), received, now=now)


def withdraw(actor: Actor, incident_id: UUID, reason: str, *, now: datetime) -> Incident:
    """Take an own report back, with a reason code; the record stays."""
    incident = queries.get(actor, incident_id)
    policy.ensure(actor, Permission.INCIDENT_OWN)
    if incident.reporter_id != actor.id:
        raise RuleBroken("not_the_reporter")
    if incident.withdrawn_at is not None:
        raise RuleBroken("already_withdrawn")
    if reason not in WITHDRAW_REASONS:
        raise RuleBroken("reason_unknown", field="reason")
    incident.withdrawn_at, incident.withdrawn_reason = now, reason
    audit.record(
        actor, "incident.withdrawn", ("incident", incident.id), at=now, codes={"reason": reason}
    )
    db.session.flush()
    return incident


def mark_same_event(actor: Actor, incident: Incident, leading: Incident, *, now: datetime) -> None:
    """Let another report of the same event lead; the caller fetched both within reach."""
    policy.ensure(actor, Permission.CASE_HANDLE)
    if leading.id == incident.id or leading.leading_id is not None:
        raise RuleBroken("not_a_leading_report")
    followed = select(Incident.id).where(
        Incident.organisation_id == incident.organisation_id, Incident.leading_id == incident.id
    )
    if db.session.scalar(followed.limit(1)) is not None:
        raise RuleBroken("is_leading_itself")
    incident.leading_id = leading.id
    audit.record(
        actor, "incident.marked_same_event", ("incident", incident.id), at=now,
        codes={"leading": str(leading.id)},
    )  # fmt: skip
    db.session.flush()


def _victim(actor: Actor, colleague_id: UUID | None, now: datetime) -> tuple[UUID, str]:
    """Return account and name of the one it happened to."""
    if colleague_id is None:
        return actor.id, actor.name
    try:
        colleague = accounts.get_colleague(actor, colleague_id, now=now)
    except NotVisible:
        raise RuleBroken("colleague_unknown", field="colleague") from None
    return colleague.id, colleague.name


def _store(actor: Actor, draft: Draft, report: Report, now: datetime) -> Taken:
    location = _location(actor, report.location_id)
    victim = _victim(actor, report.colleague_id, now)
    unit = accounts.find_home_unit(actor, victim[0], now=now)
    incident = Incident(
        organisation_id=draft.organisation_id,
        id=draft.id,
        keyset_id=draft.keyset_id,
        reference=_reference(actor, now),
        idempotency_key=draft.idempotency_key,
        reporter_id=actor.id,
        unit_id=unit.id if unit else location.unit_id if location else None,
        location_kind=report.location_kind or (location.kind if location else ""),
        submitted_at=now,
        category=report.category.value,
        severity=report.severity,
        perpetrator_relation=report.relation.value,
        summary=summary(report, location.kind if location else "")[:300],
        **_plain(report),
    )
    incident.narrative = report.narrative or None
    incident.answers = report.answers()
    db.session.add(incident)
    db.session.flush()
    db.session.add_all(
        Behaviour(
            organisation_id=draft.organisation_id,
            incident_id=draft.id,
            category=seen.category.value,
            subtype=seen.subtype,
        )
        for seen in dict.fromkeys(report.behaviours)
    )
    return Taken(
        incident=incident,
        is_new=True,
        involved=involvement.add_all(actor, incident, report, victim, now=now),
        unit=unit,
        may_have_files=draft.revision > 0,
    )


def _plain(report: Report) -> dict[str, Any]:
    named = any(person.full_name for person in report.perpetrators)
    return {
        "location_id": report.location_id,
        "occurred_from": report.occurred_from,
        "occurred_until": report.occurred_until,
        "precision": report.precision.value,
        "channel": report.channel.value if report.channel else "",
        "activity": report.activity,
        "motive": report.motive.value,
        "victim_score": report.victim_score,
        "perpetrator_known": report.perpetrator_known or named,
        "injured": report.injured or bool(report.medical),
        "damaged": report.damaged or bool(report.damage),
        "weapon": report.weapon,
        "police_present": report.police_present,
        "recipient": report.recipient.value,
    }


def _location(actor: Actor, location_id: UUID | None) -> Location | None:
    if location_id is None:
        return None
    location = db.session.get(Location, (actor.organisation_id, location_id))
    if location is None or location.closed_at is not None:
        raise RuleBroken("place_missing", field="location")
    return location


def _reference(actor: Actor, now: datetime) -> str:
    """Take the next number; the counter's row stays locked until the commit."""
    year = now.astimezone(AMSTERDAM).year
    insert = postgresql.insert if _is_postgresql() else sqlite.insert
    statement = insert(ReferenceCounter).values(
        organisation_id=actor.organisation_id, year=year, last=1
    )
    number = db.session.scalar(
        statement.on_conflict_do_update(
            index_elements=["organisation_id", "year"], set_={"last": ReferenceCounter.last + 1}
        ).returning(ReferenceCounter.last)
    )
    code = accounts.get_organisation(actor).short_code
    return reference.compose(code, year, int(number or 0))


def _is_postgresql() -> bool:
    return db.session.get_bind().dialect.name == "postgresql"

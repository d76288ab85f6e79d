"""Sending, reading and withdrawing an attention notice."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import places
from vpt.accounts import queries as accounts
from vpt.attention import queries, rules
from vpt.attention.models import AttentionNotice, AttentionPlace, AttentionReading
from vpt.attention.queries import NoticeView, Row
from vpt.attention.rules import Alarm
from vpt.audit import service as audit
from vpt.cases import reach
from vpt.core.actor import Actor
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents import words
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice

SUBJECT = "attention"


def send(
    actor: Actor, alarm: Alarm, *, follows_id: UUID | None = None, now: datetime
) -> AttentionNotice:
    """Warn everybody who works at the places, and return what was stored.

    `follows_id` names the notice this one prolongs. Raises NotAllowed("permission_missing"),
    NotVisible for a case or an earlier notice out of reach, RuleBroken("place_not_yours"),
    RuleBroken("bsn_refused") and what `rules.check` refuses.
    """
    allowed = {one.id for one in places.open_only(queries.may_send_for(actor))}
    rules.check(alarm, now=now)
    if not alarm.location_ids <= allowed:
        raise RuleBroken("place_not_yours", field="locations")
    for name in ("watch_for", "what_to_do"):
        if words.holds_bsn(getattr(alarm, name)):
            raise RuleBroken("bsn_refused", field=name)
    if alarm.case_id is not None:
        reach.get(actor, alarm.case_id)
    if follows_id is not None and not queries.may_manage(actor, queries.find(actor, follows_id)):
        raise NotAllowed("not_your_notice")
    row = _store(actor, alarm, follows_id, now)
    _tell(actor, row, alarm, now)
    codes = {"places": str(len(alarm.location_ids))}
    if alarm.case_id is not None:
        codes["case"] = str(alarm.case_id)
    audit.record(actor, "attention.sent", (SUBJECT, row.id), at=now, codes=codes)
    return row


def withdraw(actor: Actor, notice_id: UUID, *, now: datetime) -> None:
    """End a notice before its time. Raises NotVisible, NotAllowed, RuleBroken("notice_over")."""
    row = _managed(actor, notice_id, now)
    if row.notice.is_over(now):
        raise RuleBroken("notice_over")
    row.notice.withdrawn_at, row.notice.withdrawn_by = now, actor.id
    audit.record(actor, "attention.withdrawn", (SUBJECT, notice_id), at=now)
    db.session.flush()


def view(actor: Actor, notice_id: UUID, *, now: datetime) -> NoticeView:
    """Return a notice with its texts and write down the look."""
    seen = queries.get(actor, notice_id, now=now)
    _note_look(actor, notice_id, now)
    return seen


def view_unread(actor: Actor, *, now: datetime) -> list[NoticeView]:
    """Return what counts at the actor's places; every text that was shown is written down."""
    shown = queries.list_for_reader(actor, now=now)
    for one in shown:
        if one.read_at is None:
            _note_look(actor, one.id, now)
    return shown


def mark_read(actor: Actor, notice_id: UUID, *, now: datetime) -> None:
    """Keep that the actor has read a notice they may read; pressing twice changes nothing."""
    queries.get(actor, notice_id, now=now)
    key = (actor.organisation_id, notice_id, actor.id)
    if db.session.get(AttentionReading, key) is not None:
        return
    db.session.add(
        AttentionReading(
            organisation_id=actor.organisation_id,
            notice_id=notice_id,
            user_id=actor.id,
            read_at=now,
        )
    )
    audit.record(actor, "attention.read", (SUBJECT, notice_id), at=now)
    db.session.flush()


def _store(actor: Actor, alarm: Alarm, follows_id: UUID | None, now: datetime) -> AttentionNotice:
    keyset_id = accounts.get_organisation(actor).keyset_id
    if keyset_id is None:
        raise RuleBroken("no_keyset")
    row = AttentionNotice(
        organisation_id=actor.organisation_id,
        id=new_id(),
        keyset_id=keyset_id,
        case_id=alarm.case_id,
        follows_id=follows_id,
        sent_at=now,
        sent_by=actor.id,
        starts_at=alarm.starts_at,
        ends_at=alarm.ends_at,
    )
    row.watch_for, row.what_to_do = alarm.watch_for, alarm.what_to_do
    db.session.add(row)
    db.session.flush()
    db.session.add_all(
        AttentionPlace(
            organisation_id=actor.organisation_id, notice_id=row.id, location_id=location_id
        )
        for location_id in alarm.location_ids
    )
    db.session.flush()
    return row


def _tell(actor: Actor, row: AttentionNotice, alarm: Alarm, now: datetime) -> None:
    """Tell everybody at the places; a notice that begins later is told of at once as well."""
    people = places.people_at(actor.organisation_id, alarm.location_ids, now=now)
    notices = [
        Notice(
            organisation_id=actor.organisation_id,
            recipient_id=user_id,
            kind=Kind.ATTENTION_SENT,
            subject_id=row.id,
        )
        for user_id in sorted(people - {actor.id})
    ]
    notifications.queue_all(notices, at=now)


def _managed(actor: Actor, notice_id: UUID, now: datetime) -> Row:
    queries.get(actor, notice_id, now=now)
    row = queries.find(actor, notice_id)
    if not queries.may_manage(actor, row):
        raise NotAllowed("not_your_notice")
    db.session.execute(
        select(AttentionNotice.id)
        .where(
            AttentionNotice.organisation_id == actor.organisation_id,
            AttentionNotice.id == notice_id,
        )
        .with_for_update()
    )
    return row


def _note_look(actor: Actor, notice_id: UUID, now: datetime) -> None:
    audit.record(
        actor,
        "attention.viewed",
        (SUBJECT, notice_id),
        at=now,
        fields=("watch_for", "what_to_do"),
    )

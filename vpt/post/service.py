"""Keeping the post register: a letter comes, its addressee hears, looks, has it; or it leaves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from vpt.accounts import queries as accounts
from vpt.audit import service as audit
from vpt.cases import protocols
from vpt.cases.models import Case
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.incidents.people import Involved
from vpt.incidents.rules import ensure_no_bsn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind
from vpt.post import queries, rules
from vpt.post.models import PostItem
from vpt.post.rules import ABOUT_A_CASE, KEPT_AT_MOST, OPEN, NewLetter, Returned, State

STALE = "post_changed"


def register(actor: Actor, new: NewLetter, *, now: datetime) -> PostItem:
    """Note a letter and tell its addressee, without a word of what it is.

    Raises NotAllowed, and RuleBroken("recipient_unable") besides what `rules.ensure_sound` raises.
    """
    policy.ensure(actor, Permission.POST_REGISTER)
    calendar = protocols.calendar(actor.organisation_id)
    rules.ensure_sound(new, calendar.local_date(now))
    ensure_no_bsn({"kept": new.kept})
    _ensure_receives(actor, new.recipient_id, now)
    item = PostItem(
        organisation_id=actor.organisation_id,
        id=new_id(),
        keyset_id=accounts.get_organisation(actor).keyset_id,
        recipient_id=new.recipient_id,
        case_id=_only_case(actor, new),
        received_on=new.received_on,
        registered_at=now,
        registered_by=actor.id,
        remind_at=rules.next_reminder(calendar, new.received_on, 0),
    )
    item.details = {"sender": new.sender.value, "kept": new.kept.strip()[:KEPT_AT_MOST]}
    db.session.add(item)
    db.session.flush()
    notifications.queue(
        actor.organisation_id, new.recipient_id, Kind.POST_ARRIVED, subject_id=item.id, at=now
    )
    _write_down(actor, item, "post.registered", now)
    return item


def look(actor: Actor, item_id: UUID, *, now: datetime) -> PostItem:
    """Let the addressee see from whom the letter is and where it lies; written down."""
    item = _mine(actor, item_id)
    item.seen_at = item.seen_at or now
    _write_down(actor, item, "post.viewed", now)
    return item


def confirm(actor: Actor, item_id: UUID, *, version: int, now: datetime) -> PostItem:
    """Keep that the addressee has the letter. Raises RuleBroken("post_settled", "post_unseen")."""
    item = _mine(actor, item_id)
    _ensure_fresh(item, version)
    if item.state not in {*OPEN, State.HANDED_OVER}:
        raise RuleBroken("post_settled")
    if item.seen_at is None:
        raise RuleBroken("post_unseen")
    item.confirmed_at, item.remind_at = now, None
    _write_down(actor, item, "post.confirmed", now)
    return item


def hand_over(actor: Actor, item_id: UUID, *, version: int, now: datetime) -> PostItem:
    """Keep that a keeper gave the envelope to its addressee. Raises RuleBroken("post_settled")."""
    item = _kept(actor, item_id, now)
    _ensure_fresh(item, version)
    if item.handed_at is not None or item.returned_at is not None:
        raise RuleBroken("post_settled")
    item.handed_at, item.handed_by, item.remind_at = now, actor.id, None
    _write_down(actor, item, "post.handed_over", now)
    return item


def give_back(
    actor: Actor, item_id: UUID, reason: Returned, *, version: int, now: datetime
) -> PostItem:
    """Keep that the envelope went back, and why. Raises RuleBroken("post_settled")."""
    item = _kept(actor, item_id, now)
    _ensure_fresh(item, version)
    if item.state not in OPEN:
        raise RuleBroken("post_settled")
    item.returned_at, item.returned_by, item.returned_reason = now, actor.id, reason.value
    item.remind_at = None
    _write_down(actor, item, "post.returned", now, reason=reason.value)
    return item


def _mine(actor: Actor, item_id: UUID) -> PostItem:
    policy.ensure(actor, Permission.INCIDENT_OWN)
    return _locked(queries.own(actor), item_id)


def _kept(actor: Actor, item_id: UUID, now: datetime) -> PostItem:
    return _locked(queries.visible(actor, now=now), item_id)


def _locked(scope: Select[PostItem], item_id: UUID) -> PostItem:
    item = db.session.scalar(
        scope.where(PostItem.id == item_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if item is None:
        raise NotVisible("not_found")
    return item


def _ensure_fresh(item: PostItem, version: int) -> None:
    if item.version != version:
        raise StaleData(STALE)


def _ensure_receives(actor: Actor, user_id: UUID, now: datetime) -> None:
    found = accounts.find_actor(user_id, actor.organisation_id, now=now)
    if found is None or not found[1].may(Permission.INCIDENT_OWN):
        raise RuleBroken("recipient_unable", field="recipient")


def _only_case(actor: Actor, new: NewLetter) -> UUID | None:
    """Return the one running case in which the addressee is a victim at the domicile."""
    if new.sender not in ABOUT_A_CASE:
        return None
    found = db.session.scalars(
        select(Case.id)
        .join(
            Involved,
            (Involved.organisation_id == Case.organisation_id) & (Involved.incident_id == Case.id),
        )
        .where(
            Case.organisation_id == actor.organisation_id,
            Case.closed_at.is_(None),
            Involved.user_id == new.recipient_id,
            Involved.role == "victim",
            Involved.protection == "domicile",
        )
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def _write_down(actor: Actor, item: PostItem, action: str, now: datetime, **codes: str) -> None:
    db.session.flush()
    audit.record(actor, action, ("post", item.id), at=now, codes=codes)
    db.session.flush()

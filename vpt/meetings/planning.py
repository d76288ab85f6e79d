"""Planning a meeting: a day with a partner, and which cases are on its agenda in what order."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from vpt.cases import reach
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind
from vpt.meetings import agenda, queries, rules, turns
from vpt.meetings.models import AgendaItem, Meeting
from vpt.meetings.rules import MOST_ITEMS, Decision, MeetingState, Reason, Why


def plan(actor: Actor, partner_id: UUID, on: date, *, now: datetime) -> Meeting:
    """Plan a meeting with a partner on a day, with the agenda that the open cases give.

    Raises NotAllowed, and RuleBroken("partner_unknown", "day_in_past", "day_too_far",
    "meeting_exists").
    """
    policy.ensure(actor, Permission.CASE_SHARE)
    _ensure_day(on, local_date(now))
    partner = next((one for one in queries.partners(actor, on) if one.id == partner_id), None)
    if partner is None:
        raise RuleBroken("partner_unknown", field="partner")
    _ensure_first(actor, partner_id, on)
    meeting_id = new_id()
    keyset_id = keysets.create(actor.organisation_id, KeysetKind.CASE, meeting_id)
    db.session.flush()
    meeting = Meeting(
        organisation_id=actor.organisation_id,
        id=meeting_id,
        keyset_id=keyset_id,
        partner_id=partner_id,
        party=partner.party.value,
        held_on=on,
        state=MeetingState.PLANNED.value,
        planned_at=now,
        planned_by=actor.id,
    )
    db.session.add(meeting)
    db.session.flush()
    count = _fill(actor, meeting, now)
    return turns.finish(actor, meeting, "meeting.planned", now=now, codes={"items": str(count)})


def fill(actor: Actor, meeting_id: UUID, *, version: int, now: datetime) -> int:
    """Put cases on the agenda that came up since; return how many. What was taken off stays off."""
    meeting = turns.begin(actor, meeting_id, version=version)
    count = _fill(actor, meeting, now)
    turns.finish(actor, meeting, "meeting.filled", now=now, codes={"items": str(count)})
    return count


def add(
    actor: Actor, meeting_id: UUID, reference: str, *, version: int, now: datetime
) -> AgendaItem:
    """Put a case on the agenda by its reference; one that was taken off comes back.

    Raises what `turns.begin` raises, and RuleBroken("case_unknown", "case_is_closed",
    "item_exists", "agenda_full").
    """
    meeting = turns.begin(actor, meeting_id, version=version)
    case = reach.find_by_reference(actor, reference)
    if case is None:
        raise RuleBroken("case_unknown", field="reference")
    if case.closed_at is not None:
        raise RuleBroken("case_is_closed", field="reference")
    items = _items(meeting)
    item = next((one for one in items if one.case_id == case.id), None)
    if item is not None and item.decision != Decision.OFF:
        raise RuleBroken("item_exists", field="reference")
    if len(items) >= MOST_ITEMS:
        raise RuleBroken("agenda_full", field="reference", most=MOST_ITEMS)
    by_hand = Reason(why=Why.BY_HAND, since=local_date(now))
    if item is None:
        (item,) = _put(meeting, items, {case.id: (by_hand,)})
    else:
        item.decision, item.decided_at, item.decided_by = "", None, None
        item.place = _last(items) + 1
    codes = {"case": str(case.id)}
    turns.finish(actor, meeting, "meeting.item_added", now=now, codes=codes)
    return item


def take_off(
    actor: Actor, meeting_id: UUID, item_id: UUID, *, version: int, now: datetime
) -> Meeting:
    """Take a case off the agenda; RuleBroken("item_decided") when it was talked through."""
    meeting = turns.begin(actor, meeting_id, version=version)
    item = queries.get_item(actor, meeting_id, item_id)
    if item.decision:
        raise RuleBroken("item_decided")
    item.decision, item.decided_at, item.decided_by = Decision.OFF.value, now, actor.id
    codes = {"case": str(item.case_id)}
    return turns.finish(actor, meeting, "meeting.item_taken_off", now=now, codes=codes)


def move(
    actor: Actor, meeting_id: UUID, item_id: UUID, *, up: bool, version: int, now: datetime
) -> Meeting:
    """Let a case change places with the one above or below it; at the end nothing changes."""
    meeting = turns.begin(actor, meeting_id, version=version)
    item = queries.get_item(actor, meeting_id, item_id)
    others = sorted(
        (one for one in _items(meeting) if one.decision != Decision.OFF or one.id == item.id),
        key=lambda one: (one.place, one.id.int),
    )
    here = next(number for number, one in enumerate(others) if one.id == item.id)
    there = here - 1 if up else here + 1
    if 0 <= there < len(others):
        others[here], others[there] = others[there], others[here]
    for number, one in enumerate(others, 1):
        one.place = number
    codes = {"case": str(item.case_id)}
    return turns.finish(actor, meeting, "meeting.item_moved", now=now, codes=codes)


def cancel(actor: Actor, meeting_id: UUID, *, version: int, now: datetime) -> Meeting:
    """Call a meeting off; RuleBroken("meeting_begun") when something was decided in it."""
    meeting = turns.begin(actor, meeting_id, version=version)
    if any(one.decision not in {"", Decision.OFF} for one in _items(meeting)):
        raise RuleBroken("meeting_begun")
    meeting.state = MeetingState.CANCELLED.value
    return turns.finish(actor, meeting, "meeting.cancelled", now=now)


def _ensure_day(on: date, today: date) -> None:
    if on < today:
        raise RuleBroken("day_in_past", field="held_on")
    if on > today + rules.FARTHEST:
        raise RuleBroken("day_too_far", field="held_on")


def _ensure_first(actor: Actor, partner_id: UUID, on: date) -> None:
    same = select(Meeting.id).where(
        Meeting.organisation_id == actor.organisation_id,
        Meeting.partner_id == partner_id,
        Meeting.held_on == on,
        Meeting.state == MeetingState.PLANNED,
    )
    if db.session.scalar(same.limit(1)) is not None:
        raise RuleBroken("meeting_exists", field="held_on")


def _fill(actor: Actor, meeting: Meeting, now: datetime) -> int:
    search = agenda.Search(actor=actor, partner_id=meeting.partner_id, party=meeting.party, now=now)
    found, items = agenda.find(search), _items(meeting)
    for item in items:
        if not item.decision and item.case_id in found:
            item.reasons = [one.as_code() for one in found[item.case_id]]
    known = {one.case_id for one in items}
    fresh = {case_id: why for case_id, why in found.items() if case_id not in known}
    room = dict(list(fresh.items())[: max(0, MOST_ITEMS - len(items))])
    return len(_put(meeting, items, room))


def _put(
    meeting: Meeting, items: Sequence[AgendaItem], found: Mapping[UUID, Sequence[Reason]]
) -> list[AgendaItem]:
    last = _last(items)
    fresh = [
        AgendaItem(
            organisation_id=meeting.organisation_id,
            id=new_id(),
            meeting_id=meeting.id,
            case_id=case_id,
            place=number,
            reasons=[one.as_code() for one in reasons],
        )
        for number, (case_id, reasons) in enumerate(found.items(), last + 1)
    ]
    db.session.add_all(fresh)
    return fresh


def _last(items: Sequence[AgendaItem]) -> int:
    return max((one.place for one in items), default=0)


def _items(meeting: Meeting) -> list[AgendaItem]:
    """Return every item, also of cases out of the actor's reach: places and ends count them."""
    return list(
        db.session.scalars(
            select(AgendaItem).where(
                AgendaItem.organisation_id == meeting.organisation_id,
                AgendaItem.meeting_id == meeting.id,
            )
        )
    )

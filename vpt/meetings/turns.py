"""The frame of every change to a meeting: fetch, compare versions, store, write down."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from vpt.audit import service as audit
from vpt.cases import changing
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import db
from vpt.meetings.models import Meeting
from vpt.meetings.rules import STALE, MeetingState


def begin(actor: Actor, meeting_id: UUID, *, version: int) -> Meeting:
    """Fetch and lock a planned meeting of the own organisation.

    Raises NotVisible, NotAllowed, StaleData("meeting_changed") with what changed since, and
    RuleBroken("meeting_over") for one that was held or cancelled.
    """
    policy.ensure(actor, Permission.CASE_SHARE)
    row = db.session.scalar(
        select(Meeting)
        .where(Meeting.organisation_id == actor.organisation_id, Meeting.id == meeting_id)
        .execution_options(populate_existing=True)
        .with_for_update()
    )
    if row is None:
        raise NotVisible("not_found")
    if row.version != version:
        changes = changing.changes_since(actor, meeting_id, version)
        raise StaleData(STALE, changes=changes)
    if row.state != MeetingState.PLANNED:
        raise RuleBroken("meeting_over")
    return row


def finish(
    actor: Actor,
    meeting: Meeting,
    action: str,
    *,
    now: datetime,
    codes: Mapping[str, str] | None = None,
) -> Meeting:
    """Store a changed meeting under its next version and write down what was done."""
    flag_modified(meeting, "state")
    try:
        db.session.flush()
    except StaleDataError as error:
        raise StaleData(STALE, changes=()) from error
    told = {**(codes or {}), "version": str(meeting.version)}
    audit.record(actor, action, ("meeting", meeting.id), at=now, codes=told)
    db.session.flush()
    return meeting

"""Making a draft the next version from a day on, and taking a coming version back in time."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import update

from vpt.accounts import queries as people
from vpt.accounts import service as accounts
from vpt.accounts.people import User
from vpt.audit import service as audit
from vpt.cases import protocols
from vpt.cases.models import ProtocolVersion
from vpt.cases.protocols import NewVersion
from vpt.core import policy
from vpt.core.actor import GRANTS, Actor, Permission, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.worktime import WorkCalendar, local_date
from vpt.infra.db import db
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.revision import drafting, queries
from vpt.revision.models import ProtocolDraft
from vpt.revision.rules import FURTHEST_DAYS, Release, Standing, Version

KEEPERS: tuple[Role, ...] = tuple(
    role for role, granted in GRANTS.items() if Permission.PROTOCOL_EDIT in granted
)
"""Who may keep a protocol right."""


def release(actor: Actor, new: Release, *, revision: int, now: datetime) -> ProtocolVersion:
    """Make the draft the next version; cases that run keep theirs.

    Raises ProtocolFault for a text that cannot work, what `drafting.hold` refuses, and RuleBroken:
    "version_coming", "nothing_changed", "effective_in_past", "effective_too_far", "owner_unable".
    """
    draft = drafting.hold(actor, revision)
    listed = queries.versions(actor.organisation_id, now=now)
    _refuse_early(listed, draft)
    _refuse_day(new.on, local_date(now))
    if new.owner_id not in {one.id for one in list_keepers(actor.organisation_id, now=now)}:
        raise RuleBroken("owner_unable", field="owner")
    version = protocols.add(
        actor,
        NewVersion(
            text=draft.text,
            owner_id=new.owner_id,
            effective_from=begins(new.on, now=now),
            note=new.note,
        ),
        "protocol.released",
        now=now,
    )
    db.session.delete(draft)
    db.session.flush()
    _tell(actor, version, now)
    return version


def withdraw(actor: Actor, number: int, *, now: datetime) -> None:
    """Take back a version that is not in effect yet; its number is not given again.

    NotVisible for a number that is none; RuleBroken("version_in_effect") when it is too late.
    """
    policy.ensure(actor, Permission.PROTOCOL_EDIT)
    accounts.queue_up(actor.organisation_id)
    listed = queries.versions(actor.organisation_id, now=now)
    found = next((one for one in listed if one.number == number), None)
    if found is None:
        raise NotVisible("not_found")
    if found.standing is not Standing.COMING:
        raise RuleBroken("version_in_effect")
    stored = db.session.get_one(ProtocolVersion, (actor.organisation_id, found.id))
    stored.withdrawn_at = now
    _rebase(actor.organisation_id, found, listed)
    db.session.flush()
    codes = {"number": str(number)}
    audit.record(actor, "protocol.withdrawn", ("protocol_version", found.id), at=now, codes=codes)


def list_keepers(organisation_id: UUID, *, now: datetime) -> list[User]:
    """Return who can be the owner of a version, by name."""
    return people.list_with_role(organisation_id, KEEPERS, now=now)


def begins(on: date, *, now: datetime) -> datetime:
    """Return from which moment a version holds: now when that is today, else 00:00 of the day."""
    return now if on == local_date(now) else WorkCalendar().at(on, time())


def _refuse_early(listed: Iterable[Version], draft: ProtocolDraft) -> None:
    rows = list(listed)
    coming = next((one for one in rows if one.standing is Standing.COMING), None)
    if coming is not None:
        raise RuleBroken("version_coming", number=coming.number)
    newest = queries.newest(rows)
    if newest is not None and queries.text_of(draft.organisation_id, newest.id) == draft.text:
        raise RuleBroken("nothing_changed")


def _refuse_day(on: date, today: date) -> None:
    if on < today:
        raise RuleBroken("effective_in_past", field="on")
    if on > today + timedelta(days=FURTHEST_DAYS):
        raise RuleBroken("effective_too_far", field="on")


def _rebase(organisation_id: UUID, gone: Version, listed: Iterable[Version]) -> None:
    """Let a draft be compared with the version that stays, now that its base does not come."""
    kept = [one for one in listed if one.standing is not Standing.WITHDRAWN and one.id != gone.id]
    if kept:
        db.session.execute(
            update(ProtocolDraft)
            .where(
                ProtocolDraft.organisation_id == organisation_id, ProtocolDraft.base_id == gone.id
            )
            .values(base_id=kept[0].id)
        )


def _tell(actor: Actor, version: ProtocolVersion, now: datetime) -> None:
    told = {one.id for one in list_keepers(actor.organisation_id, now=now)} - {actor.id}
    notices = [
        Notice(
            organisation_id=actor.organisation_id,
            recipient_id=user_id,
            kind=Kind.PROTOCOL_RELEASED,
            subject_id=version.id,
        )
        for user_id in sorted(told)
    ]
    notifications.queue_all(notices, at=now)

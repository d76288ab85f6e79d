"""Keeping a version of a setting, in the transaction that changes it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import StaleData
from vpt.history import queries
from vpt.history.models import SettingVersion
from vpt.history.rules import Content, Kind, Seen, changed_fields
from vpt.infra.db import db
from vpt.infra.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A setting before and after; `before` is kept too when nothing was kept yet.

    The caller holds the lock on what it changes (`accounts.service.queue_up`).
    """

    kind: Kind
    before: Content
    after: Content
    subject: str = ""
    subject_id: UUID | None = None
    """What the trail names; the organisation when None."""
    back_to: int | None = None


def keep(author: Actor | Author, change: Change, *, now: datetime) -> SettingVersion | None:
    """Store a version and leave a trail of which fields changed; None when nothing did.

    The trail says `setting.changed` with the kind, the number and the names of the fields.
    """
    fields = changed_fields(change.before, change.after)
    if not fields:
        return None
    last = queries.newest(author.organisation_id, change.kind, change.subject)
    if last is None:
        last = _store(author, change, change.before, 0, now)
        last.set_by = None
    row = _store(author, change, change.after, last.number + 1, now)
    row.back_to = change.back_to
    codes = {"kind": str(change.kind), "number": str(row.number)}
    if change.back_to is not None:
        codes["back_to"] = str(change.back_to)
    subject = (str(change.kind), change.subject_id or author.organisation_id)
    audit.record(author, "setting.changed", subject, at=now, fields=fields, codes=codes)
    db.session.flush()
    return row


def ensure_newest(author: Actor | Author, kind: Kind, seen: Seen, *, subject: str = "") -> None:
    """Refuse a change by somebody who looked at an older version: StaleData("setting_changed").

    The caller holds the lock on what it changes.
    """
    if queries.newest_number(author.organisation_id, kind, subject) != seen.number:
        raise StaleData("setting_changed")


def _store(
    author: Actor | Author, change: Change, content: Content, number: int, now: datetime
) -> SettingVersion:
    row = SettingVersion(
        organisation_id=author.organisation_id,
        id=new_id(),
        kind=change.kind,
        subject=change.subject,
        number=number,
        content=dict(content),
        set_at=now,
        set_by=author.id,
    )
    db.session.add(row)
    db.session.flush()
    return row

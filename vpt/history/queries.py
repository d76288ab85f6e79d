"""Reading the versions of a setting."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from vpt.core.errors import NotVisible
from vpt.history.models import SettingVersion
from vpt.history.rules import Content, Kind, changed_fields
from vpt.infra.db import db

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version with what it changed; `set_by` is None for the system."""

    id: UUID
    number: int
    content: Content
    set_at: datetime
    set_by: UUID | None
    back_to: int | None
    changed: tuple[str, ...]
    """Fields that differ from the version before; all of them for the first one."""


def newest(organisation_id: UUID, kind: Kind, subject: str = "") -> SettingVersion | None:
    """Return the version that holds now, or None when this was never changed."""
    return db.session.scalar(_of(organisation_id, kind, subject).limit(1))


def newest_number(organisation_id: UUID, kind: Kind, subject: str = "") -> int:
    """Return the number of the version that holds now; 0 when this was never changed."""
    row = newest(organisation_id, kind, subject)
    return row.number if row else 0


def list_versions(organisation_id: UUID, kind: Kind, subject: str = "") -> list[Version]:
    """Return the newest hundred versions, newest first, each with what it changed."""
    rows = db.session.scalars(_of(organisation_id, kind, subject).limit(MOST + 1)).all()
    olds = [*(row.content for row in rows[1:]), {}]
    told = [_told(row, old) for row, old in zip(rows, olds, strict=False)]
    return told[:MOST]


def get(organisation_id: UUID, kind: Kind, number: int, subject: str = "") -> SettingVersion:
    """Return one version by its number; NotVisible when there is none."""
    found = db.session.scalar(
        _of(organisation_id, kind, subject).where(SettingVersion.number == number)
    )
    if found is None:
        raise NotVisible("not_found")
    return found


def _of(organisation_id: UUID, kind: Kind, subject: str) -> Select[SettingVersion]:
    return (
        select(SettingVersion)
        .where(
            SettingVersion.organisation_id == organisation_id,
            SettingVersion.kind == kind,
            SettingVersion.subject == subject,
        )
        .order_by(SettingVersion.number.desc())
    )


def _told(row: SettingVersion, before: Content) -> Version:
    return Version(
        id=row.id,
        number=row.number,
        content=row.content,
        set_at=row.set_at,
        set_by=row.set_by,
        back_to=row.back_to,
        changed=changed_fields(before, row.content),
    )

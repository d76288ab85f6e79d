"""Reading the draft of a next protocol version, the versions, and how they stand."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from vpt.cases.models import Case, ProtocolVersion
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.infra.db import db
from vpt.revision.models import ProtocolDraft
from vpt.revision.rules import Standing, Version

COLUMNS = (
    ProtocolVersion.id,
    ProtocolVersion.number,
    ProtocolVersion.sha256,
    ProtocolVersion.owner_id,
    ProtocolVersion.effective_from,
    ProtocolVersion.review_at,
    ProtocolVersion.released_at,
    ProtocolVersion.note,
    ProtocolVersion.withdrawn_at,
)


def draft_of(actor: Actor) -> ProtocolDraft | None:
    """Return the organisation's draft, or None when nobody is working on a next version."""
    return db.session.scalar(
        select(ProtocolDraft).where(ProtocolDraft.organisation_id == actor.organisation_id)
    )


def get_draft(actor: Actor) -> ProtocolDraft:
    """Return the organisation's draft, else NotVisible."""
    found = draft_of(actor)
    if found is None:
        raise NotVisible("not_found")
    return found


def versions(organisation_id: UUID, *, now: datetime) -> list[Version]:
    """Return every version without its text, the newest first, and how each stands."""
    rows = db.session.execute(
        select(*COLUMNS)
        .where(ProtocolVersion.organisation_id == organisation_id)
        .order_by(ProtocolVersion.number.desc())
    ).all()
    held = next((row.id for row in rows if _holds(row, now)), None)
    return [
        Version(**row._mapping, standing=_standing(row, held, now))  # noqa: SLF001  public, by SQLAlchemy's naming
        for row in rows
    ]


def get_version(actor: Actor, number: int, *, now: datetime) -> Version:
    """Return one version by its number, else NotVisible."""
    found = [one for one in versions(actor.organisation_id, now=now) if one.number == number]
    if not found:
        raise NotVisible("not_found")
    return found[0]


def newest(listed: list[Version]) -> Version | None:
    """Return the version a next one builds on: the coming one, else the one in force."""
    return next((one for one in listed if one.standing is not Standing.WITHDRAWN), None)


def text_of(organisation_id: UUID, version_id: UUID) -> str:
    """Return the text of a version as it was stored; NotVisible when there is none."""
    text = db.session.scalar(
        select(ProtocolVersion.text).where(
            ProtocolVersion.organisation_id == organisation_id, ProtocolVersion.id == version_id
        )
    )
    if text is None:
        raise NotVisible("not_found")
    return text


def count_open(organisation_id: UUID) -> dict[UUID, int]:
    """Return how many open cases follow each version."""
    rows = db.session.execute(
        select(Case.protocol_version_id, func.count())
        .where(Case.organisation_id == organisation_id, Case.closed_at.is_(None))
        .group_by(Case.protocol_version_id)
    )
    return {row[0]: row[1] for row in rows}


def _holds(row: Any, now: datetime) -> bool:
    return row.withdrawn_at is None and row.effective_from <= now


def _standing(row: Any, held: UUID | None, now: datetime) -> Standing:
    if row.withdrawn_at is not None:
        return Standing.WITHDRAWN
    if row.effective_from > now:
        return Standing.COMING
    return Standing.IN_FORCE if row.id == held else Standing.EARLIER

"""Adopting a chain protocol, finding the version in force, and the organisation's calendar."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.cases.models import ProtocolVersion
from vpt.core import officehours, worktime
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.protocol import loader
from vpt.protocol.definition import Protocol

KEPT_PARSED = 256
REVIEW_MONTHS = 12

_K = TypeVar("_K")
_V = TypeVar("_V")
_parsed: dict[str, Protocol] = {}
"""Parsed protocols by the hash of their text: not secret, never changed, shared by requests."""
_digests: dict[UUID, str] = {}
"""The hash of a stored version's text by its id: a version never changes either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVersion:
    """A next version: its text, who keeps it right, from when it holds, and why it changed."""

    text: str
    owner_id: UUID | None
    effective_from: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The version new cases start with, and the calendar their terms are counted on."""

    version_id: UUID
    number: int
    protocol: Protocol
    calendar: WorkCalendar


def adopt(organisation_id: UUID, text: str, owner: UUID | None, now: datetime) -> ProtocolVersion:
    """Store a protocol text as the organisation's next version, to be reviewed a year later.

    Raises ProtocolFault when the text is no protocol. Running cases keep the version they have.
    """
    author = Author(organisation_id=organisation_id, id=owner)
    new = NewVersion(text=text, owner_id=owner, effective_from=now)
    return add(author, new, "protocol.adopted", now=now)


def add(author: Actor | Author, new: NewVersion, action: str, *, now: datetime) -> ProtocolVersion:
    """Store a next version with the trail `action`; `adopt` and a release end here.

    Numbers are given once, also when a version is withdrawn. Raises ProtocolFault.
    """
    digest = hashlib.sha256(new.text.encode()).hexdigest()
    _remember(digest, loader.load(new.text))
    last = db.session.scalar(
        select(func.max(ProtocolVersion.number)).where(
            ProtocolVersion.organisation_id == author.organisation_id
        )
    )
    version = ProtocolVersion(
        organisation_id=author.organisation_id,
        id=new_id(),
        number=(last or 0) + 1,
        text=new.text,
        sha256=digest,
        owner_id=new.owner_id,
        effective_from=new.effective_from,
        review_at=a_year_after(new.effective_from),
        released_at=now,
        note=new.note,
    )
    db.session.add(version)
    db.session.flush()
    codes = {"number": str(version.number), "sha256": digest}
    audit.record(author, action, ("protocol_version", version.id), at=now, codes=codes)
    return version


def current(organisation_id: UUID, *, now: datetime) -> Current:
    """Return the version in force in two statements; RuleBroken("no_protocol") without one."""
    row = db.session.execute(
        select(
            ProtocolVersion.id,
            ProtocolVersion.number,
            ProtocolVersion.sha256,
            Organisation,
        )
        .join(Organisation, Organisation.id == ProtocolVersion.organisation_id)
        .where(
            ProtocolVersion.organisation_id == organisation_id,
            ProtocolVersion.effective_from <= now,
            ProtocolVersion.withdrawn_at.is_(None),
        )
        .order_by(ProtocolVersion.number.desc())
        .limit(1)
    ).first()
    if row is None:
        raise RuleBroken("no_protocol")
    return Current(
        version_id=row.id,
        number=row.number,
        protocol=parsed(organisation_id, row.id, row.sha256),
        calendar=calendar_of(_held(row.Organisation).calendar),
    )


def parsed(organisation_id: UUID, version_id: UUID, sha256: str) -> Protocol:
    """Return the protocol of a stored version; reads its text only the first time."""
    known = _parsed.get(sha256)
    if known is None:
        version = db.session.get_one(ProtocolVersion, (organisation_id, version_id))
        known = loader.load(version.text)
        _remember(sha256, known)
    return known


def parsed_versions(organisation_id: UUID, version_ids: set[UUID]) -> dict[UUID, Protocol]:
    """Return the protocols of several stored versions; asks the database once for unknown ones."""
    unknown = version_ids - _digests.keys()
    if unknown:
        rows = db.session.execute(
            select(ProtocolVersion.id, ProtocolVersion.sha256).where(
                ProtocolVersion.organisation_id == organisation_id,
                ProtocolVersion.id.in_(unknown),
            )
        )
        _keep(_digests, {row.id: row.sha256 for row in rows})
    known = {one: _digests[one] for one in version_ids if one in _digests}
    return {one: parsed(organisation_id, one, sha256) for one, sha256 in known.items()}


def calendar(organisation_id: UUID) -> WorkCalendar:
    """Return the organisation's working calendar, of the row every page loads anyway."""
    organisation = db.session.get(Organisation, organisation_id)
    return calendar_of(_held(organisation).calendar if organisation else {})


def _held(organisation: Organisation) -> Organisation:
    """Keep the row as long as the session, which holds it weakly: every page asks for it again."""
    db.session.info[Organisation] = organisation
    return organisation


def calendar_of(stored: Mapping[str, Any]) -> WorkCalendar:
    """Read a stored calendar; what is not in it keeps the default of DESIGN §5."""
    return officehours.read(stored)


def a_year_after(now: datetime) -> datetime:
    """Return the same local time a year later: when a version is due for its yearly review."""
    plain = WorkCalendar()
    local = now.astimezone(plain.zone)
    return plain.at(worktime.months_later(local.date(), REVIEW_MONTHS), local.time())


def _remember(sha256: str, protocol: Protocol) -> None:
    _keep(_parsed, {sha256: protocol})


def _keep(kept: dict[_K, _V], more: Mapping[_K, _V]) -> None:
    """Add to what is kept and let go of the oldest."""
    kept.update(more)
    while len(kept) > KEPT_PARSED:
        kept.pop(next(iter(kept)))

"""Issuing: draw, seal and freeze a document; what was issued is never drawn again."""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Author, Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.documents import checking, house, issued, seals, stamps
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import PLAIN_HOUSE, Attachment
from vpt.documents.models import IssuedDocument
from vpt.infra import sealing, storage
from vpt.infra.db import db
from vpt.infra.ids import new_id

LIMIT = 200 * 1024 * 1024
MEDIA_TYPE = "application/pdf"
DRAWN_LATER: dict[str, Any] = {
    "version": "",
    "issued_at": "",
    "issued_at_iso": "",
    "check_address": "",
    "house": PLAIN_HOUSE,
}
"""What belongs to one copy and not to what it says."""
ENCLOSED = "enclosures"
"""What the files inside are called among the parts that can differ."""
WITHDRAWALS = ("wrong_recipient", "error", "replaced", "other")
"""Why a document can be withdrawn."""


class MadeMeanwhile(StaleData):
    """Somebody issued the same paper between drawing and storing; look again and draw anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A stored file that travels inside the document."""

    file_id: UUID
    name: str
    """As the reader's list shows it, e.g. "B1.jpg": never a name somebody gave."""
    media_type: str
    description: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be issued: `view` is the kind's view-model, built and allowed by the caller."""

    case_id: UUID
    """The case it belongs to; for a kind filed under something else, the id of that."""
    keyset_id: UUID
    kind: str
    profile: str
    purpose: str
    view: Any
    subject_id: UUID | None = None
    """What of the case it is about; None for the case itself."""
    enclosures: tuple[Enclosure, ...] = ()
    wording: str = ""
    """Which version of which template its words came from, as "key@version"."""

    @property
    def about(self) -> UUID:
        """Return the subject as stored."""
        return self.subject_id or self.case_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sealed document in staging, waiting for its row."""

    request: Request
    version: int
    content_sha256: str
    staged: storage.Staged
    check_code: str
    seal_id: UUID
    seal_level: str
    stamped_until: datetime | None
    """Until when its newest timestamp is valid; None below B-LTA."""


def unchanged(actor: Actor, request: Request) -> IssuedDocument | None:
    """Return the newest issued copy when nothing that is printed has changed since.

    One that was withdrawn or destroyed is no copy to give: then a new one is made.
    """
    newest = _newest(actor, request)
    if newest is None or newest.content_sha256 != _content_hash(request):
        return None
    return None if newest.withdrawn_at is not None or newest.file_id is None else newest


def draw(actor: Actor, request: Request, *, issued_at: str, now: datetime) -> Drawn:
    """Draw and seal the next version; runs outside a unit of work.

    `issued_at` is the moment as printed. Raises RuleBroken without a seal that is valid, and
    Unavailable when token or timestamp server does not answer; nothing is stored then.
    """
    newest = _newest(actor, request)
    version = newest.version + 1 if newest else 1
    code = checking.new_code()
    meta = replace(
        request.view.meta,
        version=str(version),
        issued_at=issued_at,
        issued_at_iso=now.isoformat(timespec="seconds"),
        check_address=checking.address_of(code),
        house=house.current(actor.organisation_id),
    )
    owner = Author(organisation_id=actor.organisation_id, id=actor.id)
    seal_id, material = seals.in_use(owner, now=now)
    enclosed = [_enclosed(actor, one) for one in request.enclosures]
    pdf = KINDS[request.kind].render(replace(request.view, meta=meta), enclosed)
    stamping = sealing.configured()
    sealed = sealing.seal(pdf, material, KINDS[request.kind].title, now, stamping)
    staged = storage.stage(BytesIO(sealed), limit=LIMIT)
    return Drawn(
        request=request,
        version=version,
        content_sha256=_content_hash(request),
        staged=staged,
        check_code=code,
        seal_id=seal_id,
        seal_level=stamping.level,
        stamped_until=stamps.ending(sealed, stamping.level),
    )


def store(actor: Actor, drawn: Drawn, *, now: datetime) -> IssuedDocument:
    """Freeze a drawn document; the caller settles `drawn.staged` after the commit."""
    request = drawn.request
    before = _newest(actor, request)
    storage.keep(actor.organisation_id, request.keyset_id, drawn.staged, MEDIA_TYPE)
    db.session.flush()
    row = IssuedDocument(
        organisation_id=actor.organisation_id,
        id=new_id(),
        case_id=request.case_id,
        subject_id=request.about,
        kind=request.kind,
        profile=request.profile,
        version=drawn.version,
        layout_version=KINDS[request.kind].layout_version,
        wording=request.wording,
        purpose=request.purpose,
        issued_at=now,
        issued_by=actor.id,
        sha256=drawn.staged.sha256,
        content_sha256=drawn.content_sha256,
        file_id=drawn.staged.id,
        keyset_id=request.keyset_id,
        check_code=drawn.check_code,
        seal_id=drawn.seal_id,
        seal_level=drawn.seal_level,
    )
    row.told = {"recipient": request.view.meta.recipient, "sections": _sections(request)}
    row.changes = _changed(before, row)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:  # the number was free while this copy was drawn
        raise MadeMeanwhile("document_made_meanwhile") from None
    if drawn.stamped_until is not None:
        stamps.first(row, drawn.stamped_until, now=now)
    codes = {"kind": request.kind, "profile": request.profile, "version": str(drawn.version)}
    about = (KINDS[request.kind].filed_under, request.case_id)
    audit.record(actor, "document.issued", about, at=now, codes=codes)
    return row


def withdraw(actor: Actor, row: IssuedDocument, why: str, *, now: datetime) -> IssuedDocument:
    """Take back what was issued from a case the caller has fetched within reach.

    The bytes stay: who checks a copy is told. `why` is a code of `WITHDRAWALS`. Raises NotAllowed,
    RuleBroken("reason_unknown", "document_withdrawn").
    """
    policy.ensure(actor, Permission.DOCUMENT_ISSUE)
    policy.ensure(actor, Permission.CASE_SHARE)
    if why not in WITHDRAWALS:
        raise RuleBroken("reason_unknown", field="why")
    db.session.refresh(row, with_for_update=True)
    if row.withdrawn_at is not None:
        raise RuleBroken("document_withdrawn")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = now, actor.id, why
    codes = {"kind": row.kind, "document": str(row.id), "reason": why}
    audit.record(actor, "document.withdrawn", issued.filed_under(row), at=now, codes=codes)
    return row


def _newest(actor: Actor, request: Request) -> IssuedDocument | None:
    return db.session.scalar(
        select(IssuedDocument)
        .where(
            IssuedDocument.organisation_id == actor.organisation_id,
            IssuedDocument.case_id == request.case_id,
            IssuedDocument.kind == request.kind,
            IssuedDocument.profile == request.profile,
            IssuedDocument.subject_id == request.about,
        )
        .order_by(IssuedDocument.version.desc())
        .limit(1)
    )


def _enclosed(actor: Actor, enclosure: Enclosure) -> Attachment:
    file = db.session.get_one(storage.StoredFile, (actor.organisation_id, enclosure.file_id))
    return Attachment(
        name=enclosure.name,
        content=b"".join(storage.read(file)),
        media_type=enclosure.media_type,
        relationship="Supplement",
        description=enclosure.description,
    )


def _sections(request: Request) -> dict[str, str]:
    """Return a hash of every part of a view-model that is there, and of what travels inside."""
    view = request.view
    parts = {one.name: getattr(view, one.name) for one in fields(view) if one.name != "meta"}
    parts[ENCLOSED] = [(one.name, one.sha256) for one in request.enclosures] or None
    return {
        name: hashlib.sha256(repr(part).encode()).hexdigest()
        for name, part in parts.items()
        if part is not None
    }


def _changed(before: IssuedDocument | None, row: IssuedDocument) -> list[str]:
    """Return the parts that differ from the version before; none for a first version."""
    was = (before.told or {}).get("sections") if before is not None else None
    if was is None:
        return []
    now = (row.told or {})["sections"]
    return sorted(name for name in {*was, *now} if was.get(name) != now.get(name))


def _content_hash(request: Request) -> str:
    """Hash everything that is printed except the version and the moment of this very copy."""
    view = replace(request.view, meta=replace(request.view.meta, **DRAWN_LATER))
    layout = KINDS[request.kind].layout_version
    enclosed = [(one.name, one.sha256) for one in request.enclosures]
    said = f"{layout}|{view!r}|{enclosed}" if enclosed else f"{layout}|{view!r}"
    return hashlib.sha256(said.encode()).hexdigest()

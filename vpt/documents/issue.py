"""Issuing: draw, seal and freeze a document; what was issued is never drawn again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import NotVisible
from vpt.documents import checking, house, seals
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import PLAIN_HOUSE, Attachment
from vpt.documents.models import IssuedDocument
from vpt.infra import sealing, storage
from vpt.infra.db import db
from vpt.infra.ids import new_id

LIMIT = 200 * 1024 * 1024
MEDIA_TYPE = "application/pdf"
SEAL_LEVEL = "bb"
DRAWN_LATER: dict[str, Any] = {
    "version": "",
    "issued_at": "",
    "issued_at_iso": "",
    "check_address": "",
    "house": PLAIN_HOUSE,
}
"""What belongs to one copy and not to what it says."""


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


def unchanged(actor: Actor, request: Request) -> IssuedDocument | None:
    """Return the newest issued copy when nothing that is printed has changed since."""
    newest = _newest(actor, request)
    if newest is not None and newest.content_sha256 == _content_hash(request):
        return newest
    return None


def draw(actor: Actor, request: Request, *, issued_at: str, now: datetime) -> Drawn:
    """Draw and seal the next version; runs outside a unit of work.

    `issued_at` is the moment as printed. Raises RuleBroken("no_seal") without a seal.
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
    sealed = sealing.seal(pdf, material, KINDS[request.kind].title, now)
    staged = storage.stage(BytesIO(sealed), limit=LIMIT)
    return Drawn(
        request=request,
        version=version,
        content_sha256=_content_hash(request),
        staged=staged,
        check_code=code,
        seal_id=seal_id,
        seal_level=SEAL_LEVEL,
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
    row.told = {"recipient": request.view.meta.recipient, "sections": _sections(request.view)}
    row.changes = _changed(before, row)
    db.session.add(row)
    codes = {"kind": request.kind, "profile": request.profile, "version": str(drawn.version)}
    about = (KINDS[request.kind].filed_under, request.case_id)
    audit.record(actor, "document.issued", about, at=now, codes=codes)
    return row


def download(actor: Actor, row: IssuedDocument, *, now: datetime) -> Iterator[bytes]:
    """Return the frozen bytes in pieces and write down who took them."""
    file = (
        db.session.get(storage.StoredFile, (row.organisation_id, row.file_id))
        if row.file_id
        else None
    )
    if file is None:
        raise NotVisible("document_destroyed")
    codes = {"kind": row.kind, "document": str(row.id)}
    about = (KINDS[row.kind].filed_under, row.case_id)
    audit.record(actor, "document.downloaded", about, at=now, codes=codes)
    return storage.read(file)


def get(actor: Actor, case_id: UUID, document_id: UUID) -> IssuedDocument:
    """Return one issued document of a case the caller has fetched within reach."""
    row = db.session.get(IssuedDocument, (actor.organisation_id, document_id))
    if row is None or row.case_id != case_id:
        raise NotVisible("not_found")
    return row


def list_of_case(actor: Actor, case_id: UUID) -> list[IssuedDocument]:
    """Return what was issued from a case the caller has fetched within reach, newest first."""
    return list(
        db.session.scalars(
            select(IssuedDocument)
            .where(
                IssuedDocument.organisation_id == actor.organisation_id,
                IssuedDocument.case_id == case_id,
            )
            .order_by(IssuedDocument.issued_at.desc(), IssuedDocument.version.desc())
        )
    )


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


def _sections(view: Any) -> dict[str, str]:
    """Return a hash of every part of a view-model that is there."""
    parts = {one.name: getattr(view, one.name) for one in fields(view) if one.name != "meta"}
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

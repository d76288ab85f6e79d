"""Issuing: draw, seal and freeze a document; what was issued is never drawn again."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import select

from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import NotVisible
from vpt.documents import seals
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import sealing, storage
from vpt.infra.db import db
from vpt.infra.ids import new_id

LIMIT = 200 * 1024 * 1024
MEDIA_TYPE = "application/pdf"
DRAWN_LATER = {"version": "", "issued_at": "", "issued_at_iso": ""}


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
    meta = replace(
        request.view.meta,
        version=str(version),
        issued_at=issued_at,
        issued_at_iso=now.isoformat(timespec="seconds"),
    )
    owner = Author(organisation_id=actor.organisation_id, id=actor.id)
    material = seals.material(owner, now=now)
    pdf = KINDS[request.kind].render(replace(request.view, meta=meta), ())
    sealed = sealing.seal(pdf, material, KINDS[request.kind].title, now)
    staged = storage.stage(BytesIO(sealed), limit=LIMIT)
    return Drawn(
        request=request,
        version=version,
        content_sha256=_content_hash(request),
        staged=staged,
    )


def store(actor: Actor, drawn: Drawn, *, now: datetime) -> IssuedDocument:
    """Freeze a drawn document; the caller settles `drawn.staged` after the commit."""
    request = drawn.request
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
    )
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


def _content_hash(request: Request) -> str:
    """Hash everything that is printed except the version and the moment of this very copy."""
    view = replace(request.view, meta=replace(request.view.meta, **DRAWN_LATER))
    layout = KINDS[request.kind].layout_version
    return hashlib.sha256(f"{layout}|{view!r}".encode()).hexdigest()

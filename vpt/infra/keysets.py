"""Data keysets: one per case, person, draft or organisation, stored wrapped by the master key."""

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import tink
from flask import current_app
from sqlalchemy import Index, LargeBinary, String, select
from sqlalchemy.orm import Mapped, mapped_column
from tink import aead, proto_keyset_format

from vpt.infra.db import Base, Tenant, db
from vpt.infra.ids import new_id
from vpt.infra.keys import KeyFolder

CACHE = "keysets"


class KeysetKind(StrEnum):
    """What becomes unreadable together when a keyset is destroyed (DESIGN §7)."""

    CASE = "case"
    PERSON = "person"
    COUNSEL = "counsel"
    ORGANISATION = "organisation"


class Keyset(Tenant, Base):
    """A wrapped data keyset; deleting the row shreds everything sealed under it."""

    __tablename__ = "keysets"
    __table_args__ = (Index("ix_keysets_subject", "organisation_id", "subject_id"),)

    kind: Mapped[KeysetKind] = mapped_column(String(16))
    subject_id: Mapped[UUID]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Shredded(LookupError):
    """The keyset is gone: what was sealed under it can never be read again."""


def key_folder() -> KeyFolder:
    """Return the key files of the running installation."""
    folder: KeyFolder = current_app.extensions["vpt_keys"]
    return folder


def create(organisation_id: UUID, kind: KeysetKind, subject_id: UUID) -> UUID:
    """Store a new keyset and return its id."""
    handle = tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)
    keyset_id = new_id()
    wrapped = proto_keyset_format.serialize_encrypted(
        handle, key_folder().master(), keyset_id.bytes
    )
    db.session.add(
        Keyset(
            organisation_id=organisation_id,
            id=keyset_id,
            kind=kind,
            subject_id=subject_id,
            wrapped=wrapped,
        )
    )
    _cache()[keyset_id] = handle.primitive(aead.Aead)
    return keyset_id


def prefetch(organisation_id: UUID, keyset_ids: Iterable[UUID]) -> None:
    """Fetch the keysets of a whole list in one statement."""
    missing = set(keyset_ids) - _cache().keys()
    if missing:
        for row in db.session.scalars(
            select(Keyset).where(Keyset.organisation_id == organisation_id, Keyset.id.in_(missing))
        ):
            _cache()[row.id] = _unwrap(row)


def remember(row: Keyset | None) -> None:
    """Open a keyset that came along in a wider statement; None when it was destroyed."""
    if row is not None and row.id not in _cache():
        _cache()[row.id] = _unwrap(row)


def primitive(organisation_id: UUID, keyset_id: UUID) -> aead.Aead:
    """Return the primitive of one keyset. Raises Shredded when the keyset was destroyed."""
    if keyset_id not in _cache():
        row = db.session.get(Keyset, (organisation_id, keyset_id))
        if row is None:
            raise Shredded(str(keyset_id))
        _cache()[keyset_id] = _unwrap(row)
    return _cache()[keyset_id]


def destroy(organisation_id: UUID, keyset_id: UUID) -> None:
    """Delete a keyset, making everything sealed under it unreadable."""
    row = db.session.get(Keyset, (organisation_id, keyset_id))
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    _cache().pop(keyset_id, None)


def rewrap_all() -> int:
    """Wrap every keyset under the present primary master key; return how many were done."""
    count = 0
    for row in db.session.scalars(select(Keyset)):
        handle = proto_keyset_format.parse_encrypted(
            row.wrapped, key_folder().master(), row.id.bytes
        )
        row.wrapped = proto_keyset_format.serialize_encrypted(
            handle, key_folder().master(), row.id.bytes
        )
        count += 1
    return count


def _unwrap(row: Keyset) -> aead.Aead:
    handle = proto_keyset_format.parse_encrypted(row.wrapped, key_folder().master(), row.id.bytes)
    opened: aead.Aead = handle.primitive(aead.Aead)
    return opened


def _cache() -> dict[UUID, aead.Aead]:
    """Return the opened keysets of this session, which ends with the request."""
    cache: dict[UUID, aead.Aead] = db.session.info.setdefault(CACHE, {})
    return cache

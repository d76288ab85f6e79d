"""Files at rest: encrypted while they are received, streamed back in constant memory."""

import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import tink
from flask import current_app
from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column
from tink import proto_keyset_format, secret_key_access, streaming_aead

from vpt.infra import keysets
from vpt.infra.db import Base, Tenant, db, ensure_outside_unit_of_work, tenant_fk
from vpt.infra.ids import new_id
from vpt.infra.sealed import SealedBytes

CHUNK = 1024 * 1024
STAGING = "staging"


class TooLarge(ValueError):
    """The stream holds more bytes than allowed."""


class StoredFile(Tenant, Base):
    """One encrypted file; its own key is sealed under the keyset of its case or draft."""

    __tablename__ = "stored_files"
    __table_args__ = (tenant_fk("keyset_id", "keysets"),)

    keyset_id: Mapped[UUID]
    key_sealed: Mapped[bytes] = mapped_column(SealedBytes)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(100))


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """An encrypted file that waits for its row; `handle` never leaves the process."""

    id: UUID
    path: Path
    handle: tink.KeysetHandle
    sha256: str
    size: int
    head: bytes


def stage(source: BinaryIO, *, limit: int) -> Staged:
    """Encrypt a stream to the staging folder; sizes in bytes.

    `head` keeps the first 8 KiB in memory for recognising the type. Raises TooLarge, leaving
    nothing behind. Runs outside a unit of work: it may take as long as the upload.
    """
    ensure_outside_unit_of_work("encrypting a file")
    file_id = new_id()
    path = _folder(STAGING) / str(file_id)
    handle = tink.new_keyset_handle(streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB)
    try:
        with path.open("xb") as target:
            digest, size, head = _encrypt(source, target, handle, file_id, limit)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Staged(id=file_id, path=path, handle=handle, sha256=digest, size=size, head=head)


def keep(organisation_id: UUID, keyset_id: UUID, staged: Staged, media_type: str) -> StoredFile:
    """Add the row of a staged file; call `settle` once the unit of work has committed."""
    key = proto_keyset_format.serialize(staged.handle, secret_key_access.TOKEN)
    sealed = keysets.primitive(organisation_id, keyset_id).encrypt(key, _bound(staged.id))
    row = StoredFile(
        organisation_id=organisation_id,
        id=staged.id,
        keyset_id=keyset_id,
        key_sealed=sealed,
        sha256=staged.sha256,
        size=staged.size,
        media_type=media_type,
    )
    db.session.add(row)
    return row


def rekey(row: StoredFile, keyset_id: UUID) -> None:
    """Seal the file's own key under another keyset; the bytes on disk stay as they are."""
    key = keysets.primitive(row.organisation_id, row.keyset_id).decrypt(
        row.key_sealed, _bound(row.id)
    )
    row.key_sealed = keysets.primitive(row.organisation_id, keyset_id).encrypt(key, _bound(row.id))
    row.keyset_id = keyset_id


def settle(staged: Staged) -> None:
    """Move a staged file to its place after the commit; safe to repeat."""
    with suppress(FileNotFoundError):
        staged.path.replace(_place(staged.id))


def discard(staged: Staged) -> None:
    """Throw a staged file away."""
    staged.path.unlink(missing_ok=True)


def read(row: StoredFile) -> Iterator[bytes]:
    """Yield the file in pieces of at most 1 MiB; the key is opened before the first piece.

    Raises tink.TinkError when bytes were changed or cut off.
    """
    key = keysets.primitive(row.organisation_id, row.keyset_id).decrypt(
        row.key_sealed, _bound(row.id)
    )
    handle = proto_keyset_format.parse(key, secret_key_access.TOKEN)
    return _decrypt(handle, _existing(row.id), row.id)


def remove(file_id: UUID) -> None:
    """Delete the bytes of a file whose row is gone."""
    for path in (_place(file_id), _folder(STAGING) / str(file_id)):
        path.unlink(missing_ok=True)


def list_staged() -> list[UUID]:
    """Return the ids of files that still wait in the staging folder."""
    return [UUID(path.name) for path in _folder(STAGING).iterdir()]


def sweep(known: set[UUID], *, older_than: float) -> int:
    """Settle or delete what an interrupted process left; `older_than` is epoch seconds."""
    swept = 0
    for path in list(_folder(STAGING).iterdir()):
        if path.stat().st_mtime < older_than:
            if UUID(path.name) in known:
                path.replace(_place(UUID(path.name)))
            else:
                path.unlink(missing_ok=True)
            swept += 1
    return swept


def _encrypt(
    source: BinaryIO, target: BinaryIO, handle: tink.KeysetHandle, file_id: UUID, limit: int
) -> tuple[str, int, bytes]:
    digest, size, head = hashlib.sha256(), 0, b""
    sink = _Unclosed(target)
    primitive = handle.primitive(streaming_aead.StreamingAead)
    with primitive.new_encrypting_stream(sink, _bound(file_id)) as stream:
        while piece := source.read(CHUNK):
            size += len(piece)
            if size > limit:
                raise TooLarge(str(limit))
            head = head or piece[:8192]
            digest.update(piece)
            stream.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest(), size, head


def _decrypt(handle: tink.KeysetHandle, path: Path, file_id: UUID) -> Iterator[bytes]:
    primitive = handle.primitive(streaming_aead.StreamingAead)
    with (
        path.open("rb") as source,
        primitive.new_decrypting_stream(source, _bound(file_id)) as stream,
    ):
        while piece := stream.read(CHUNK):
            yield piece


class _Unclosed(io.RawIOBase):
    """Keeps the target open when Tink closes its stream, so that it can be synced to disk."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # Tink hands over bytes only
        return self._target.write(data)


def _bound(file_id: UUID) -> bytes:
    return f"stored_files|{file_id}".encode()


def _existing(file_id: UUID) -> Path:
    path = _place(file_id)
    return path if path.exists() else _folder(STAGING) / str(file_id)


def _place(file_id: UUID) -> Path:
    return _folder(file_id.hex[-2:]) / str(file_id)


def _folder(name: str) -> Path:
    folder: Path = current_app.extensions["vpt_settings"].storage_folder / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder

"""The keys that live outside the database: the key that wraps keysets, and the blind-index keys."""

import os
from pathlib import Path
from uuid import UUID

import tink
from tink import aead, prf, proto_keyset_format, secret_key_access, streaming_aead
from tink.proto import tink_pb2

aead.register()
prf.register()
streaming_aead.register()

MASTER = "master.keyset"
BLIND_BYTES = 16


class KeyProblem(RuntimeError):
    """A key file is missing, unreadable or open to others; the message says what to do."""


class KeyFolder:
    """Opens the key files of one installation; each file is readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._master: aead.Aead | None = None
        self._blind: dict[tuple[UUID, str], prf.PrfSet] = {}

    def create(self) -> bool:
        """Make the master keyset when there is none; return whether one was made."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (self.folder / MASTER).exists():
            return False
        _write(self.folder / MASTER, tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM))
        return True

    def rotate(self) -> None:
        """Put a fresh primary key in front; older keys still open what they wrapped."""
        old, fresh = tink_pb2.Keyset(), tink_pb2.Keyset()
        old.ParseFromString(_bytes(_read(self.folder / MASTER)))
        fresh.ParseFromString(_bytes(tink.new_keyset_handle(aead.aead_key_templates.AES256_GCM)))
        old.key.append(fresh.key[0])
        old.primary_key_id = fresh.key[0].key_id
        handle = proto_keyset_format.parse(old.SerializeToString(), secret_key_access.TOKEN)
        _write(self.folder / MASTER, handle)
        self._master = None

    def master(self) -> aead.Aead:
        """Return the primitive that wraps keysets. Raises KeyProblem when there is no key."""
        if self._master is None:
            self._master = _read(self.folder / MASTER).primitive(aead.Aead)
        return self._master

    def blind_index(self, organisation_id: UUID, purpose: str, value: str) -> bytes:
        """Return 16 bytes that are equal for equal values of one organisation and purpose."""
        key = (organisation_id, purpose)
        if key not in self._blind:
            self._blind[key] = self._blind_keyset(organisation_id, purpose)
        index: bytes = self._blind[key].primary().compute(value.encode(), BLIND_BYTES)
        return index

    def _blind_keyset(self, organisation_id: UUID, purpose: str) -> prf.PrfSet:
        path = self.folder / f"blind-{organisation_id}-{purpose}.keyset"
        if not path.exists():
            _write(path, tink.new_keyset_handle(prf.prf_key_templates.HMAC_SHA256))
        return _read(path).primitive(prf.PrfSet)


def _bytes(handle: tink.KeysetHandle) -> bytes:
    serialized: bytes = proto_keyset_format.serialize(handle, secret_key_access.TOKEN)
    return serialized


def _write(path: Path, handle: tink.KeysetHandle) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_bytes(handle))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _read(path: Path) -> tink.KeysetHandle:
    if not path.is_file():
        message = f"no key at {path}; make one with: flask vpt keys create"
        raise KeyProblem(message)
    if path.stat().st_mode & 0o077:
        message = f"{path} is readable by others; run: chmod 600 {path}"
        raise KeyProblem(message)
    return proto_keyset_format.parse(path.read_bytes(), secret_key_access.TOKEN)

"""The dossier with its exhibits as one ZIP, written while it is sent: no more memory for more."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from vpt.core.worktime import AMSTERDAM

MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
READABLE = 0o644 << 16
"""Unix rights of what is unpacked: everybody reads, the owner writes."""


class Corrupt(RuntimeError):
    """A stored file is not what it was when the dossier left; the package breaks off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of the package."""

    path: str
    """Below data/, e.g. "bewijs/B1.jpg"."""
    size: int
    sha256: str
    open: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A package before it is written, after RFC 8493 (BagIt)."""

    name: str
    """Of the folder everything is in, and of the file."""
    info: Sequence[tuple[str, str]]
    """Lines of bag-info.txt."""
    read_me: str
    made_at: datetime
    entries: Sequence[Entry]


def stream(bag: Bag) -> Iterator[bytes]:
    """Yield the ZIP in pieces; never holds more than one piece of one file.

    The manifest is written last, from what was really sent. Raises Corrupt when a file changed.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        sums: list[tuple[str, str]] = []
        tags = [
            _written(archive, bag, "bagit.txt", DECLARATION),
            _written(archive, bag, "bag-info.txt", _info(bag)),
            _written(archive, bag, "leesmij.txt", bag.read_me),
        ]
        for entry in bag.entries:
            yield from _payload(archive, sink, bag, entry)
            sums.append((entry.sha256, f"data/{entry.path}"))
        tags.append(_written(archive, bag, MANIFEST, _lines(sums)))
        _written(archive, bag, TAG_MANIFEST, _lines(tags))
        yield sink.take()
    yield sink.take()


def _payload(archive: zipfile.ZipFile, sink: "_Sink", bag: Bag, entry: Entry) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with archive.open(_member(bag, f"data/{entry.path}", entry.size), "w") as target:
        for piece in entry.open():
            digest.update(piece)
            target.write(piece)
            yield sink.take()
    if digest.hexdigest() != entry.sha256:
        raise Corrupt(entry.path)
    yield sink.take()


def _written(archive: zipfile.ZipFile, bag: Bag, path: str, text: str) -> tuple[str, str]:
    """Write one text of the package itself; return its checksum and path."""
    content = text.encode()
    archive.writestr(_member(bag, path, len(content)), content)
    return hashlib.sha256(content).hexdigest(), path


def _member(bag: Bag, path: str, size: int) -> zipfile.ZipInfo:
    local = bag.made_at.astimezone(AMSTERDAM)
    member = zipfile.ZipInfo(f"{bag.name}/{path}", local.timetuple()[:6])
    member.file_size = size  # known beforehand: a file over 4 GiB gets the larger fields
    member.external_attr = READABLE
    return member


def _info(bag: Bag) -> str:
    octets = sum(entry.size for entry in bag.entries)
    lines = (*bag.info, ("Payload-Oxum", f"{octets}.{len(bag.entries)}"))
    return "".join(f"{name}: {value}\n" for name, value in lines)


def _lines(sums: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{sha256}  {path}\n" for sha256, path in sums)


class _Sink(io.RawIOBase):
    """Where the archive writes to: keeps what was not sent on yet, and cannot go back."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # zipfile hands over bytes only
        self._waiting.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        waiting, self._waiting = b"".join(self._waiting), []
        return waiting

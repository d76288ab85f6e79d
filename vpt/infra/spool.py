"""A temporary file that never lies on disk in clear: for uploads while a request is read."""

import io
import os
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

PIECE = 256 * 1024
_TAG = 16


class SealedSpool(io.RawIOBase):
    """Written once from start to end, then read from any place; memory stays at two pieces.

    Up to one piece stays in memory. Beyond that, pieces go to a nameless file in the temporary
    folder, each sealed with AES-GCM under a key that dies with the object and a nonce that is
    its number; a changed or swapped piece does not open.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._file: BinaryIO | None = None
        self._tail = bytearray()
        self._sealed = 0
        self._place = 0
        self._opened: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def writable(self) -> bool:
        """Return True; writing always adds at the end."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    @property
    def size(self) -> int:
        """Return the number of bytes written."""
        return self._sealed * PIECE + len(self._tail)

    def write(self, data: "ReadableBuffer") -> int:
        """Add bytes at the end and seal every piece that became full."""
        added = bytes(data)
        self._tail += added
        while len(self._tail) > PIECE:
            self._seal(bytes(self._tail[:PIECE]))
            del self._tail[:PIECE]
        self._place = self.size
        return len(added)

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer from the present place."""
        view = memoryview(buffer)
        number, offset = divmod(self._place, PIECE)
        piece = self._piece(number)[offset : offset + len(view)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, never before the start."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self.size}[whence]
        self._place = max(0, base + offset)
        return self._place

    def tell(self) -> int:
        """Return the present place."""
        return self._place

    def close(self) -> None:
        """Forget everything."""
        if self._file is not None:
            self._file.close()
        self._tail.clear()
        self._opened = (-1, b"")
        super().close()

    def _seal(self, piece: bytes) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed with this object
        self._file.seek(0, os.SEEK_END)
        self._file.write(self._cipher.encrypt(_nonce(self._sealed), piece, None))
        self._sealed += 1

    def _piece(self, number: int) -> bytes:
        if number >= self._sealed:
            return bytes(self._tail) if number == self._sealed else b""
        if self._opened[0] != number and self._file is not None:
            self._file.seek(number * (PIECE + _TAG))
            sealed = self._file.read(PIECE + _TAG)
            self._opened = (number, self._cipher.decrypt(_nonce(number), sealed, None))
        return self._opened[1]


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)

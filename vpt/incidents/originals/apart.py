"""Reads a file in a process of its own, that can open nothing, keep nothing and ends in time.

Evidence comes from anybody, and is taken apart by libraries in C: a file made to harm may make
them loop, swell or crash. Here that costs one short process, without keys, files or network. The
bytes travel over a pipe, piece by piece as they are asked for; clear text never lies on disk.

This file is also what that process runs.
"""

import io
import os
import resource
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_READ = 256 * 1024 * 1024
"""Bytes handed over in all; of a longer recording only the parts that describe it are read."""
MOST_ANSWER = 16 * 1024 * 1024
MOST_PIECE = 1024 * 1024
DRAW = "draw"
"""The task that draws a picture of a telephone; every other task is a media type to read."""
_ASK = struct.Struct("<cQI")
_READ, _DONE = b"r", b"d"


class Failed(OSError):
    """The process ended without an answer: too slow, too big, or broken by the file."""


def run(task: str, source: BinaryIO) -> bytes:
    """Return the answer of a task of `tasks.TASKS` about a seekable file; raises Failed."""
    command = [sys.executable, "-I", __file__, task]
    with subprocess.Popen(  # noqa: S603  our own file, and a media type from our own list
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as process:
        watch = threading.Timer(MOST_SECONDS, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return _serve(process, source)
        except (OSError, ValueError, struct.error) as problem:
            raise Failed from problem
        finally:
            watch.cancel()
            process.kill()


def _serve(process: subprocess.Popen[bytes], source: BinaryIO) -> bytes:
    asked, answers = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stdin)
    size, left = source.seek(0, os.SEEK_END), MOST_READ
    answers.write(struct.pack("<Q", size))
    answers.flush()
    while True:
        kind, offset, length = _ASK.unpack(asked.read(_ASK.size))
        if kind == _DONE:
            if length > MOST_ANSWER:
                raise Failed
            return asked.read(length)
        source.seek(min(offset, size))
        piece = source.read(min(length, MOST_PIECE, left))
        left -= len(piece)
        answers.write(struct.pack("<I", len(piece)))
        answers.write(piece)
        answers.flush()


class _Distant(io.RawIOBase):
    """The file on the other side of the pipe, read from any place."""

    def __init__(self, asks: BinaryIO, answers: BinaryIO) -> None:
        self._asks, self._answers = asks, answers
        (self._size,) = struct.unpack("<Q", answers.read(8))
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        self._place = min(max(0, base + offset), self._size)
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        self._asks.write(_ASK.pack(_READ, self._place, min(len(view), MOST_PIECE)))
        self._asks.flush()
        (length,) = struct.unpack("<I", self._answers.read(4))
        view[:length] = self._answers.read(length)
        self._place += length
        return int(length)


def _main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from vpt.incidents.originals import tasks  # noqa: PLC0415  found by the line above

    task = tasks.load(sys.argv[1])
    _give_up_everything()
    asks, answers = sys.stdout.buffer, sys.stdin.buffer
    source = io.BufferedReader(_Distant(asks, answers), 64 * 1024)
    answer = task(cast("BinaryIO", source))
    asks.write(_ASK.pack(_DONE, 0, len(answer)) + answer)
    asks.flush()


def _give_up_everything() -> None:
    """Leave this process no file, no connection and no more than a measure of time and memory."""
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 3),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
    ):
        resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    _main()

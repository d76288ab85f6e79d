"""Large files up and down: memory above idle, and speed against a plain copy."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from itertools import repeat
from json import loads
from statistics import median
from time import perf_counter

from bench.budget import MIB, Row, failed, not_there
from bench.installation import Installation
from bench.server import HOST, SITE_AND_PLAIN, Server, serving
from bench.submit import page_key

TIMES = 5
PIECE = MIB
MOST_MEMORY = 64
SHARE = 0.5
TIMEOUT = 300
BLOCK = os.urandom(PIECE)
BOUNDARY = "bench-boundary"
START = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"
"""How an MP4 begins: what may be uploaded is told by content."""


class Refused(Exception):
    """The server did not take or give the file; the message says what it answered."""


@dataclass(slots=True)
class _Seen:
    """Seconds per file and bytes above idle, by the name of the act."""

    server: Server
    seconds: dict[str, list[float]] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)

    def take(self, name: str, act: Callable[[], bytes]) -> bytes:
        """Do the act, note how long it took and what the worker held at most."""
        self.server.forget_peak()
        idle, begin = self.server.resident(), perf_counter()
        answer = act()
        self.seconds.setdefault(name, []).append(perf_counter() - begin)
        above = self.server.peak() - idle
        self.memory[name] = max(above, self.memory.get(name, 0))
        return answer


def measure(site: Installation, size: int, times: int = TIMES) -> Iterator[Row]:
    """Yield memory and speed of sending and fetching a file of so many megabytes."""
    what, must = f"evidence of {size} MB", f">= {SHARE:.0%} of a plain copy"
    if not site.has("incidents.upload"):
        yield not_there(what, must)
        return
    with serving(SITE_AND_PLAIN, site.environment, workers=1) as server:
        try:
            _turn(site, _Seen(server), PIECE)  # a small one first, so that idle is warm
            seen = _Seen(server)
            for _ in range(times):
                _turn(site, seen, size * 1_000_000)
        except Refused as refusal:
            yield failed(what, must, str(refusal))
            return
    for way in ("upload", "download"):
        yield _memory(f"{way} of {size} MB", seen.memory[way])
        yield _speed(f"{way} of {size} MB", must, *(seen.seconds[n] for n in (way, f"plain {way}")))


def _turn(site: Installation, seen: _Seen, size: int) -> None:
    """Send and fetch one file both ways."""
    port, cookie = seen.server.port, {"Cookie": site.cookie(site.reporter)}
    key = page_key(site)
    seen.take("plain upload", partial(_send, port, "/plain/copy", {}, {}, size))
    answer = seen.take("upload", partial(_send, port, "/melden/bestand", cookie, key, size))
    path = f"/bewijs/{loads(answer)['files'][0]['id']}/bestand"
    seen.take("plain download", partial(_fetch, port, "/plain/copy", {}, size))
    seen.take("download", partial(_fetch, port, path, cookie, size))


def _send(
    port: int, path: str, headers: dict[str, str], fields: dict[str, str], size: int
) -> bytes:
    """Post a file of random bytes as a browser does; the block is made before, not per piece."""
    head = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    )
    head += (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="film.mp4"\r\n'
        "Content-Type: video/mp4\r\n\r\n"
    ).encode()
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    sent = {
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(head) + size + len(tail)),
        **headers,
    }
    connection.request("POST", path, _pieces(head, size, tail), sent)
    return _answer(connection, path)


def _pieces(head: bytes, size: int, tail: bytes) -> Iterator[bytes]:
    yield head
    yield START
    left = size - len(START)
    yield from repeat(BLOCK, left // PIECE)
    yield BLOCK[: left % PIECE]
    yield tail


def _fetch(port: int, path: str, headers: dict[str, str], size: int) -> bytes:
    """Read a file and throw it away; its length must be right."""
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    connection.request("GET", path, headers=headers)
    response, got = connection.getresponse(), 0
    while piece := response.read(PIECE):
        got += len(piece)
    connection.close()
    if response.status != 200 or got != size:
        raise Refused(f"{path.partition('/bewijs')[1] or path}: {response.status}, {got} bytes")
    return b""


def _answer(connection: HTTPConnection, path: str) -> bytes:
    response = connection.getresponse()
    body = response.read()
    connection.close()
    if response.status != 200:
        raise Refused(f"{path} answered {response.status}")
    return body


def _memory(what: str, above: int) -> Row:
    return Row(
        what=f"{what}: memory above idle",
        must=f"<= {MOST_MEMORY} MiB",
        measured=f"{above / MIB:.0f} MiB",
        ok=above <= MOST_MEMORY * MIB,
    )


def _speed(what: str, must: str, ours: list[float], plain: list[float]) -> Row:
    share = median(plain) / median(ours)
    return Row(
        what=f"{what}: speed",
        must=must,
        measured=f"{share:.0%} ({median(ours):.2f} s / {median(plain):.2f} s)",
        ok=share >= SHARE,
    )

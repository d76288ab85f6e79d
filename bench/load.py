"""Keeps a web server busy from a few threads over kept connections, for a bounded time."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from time import perf_counter

from bench.server import HOST, Server

THREADS = 8
TIMEOUT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request; the answer must have this status."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    status: int = 200


@dataclass(slots=True)
class Load:
    """What came back: seconds per good answer, and what was not a good answer."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    busy: float = 0.0
    """Processor seconds of the server, which other work on the machine does not change."""

    @property
    def rate(self) -> float:
        """Return good answers per second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    @property
    def cost(self) -> float:
        """Return processor seconds of the server per good answer."""
        return self.busy / len(self.latencies) if self.latencies else 0.0


def drive(
    server: Server, requests: Sequence[Request], seconds: float, threads: int = THREADS
) -> Load:
    """Send the requests one after the other from several threads, for at most so many seconds."""
    load, lock, pending = Load(), threading.Lock(), iter(requests)
    begin, used = perf_counter(), server.busy()
    until = begin + seconds

    def take() -> Request | None:
        with lock:
            return next(pending, None) if perf_counter() < until else None

    def work() -> None:
        connection = HTTPConnection(HOST, server.port, timeout=TIMEOUT)
        while (request := take()) is not None:
            sent = perf_counter()
            problem = _send(connection, request)
            taken = perf_counter() - sent
            with lock:
                (load.refused.append(problem) if problem else load.latencies.append(taken))
        connection.close()

    crew = [threading.Thread(target=work) for _ in range(threads)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    load.seconds, load.busy = perf_counter() - begin, server.busy() - used
    return load


def repeated(request: Request, times: int) -> list[Request]:
    """Return the same request many times."""
    return [request] * times


def _send(connection: HTTPConnection, request: Request) -> str:
    """Return what was wrong with the answer, or nothing."""
    try:
        connection.request(request.method, request.path, request.body, dict(request.headers))
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as problem:
        connection.close()
        return type(problem).__name__
    return "" if answer.status == request.status else f"status {answer.status}"

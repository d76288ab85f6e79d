"""How long a web worker takes to its first answer, and what it holds after some pages."""

from collections.abc import Iterator
from http.client import HTTPConnection
from statistics import median

from bench.budget import MIB, Row
from bench.installation import Installation
from bench.server import HOST, SITE, Server, serving
from tests.builders import Person

TIMES = 5
MOST_SECONDS, MOST_MEMORY = 1.5, 150
PAGES = ("/", "/melden", "/werkvoorraad", "/dossiers", "/mijn-meldingen", "/berichten")


def measure(site: Installation, times: int = TIMES) -> Iterator[Row]:
    """Yield the time to the first answer of /gezond, and the memory after looking around."""
    seconds, used, memory = [], [], []
    for _ in range(times):
        with serving(SITE, site.environment, workers=1) as server:
            seconds.append(server.started_in)
            used.append(server.busy())
            _look_around(site, server)
            memory.append(server.resident())
    taken, held = median(seconds), max(memory) / MIB
    yield Row(
        what="start: gunicorn to the first answer of one worker",
        must=f"<= {MOST_SECONDS} s",
        measured=f"{taken:.2f} s",
        ok=taken <= MOST_SECONDS,
        note=f"processor time of the worker until then: {median(used):.2f} s",
    )
    yield Row(
        what="start: memory of the worker after its first pages",
        must=f"<= {MOST_MEMORY} MiB",
        measured=f"{held:.0f} MiB",
        ok=held <= MOST_MEMORY,
    )


def _look_around(site: Installation, server: Server) -> None:
    for person in (site.reporter, site.coordinator):
        for path in (*PAGES, f"/dossiers/{site.newest_case()}"):
            _get(site, server, person, path)


def _get(site: Installation, server: Server, person: Person, path: str) -> None:
    connection = HTTPConnection(HOST, server.port, timeout=30)
    connection.request("GET", path, headers={"Cookie": site.cookie(person)})
    connection.getresponse().read()
    connection.close()

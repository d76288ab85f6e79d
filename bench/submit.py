"""Sending a report: its rate against a bare Flask "hello" under the same server, and its tail."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from statistics import median
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bench import load
from bench.budget import MIB, MILLI, Row, failed, not_there, percentile
from bench.installation import Installation
from bench.load import Load, Request
from bench.server import SITE_AND_PLAIN, Server, serving
from vpt.web.incidents import pages

ROUNDS = 3
SECONDS = 4.0
HELLOS = 20_000
MOST_REPORTS = 1_200
SHARE = 0.10
STATEMENTS = 25
FLAT = 1.3
PAGE = "incidents.send"
RATE = ("submit: rate against a bare Flask hello", f">= {SHARE:.0%}")
TAIL = "submit: p95 with {many} against {few} cases"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def page_key(site: Installation) -> dict[str, str]:
    """Return the hidden field of a report page the reporter has just opened."""
    with site.app.app_context():
        return {pages.FIELD: pages.new(site.reporter.actor(datetime.now(UTC))).seal()}


def submission(site: Installation) -> bytes:
    """Return a filled form as a browser posts it, with a page key of its own."""
    at = datetime.now(ZoneInfo("Europe/Amsterdam"))
    answers = {
        **page_key(site),
        "day": at.strftime("%Y-%m-%d"),
        "time": at.strftime("%H:%M"),
        "categories": "THREAT",
        "subtypes": "death_threat",
        "place": "Aan de balie",
        "precision": "exact",
        "relation": "client",
        "recipient": "manager",
        "motive": "unknown",
        "narrative": "Een man riep dat hij mij wist te vinden en sloeg op de tafel. " * 8,
        "literal_words": "Ik weet waar je woont.",
        "perpetrators-0-name": "Verzonnen Persoon (demo)",
        "perpetrators-0-description": "Grijze jas, ongeveer veertig jaar.",
        "who": "Een man aan balie 3.",
        "support": "talk",
    }
    return urlencode(answers).encode()


def measure(sites: Sequence[Installation], seconds: float = SECONDS) -> Iterator[Row]:
    """Yield statements, rate and tail of sending a report."""
    few, many = sites[0], sites[-1]
    if not few.has(PAGE):
        yield not_there(*RATE)
        return
    yield _statements(sites)
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(SITE_AND_PLAIN, s.environment)) for s in sites]
        hellos, sent = _rounds(sites, servers, seconds)
        held = max(server.resident() for server in servers)
    yield _rate(hellos, sent[0], held)
    tail = TAIL.format(few=few.size, many=many.size)
    low, high = (percentile(_together(one), 0.95) for one in (sent[0], sent[-1]))
    yield Row(
        what=tail,
        must=f"<= {FLAT} x",
        measured=f"{high / low:.2f} x ({high * MILLI:.0f} ms / {low * MILLI:.0f} ms)"
        if low
        else "no report was taken in",
        ok=bool(low) and high / low <= FLAT,
    )


def _statements(sites: Sequence[Installation]) -> Row:
    what, must, counts = "submit: statements", f"<= {STATEMENTS}", []
    for site in sites:
        browser = site.browser(site.reporter)
        first, second = submission(site), submission(site)
        browser.post("/melden", data=first, headers=FORM)
        with site.counting() as seen:
            answer = browser.post("/melden", data=second, headers=FORM)
        if answer.status_code != 302:
            return failed(what, must, f"answered {answer.status_code}")
        counts.append(len(seen))
    told = "/".join(str(one) for one in dict.fromkeys(counts))
    return Row(what=what, must=must, measured=told, ok=max(counts) <= STATEMENTS)


def _rounds(
    sites: Sequence[Installation], servers: Sequence[Server], seconds: float
) -> tuple[list[Load], list[list[Load]]]:
    """Let hello and the sites take turns."""
    hellos: list[Load] = []
    sent: list[list[Load]] = [[] for _ in sites]
    greeting = load.repeated(Request(method="GET", path="/plain/hello"), HELLOS)
    for number in range(ROUNDS + 1):
        is_counted = number > 0  # the first round warms up
        span = seconds if is_counted else min(1.0, seconds)
        taken = load.drive(servers[0], greeting, span)
        hellos += [taken] if is_counted else []
        for place, (site, server) in enumerate(zip(sites, servers, strict=True)):
            taken = load.drive(server, _reports(site, span), span)
            sent[place] += [taken] if is_counted else []
    return hellos, sent


def _reports(site: Installation, seconds: float) -> list[Request]:
    headers = {**FORM, "Cookie": site.cookie(site.reporter)}
    most = min(MOST_REPORTS, int(seconds * 300) + 8)
    return [
        Request(method="POST", path="/melden", headers=headers, body=submission(site), status=302)
        for _ in range(most)
    ]


def _rate(hellos: Sequence[Load], sent: Sequence[Load], held: int) -> Row:
    refused = [one for taken in (*hellos, *sent) for one in taken.refused]
    hello, report = median(one.rate for one in hellos), median(one.rate for one in sent)
    share = report / hello if hello else 0.0
    bad = f", {len(refused)} bad answers ({refused[0]})" if refused else ""
    return Row(
        what=RATE[0],
        must=RATE[1],
        measured=f"{share:.1%} ({report:.0f}/s of {hello:.0f}/s){bad}",
        ok=share >= SHARE and not refused,
        note=f"processor time of the server: {_cost(sent):.1f} ms against {_cost(hellos):.2f} ms; "
        f"memory of a web worker after this load: {held / MIB:.0f} MiB",
    )


def _cost(loads: Sequence[Load]) -> float:
    return median(one.cost for one in loads) * MILLI


def _together(loads: Sequence[Load]) -> list[float]:
    return [latency for one in loads for latency in one.latencies]

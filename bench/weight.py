"""What a browser has to fetch for a page: at the first visit, and at the next one."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from flask.testing import FlaskClient

from bench.budget import Row, failed, not_there
from bench.installation import Installation

FIRST, NEXT = 120_000, 20_000
LEVEL = 6
"""nginx and browsers settle on about this; text is compressed, fonts already are."""
COMPRESSED = ("text/", "application/javascript", "application/json", "image/svg")
LINKS = re.compile(
    r"""<(?:link\b[^>]*?\bhref|script\b[^>]*?\bsrc|img\b[^>]*?\bsrc|use\b[^>]*?\bhref)="([^"]+)\""""
)
IN_STYLE = re.compile(r"""url\(["']?(?!data:)([^"')]+)["']?\)""")
PAGES = (("incidents.report", "/melden"), ("cases.worklist", "/werkvoorraad"))


def measure(site: Installation) -> Iterator[Row]:
    """Yield the weight of the report page and of the worklist."""
    for endpoint, path in PAGES:
        for what, most in (("first visit", FIRST), ("next visit", NEXT)):
            told = f"weight of {path}, {what}", f"<= {most // 1000} kB gz"
            if site.has(endpoint):
                yield _weighed(site, path, told, most, is_first=most == FIRST)
            else:
                yield not_there(*told)


def _weighed(
    site: Installation, path: str, told: tuple[str, str], most: int, *, is_first: bool
) -> Row:
    browser = site.browser(site.reporter if path == "/melden" else site.coordinator)
    parts: dict[str, int] = {}
    status = _fetch(browser, path, parts, is_first=is_first)
    if status != 200:
        return failed(*told, f"answered {status}")
    total = sum(parts.values())
    heaviest = sorted(parts.items(), key=lambda part: -part[1])[:4]
    return Row(
        what=told[0],
        must=told[1],
        measured=f"{total / 1000:.1f} kB in {len(parts)} files",
        ok=total <= most,
        note=", ".join(f"{name.rpartition('/')[2]} {size / 1000:.1f}" for name, size in heaviest),
    )


def _fetch(browser: FlaskClient, path: str, parts: dict[str, int], *, is_first: bool) -> int:
    """Weigh a file and everything it links to; what may be kept counts at the first visit only."""
    response = browser.get(path)
    kept = "immutable" in response.headers.get("Cache-Control", "")
    if is_first or not kept:
        parts[path.partition("?")[0]] = _size(response.data, response.mimetype)
    for link in _links(response.mimetype, response.data):
        target = urldefrag(urljoin(path, link)).url
        if target.partition("?")[0] not in parts and target.startswith("/"):
            _fetch(browser, target, parts, is_first=is_first)
    response.close()
    return response.status_code


def _links(mimetype: str | None, data: bytes) -> list[str]:
    if mimetype == "text/html":
        return LINKS.findall(data.decode())
    return IN_STYLE.findall(data.decode()) if mimetype == "text/css" else []


def _size(data: bytes, mimetype: str | None) -> int:
    return len(gzip.compress(data, LEVEL)) if (mimetype or "").startswith(COMPRESSED) else len(data)

"""Large papers and packages: time for each page, and memory at the highest, in a fresh process."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from io import BytesIO
from itertools import repeat
from time import perf_counter
from typing import Any

import pikepdf
import reportlab.lib.rl_accel

from bench.budget import MIB, Row
from vpt.documents.kinds.registry import KINDS
from vpt.infra import seal_sources, sealing
from vpt.prosecution import package
from vpt.prosecution.package import Bag, Entry

EXHIBITS, ROWS = 200, 1_000
MOST_PER_PAGE = 2.0
MOST_MEMORY = 64
SHARE = 0.5
KIB = 1024
BLOCK = os.urandom(MIB)
NOW = datetime(2026, 3, 23, 8, 15, tzinfo=UTC)
LARGE = {
    "dossier": ("prosecution_dossier", "prosecution", f"sealed dossier with {EXHIBITS} exhibits"),
    "register": ("statutory_log", "internal", f"sealed register of {ROWS} rows"),
}


def measure(size: int) -> Iterator[Row]:
    """Yield the rows of the accelerator, of large papers, and of a package of so many megabytes."""
    yield accelerator()
    for what in LARGE:
        yield _paper(what)
    yield from _package(size)


def accelerator() -> Row:
    """Return whether ReportLab measures text in C; without it a paper takes twice as long."""
    is_on = reportlab.lib.rl_accel.instanceStringWidthTTF.__module__ != "reportlab.lib.rl_accel"
    shown = f"active ({version('rl_accel')})" if is_on else "not active"
    return Row(what="ReportLab's C accelerator", must="active", measured=shown, ok=is_on)


def _paper(what: str) -> Row:
    seen = _in_a_process_of_its_own(what)
    ratio = (seen["seconds"] / seen["pages"]) / (seen["usual"] / seen["usual_pages"])
    return Row(
        what=f"{LARGE[what][2]} ({seen['pages']:.0f} pages)",
        must=f"<= {MOST_PER_PAGE:.0f} x the time of a page",
        measured=f"{ratio:.2f} x ({seen['seconds']:.1f} s)",
        ok=ratio <= MOST_PER_PAGE,
        note=f"peak {seen['peak']:.0f} MiB, {seen['peak'] - seen['idle']:.0f} MiB above the "
        f"example of {seen['usual_pages']:.0f} pages",
    )


def _package(size: int) -> Iterator[Row]:
    seen = _in_a_process_of_its_own("package", str(size))
    above, share = seen["peak"] - seen["idle"], seen["plain"] / seen["seconds"]
    yield Row(
        what=f"package of {size} MB: memory above idle",
        must=f"<= {MOST_MEMORY} MiB",
        measured=f"{above:.0f} MiB",
        ok=above <= MOST_MEMORY,
        note=f"peak {seen['peak']:.0f} MiB",
    )
    yield Row(
        what=f"package of {size} MB: speed",
        must=f">= {SHARE:.0%} of SHA-256 alone",
        measured=f"{share:.0%} ({seen['seconds']:.2f} s / {seen['plain']:.2f} s)",
        ok=share >= SHARE,
    )


def _in_a_process_of_its_own(*what: str) -> dict[str, float]:
    program = "from bench.large import child; child()"
    done = subprocess.run(
        [sys.executable, "-c", program, *what], capture_output=True, text=True, check=True
    )
    seen: dict[str, float] = json.loads(done.stdout)
    return seen


def _draw(what: str) -> dict[str, float]:
    """Draw and seal the example, then the large one; peak memory in MiB after each."""
    kind, profile, _ = LARGE[what]
    example = KINDS[kind].example(profile)
    material = seal_sources.create_seal("Zegel", "Gemeente Proef (demo)", NOW, demo=True)

    def sealed(view: Any) -> tuple[float, float]:
        begin = perf_counter()
        pdf = sealing.seal(KINDS[kind].render(view, ()), material, "Zegel", NOW)
        taken = perf_counter() - begin
        with pikepdf.open(BytesIO(pdf)) as opened:
            return taken, len(opened.pages)

    sealed(example)
    usual, usual_pages = sealed(example)
    idle = _peak()
    seconds, pages = sealed(_grown(what, example))
    return {
        "usual": usual, "usual_pages": usual_pages, "idle": idle, "seconds": seconds,
        "pages": pages, "peak": _peak(),
    }  # fmt: skip


def _grown(what: str, view: Any) -> Any:
    """Return the example with as many rows as a very large case or year has."""
    if what == "register":
        return replace(view, rows=tuple(_numbered(view.rows, ROWS, "{}")))
    return replace(view, exhibits=tuple(_numbered(view.exhibits, EXHIBITS, "B{}")))


def _numbered(rows: tuple[Any, ...], count: int, called: str) -> Iterator[Any]:
    for number in range(count):
        yield replace(rows[number % len(rows)], number=called.format(number + 1))


def _pack(size: int) -> dict[str, float]:
    """Hash so many megabytes, then send them as a package; nothing is kept of either."""
    pieces = size * 1_000_000 // MIB
    digest, begin = sha256(), perf_counter()
    for piece in repeat(BLOCK, pieces):
        digest.update(piece)
    plain, idle = perf_counter() - begin, _peak()
    film = Entry(
        path="bewijs/B1.mp4", size=pieces * MIB, sha256=digest.hexdigest(),
        open=partial(repeat, BLOCK, pieces),
    )  # fmt: skip
    bag = Bag(name="proef-om-dossier-1", info=(), read_me="", made_at=NOW, entries=[film])
    begin = perf_counter()
    for _ in package.stream(bag):
        pass
    return {"plain": plain, "idle": idle, "seconds": perf_counter() - begin, "peak": _peak()}


def _peak() -> float:
    """Return the most memory this process held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB


def child() -> None:
    """Measure what the arguments name and print it."""
    asked, *more = sys.argv[1:]
    json.dump(_pack(int(more[0])) if asked == "package" else _draw(asked), sys.stdout)

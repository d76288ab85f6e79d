"""Runs the parts of the bench one after the other and prints their rows."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import databases, document, evidence, large, pages, startup, submit, weight
from bench.budget import Row, table
from bench.installation import Installation, installed

SIZES = (1_000, 100_000)
DATABASE = ""
FILE_MB = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How much work is put into one figure."""

    times: int = 15
    seconds: float = 3.0
    starts: int = 5
    file_mb: int = FILE_MB


Part = Callable[[Sequence[Installation], Effort], Iterator[Row]]
PARTS: dict[str, Part] = {
    "weight": lambda sites, _: weight.measure(sites[0]),
    "pages": lambda sites, effort: pages.measure(sites, effort.times),
    "submit": lambda sites, effort: submit.measure(sites, effort.seconds),
    "document": lambda _, effort: document.measure(effort.times),
    "large": lambda _, effort: large.measure(effort.file_mb),
    "evidence": lambda sites, effort: evidence.measure(sites[0], effort.file_mb),
    "start": lambda sites, effort: startup.measure(sites[0], effort.starts),
}


def run(
    sizes: Sequence[int] = SIZES,
    database: str = DATABASE,
    only: Collection[str] = (),
    effort: Effort | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> list[Row]:
    """Measure on freshly filled installations in a temporary folder; return the rows.

    `database` is empty for SQLite, the address of a PostgreSQL server, or "postgresql" for one in
    a temporary folder. `only` names parts; `say` is told what is going on.
    """
    rows: list[Row] = []
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="vpt-bench-")))
        server = stack.enter_context(databases.server(database))
        sites = []
        for size in sizes:
            say(f"filling {size} cases")
            sites.append(stack.enter_context(installed(server, size, root)))
        for name, part in PARTS.items():
            if not only or name in only:
                say(f"measuring {name}")
                for row in part(sites, effort or Effort()):
                    say(f"  {row.what}: {row.measured} {row.verdict}")
                    rows.append(row)
    return rows


__all__ = ["PARTS", "SIZES", "Effort", "Row", "run", "table"]

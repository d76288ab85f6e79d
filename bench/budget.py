"""One line of the report: what was measured, what it must be, and whether it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

MILLI = 1_000
MIB = 1024 * 1024
NOT_THERE = "page not there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`ok` is None when there was nothing to judge; `note` stands below the line."""

    what: str
    must: str
    measured: str
    ok: bool | None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.ok is None:
            return "-"
        return "ok" if self.ok else "OVER"


def not_there(what: str, must: str) -> Row:
    """Return the line of a page that this version does not have."""
    return Row(what=what, must=must, measured=NOT_THERE, ok=None)


def failed(what: str, must: str, why: str) -> Row:
    """Return the line of something that did not work at all."""
    return Row(what=what, must=must, measured=why, ok=False)


def table(rows: Sequence[Row]) -> str:
    """Return the rows in columns, notes below their row."""
    cells = [
        ("what", "must", "measured", ""),
        *((r.what, r.must, r.measured, r.verdict) for r in rows),
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(3)]
    notes = ["", *(row.note for row in rows)]
    lines = []
    for line, note in zip(cells, notes, strict=True):
        padded = [text.ljust(width) for text, width in zip(line[:3], widths, strict=True)]
        lines.append("  ".join([*padded, line[3]]).rstrip())
        if note:
            lines.append(f"    {note}")
    return "\n".join(lines)


def interleaved(acts: Sequence[Callable[[], object]], times: int, warm: int = 2) -> list[float]:
    """Return the median seconds of each act; they take turns, so that drift hits all alike."""
    taken: list[list[float]] = [[] for _ in acts]
    for turn in range(times + warm):
        order = range(len(acts)) if turn % 2 == 0 else reversed(range(len(acts)))
        for number in order:
            begin = perf_counter()
            acts[number]()
            if turn >= warm:
                taken[number].append(perf_counter() - begin)
    return [median(one) for one in taken]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which this share of the values lies; 0 without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

"""Adds, removes and moves whole tables of a TOML text, each with the comment right above it."""

from itertools import pairwise

from vpt.core.errors import RuleBroken
from vpt.protocol.layout import Kind, Line, Path, lines_of
from vpt.protocol.rewriting import newline_of

Span = tuple[int, int]


def spans(text: str, kind: str, depth: int = 2) -> dict[Path, Span]:
    """Return where the tables `kind.<name>`, or `kind` of a list, begin and end.

    `depth` is how many names their paths have: 4 for the outcomes of steps.

    A table takes along the tables inside it, the comment lines right above its header and those
    right below its last line; it ends where its last character but the newline ends.
    """
    lines = lines_of(text)
    found: dict[Path, Span] = {}
    for place, line in enumerate(lines):
        if line.kind is Kind.HEADER and len(line.path) >= depth and line.path[0] == kind:
            path = line.path[:depth]
            start = found[path][0] if path in found else _start(lines, place)
            found[path] = (start, _end(lines, place, path))
    return found


def _start(lines: tuple[Line, ...], place: int) -> int:
    while place > 0 and lines[place - 1].kind is Kind.COMMENT:
        place -= 1
    return lines[place].start


def _end(lines: tuple[Line, ...], place: int, path: Path) -> int:
    last = place
    for later in range(place + 1, len(lines)):
        kind = lines[later].kind
        if kind is Kind.HEADER and lines[later].path[: len(path)] != path:
            break
        if kind in {Kind.HEADER, Kind.PAIR}:
            last = later
    return lines[_with_comments(lines, last)].end


def _with_comments(lines: tuple[Line, ...], last: int) -> int:
    behind = last
    while behind + 1 < len(lines) and lines[behind + 1].kind is Kind.COMMENT:
        behind += 1
    is_above_next = behind + 1 < len(lines) and lines[behind + 1].kind is Kind.HEADER
    return last if is_above_next else behind


def add_behind(text: str, end: int, block: str) -> str:
    """Return the text with a block of lines behind the place where another one ends."""
    newline = newline_of(text)
    written = block.replace("\n", newline)
    return f"{text[:end]}{newline}{newline}{written}{text[end:] or newline}"


def remove(text: str, span: Span) -> str:
    """Return the text without a block and the blank lines behind it."""
    before, after = text[: span[0]], text[span[1] :].lstrip("\r\n")
    return before + after if after else before.rstrip("\r\n") + newline_of(text)


def reorder(text: str, places: list[Span], order: list[int]) -> str:
    """Return the text with its blocks in another order; what stands between them stays."""
    if any(one[1] > next_[0] for one, next_ in pairwise(places)):
        raise RuleBroken("layout_unusual")
    parts, end = [], 0
    for place, which in zip(places, order, strict=True):
        parts.append(text[end : place[0]])
        parts.append(text[slice(*places[which])])
        end = place[1]
    return "".join([*parts, text[end:]])

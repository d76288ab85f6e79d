"""Reads how a TOML text is laid out: which line says what, and where each value begins and ends."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"""(?!")|\'\'\'.*?\'\'\'(?!\')'
    r'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>\#[^\r\n]*)|(?P<newline>\r?\n)|(?P<open>[\[{])|(?P<close>[\]}])"
    r"|(?P<equals>=)|(?P<space>[ \t]+)|(?P<bare>[^\s\[\]{}\"'\#=]+)",
    re.DOTALL,
)
Path = tuple[str | int, ...]
"""From the top of the text to a value: names of tables and fields, and places in a list."""


class Kind(Enum):
    """What a line is for."""

    BLANK = "blank"
    COMMENT = "comment"
    HEADER = "header"
    PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement of the text, which takes several lines when its value does.

    `end` is where its last character but the newline ends; `value` and `inner` are the places of
    a pair's value and of the comments inside that value; `comment` is what stands behind it.
    """

    kind: Kind
    start: int
    end: int
    path: Path = ()
    value: tuple[int, int] = (0, 0)
    inner: tuple[tuple[int, int], ...] = ()
    comment: tuple[int, int] = (0, 0)


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the statements of a text that is known to be TOML, in its order."""
    table: Path = ()
    counted: dict[Path, int] = {}
    found = []
    for tokens in _statements(text):
        line = _line(text, tokens, table, counted)
        if line.kind is Kind.HEADER:
            table = line.path
        found.append(line)
    return tuple(found)


def _statements(text: str) -> Iterator[list[Token]]:
    held: list[Token] = []
    depth, place = 0, 0
    while match := TOKEN.match(text, place):
        token = Token(match.lastgroup or "", place, match.end())
        place = match.end()
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        held.append(token)
        if token.kind == "newline" and depth == 0:
            yield held
            held = []
    if held:
        yield held


def _line(text: str, tokens: list[Token], table: Path, counted: dict[Path, int]) -> Line:
    start = tokens[0].start
    end = tokens[-1].start if tokens[-1].kind == "newline" else tokens[-1].end
    said = [token for token in tokens if token.kind not in {"space", "newline"}]
    if not said:
        return Line(kind=Kind.BLANK, start=start, end=end)
    if said[0].kind == "comment":
        return Line(kind=Kind.COMMENT, start=start, end=end)
    behind = (said.pop().start, end) if said[-1].kind == "comment" else (end, end)
    if said[0].kind == "open":
        header = text[said[0].start : said[-1].end]
        path = _header_path(header, counted)
        return Line(kind=Kind.HEADER, start=start, end=end, path=path, comment=behind)
    equals = next(place for place, token in enumerate(said) if token.kind == "equals")
    key, held = text[said[0].start : said[equals].start], said[equals + 1 :]
    return Line(
        kind=Kind.PAIR,
        start=start,
        end=end,
        path=_indexed((*table, *_names(key)), counted, since=len(table)),
        value=(held[0].start, held[-1].end),
        inner=tuple((one.start, one.end) for one in held if one.kind == "comment"),
        comment=behind,
    )


def _header_path(header: str, counted: dict[Path, int]) -> Path:
    is_list = header.startswith("[[")
    depth = 2 if is_list else 1
    path = _indexed(tuple(_names(header[depth:-depth])), counted)
    if not is_list:
        return path
    counted[path] = counted.get(path, -1) + 1
    return (*path, counted[path])


def _indexed(names: Path, counted: dict[Path, int], since: int = 0) -> Path:
    path: Path = names[:since]
    for name in names[since:]:
        if path in counted:
            path = (*path, counted[path])
        path = (*path, name)
    return path


def _names(key: str) -> list[str]:
    table: object = tomllib.loads(f"{key.strip()} = 0")
    names = []
    while isinstance(table, dict):
        name, table = next(iter(table.items()))
        names.append(name)
    return names

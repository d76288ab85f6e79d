"""Changes one value in a TOML text and leaves every other line, comment and order as it was."""

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from vpt.core.errors import RuleBroken
from vpt.protocol.layout import Kind, Line, Path, lines_of
from vpt.protocol.writing import literal, name_of

ORDER = (
    *("key", "phase", "party", "scope", "title", "why", "reporter", "basis", "when", "after"),
    *("anchor", "target", "due", "repeat", "documents", "work", "gate", "pausable", "optional"),
    *("sets", "creates", "requires"),
)
"""In which order the fields of a step or an outcome are written when one comes in."""


def parsed(text: str) -> dict[str, Any]:
    """Return what the text says; RuleBroken("protocol_unreadable") when it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleBroken("protocol_unreadable") from error


def put(text: str, path: Path, value: object) -> str:
    """Return the text with another value at `path`, the same text when it said so already.

    Refuses with `layout_unusual` when the text is written in a way this cannot change.
    """
    data = parsed(text)
    if found(data, path) == value:
        return text
    expected = deepcopy(data)
    _set(expected, path, value)
    return confirmed(_put(text, data, path, value), expected)


def drop(text: str, path: Path) -> str:
    """Return the text without the value at `path`; see `put`."""
    data = parsed(text)
    if found(data, path) is None:
        return text
    expected = deepcopy(data)
    _set(expected, path, None)
    lines = lines_of(text)
    if not any(_is_within(line.path, path) for line in lines):
        outer = path[:-1]
        return put(text, outer, found(expected, outer))
    for line in reversed(lines):
        if line.path and _is_within(line.path, path):
            text = _without(text, line)
    return confirmed(text, expected)


def confirmed(text: str, expected: Mapping[str, Any]) -> str:
    """Return the text when it says what is expected; refuses with `layout_unusual` otherwise."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise RuleBroken("layout_unusual") from None
    if said != expected:
        raise RuleBroken("layout_unusual")
    return text


def found(data: Any, path: Path) -> Any:
    """Return what stands at `path`, None when nothing does."""
    for name in path:
        is_there = name in data if isinstance(data, dict) else _has(data, name)
        if not is_there:
            return None
        data = data[name]
    return data


def _has(data: object, place: str | int) -> bool:
    return isinstance(data, list) and isinstance(place, int) and place < len(data)


def newline_of(text: str) -> str:
    """Return how this text ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def _set(data: Any, path: Path, value: object) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {}) if isinstance(data, dict) else data[name]
    if value is None:
        del data[path[-1]]
    else:
        data[path[-1]] = list(value) if isinstance(value, tuple) else value


def _put(text: str, data: dict[str, Any], path: Path, value: object) -> str:
    lines = lines_of(text)
    holder = next((line for line in lines if _holds(line, path)), None)
    if holder is not None:
        return _replaced(text, holder, _within(data, holder.path, path, value))
    spread = any(_is_within(line.path, path) for line in lines)
    if spread and isinstance(value, Mapping):
        return _put_each(text, path, value)
    return _inserted(text, lines, path, value)


def _holds(line: Line, path: Path) -> bool:
    return line.kind is Kind.PAIR and path[: len(line.path)] == line.path


def _is_within(inner: Path, outer: Path) -> bool:
    return inner[: len(outer)] == outer


def _within(data: dict[str, Any], outer: Path, path: Path, value: object) -> object:
    if outer == path:
        return value
    held = deepcopy(found(data, outer))
    _set(held, path[len(outer) :], value)
    return held


def _put_each(text: str, path: Path, value: Mapping[str, object]) -> str:
    for name in found(parsed(text), path).keys() - value.keys():
        text = drop(text, (*path, name))
    for name, one in value.items():
        text = put(text, (*path, name), one)
    return text


def _replaced(text: str, line: Line, value: object) -> str:
    start, end = line.value
    hoisted = _own_lines(text, line, line.inner)
    return text[: line.start] + hoisted + text[line.start : start] + literal(value) + text[end:]


def _own_lines(text: str, line: Line, comments: tuple[tuple[int, int], ...]) -> str:
    indent = text[line.start : line.end]
    indent = indent[: len(indent) - len(indent.lstrip())]
    return "".join(f"{indent}{text[start:end]}{newline_of(text)}" for start, end in comments)


def _without(text: str, line: Line) -> str:
    behind = (line.comment,) if line.comment[0] < line.comment[1] else ()
    kept = _own_lines(text, line, (*line.inner, *behind))
    after = text[line.end :]
    for newline in ("\r\n", "\n"):
        if after.startswith(newline):
            return text[: line.start] + kept + after.removeprefix(newline)
    return text[: line.start] + kept + after


def _inserted(text: str, lines: tuple[Line, ...], path: Path, value: object) -> str:
    before = _line_before(lines, path)
    name = path[-1]
    if before is None or not isinstance(name, str):
        raise RuleBroken("layout_unusual")
    first = text[before.start : before.end]
    indent = first[: len(first) - len(first.lstrip())]
    pair = f"{newline_of(text)}{indent}{name_of(name)} = {literal(value)}"
    return text[: before.end] + pair + text[before.end :]


def _line_before(lines: tuple[Line, ...], path: Path) -> Line | None:
    table = path[:-1]
    header = next((one for one in lines if one.kind is Kind.HEADER and one.path == table), None)
    body = _body(lines, table, header)
    wanted = _rank(path[-1])
    earlier = [line for line in body if _rank(line.path[len(table)]) <= wanted]
    if not earlier:
        return header or (body[-1] if body else None)
    return max(earlier, key=lambda line: (_rank(line.path[len(table)]), line.start))


def _rank(name: str | int) -> int:
    return ORDER.index(name) if isinstance(name, str) and name in ORDER else -1


def _body(lines: tuple[Line, ...], table: Path, header: Line | None) -> list[Line]:
    since = lines.index(header) + 1 if header else 0
    body = []
    for line in lines[since:]:
        if line.kind is Kind.HEADER:
            break
        if line.kind is Kind.PAIR and _is_within(line.path, table):
            body.append(line)
    return body

"""Points into a protocol's text: which line a table or a field stands on, and what is in it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vpt.core.errors import RuleBroken
from vpt.protocol.definition import Text
from vpt.protocol.layout import Kind, Path, lines_of
from vpt.protocol.writing import is_unwritable


class ProtocolFault(RuleBroken):
    """A protocol text that cannot be used: a code, the line, the step and the reason."""

    def __init__(self, code: str, reason: str, *, line: int, step: str | None = None) -> None:
        super().__init__(code, reason=reason, line=line, step=step)
        self.line = line
        self.step = step
        self.reason = reason

    def __str__(self) -> str:
        place = f"line {self.line}, step {self.step}" if self.step else f"line {self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One table of the text with its lines, read field by field."""

    table: Mapping[str, object]
    first_line: int
    lines: tuple[str, ...]
    step: str | None = None

    def fault(self, code: str, reason: str, *needles: str) -> ProtocolFault:
        """Return a fault at the first line that holds every needle, or the first of them."""
        return ProtocolFault(code, reason, line=self._line_of(needles), step=self.step)

    def _line_of(self, needles: tuple[str, ...]) -> int:
        for wanted in (needles, needles[:1]):
            for offset, line in enumerate(self.lines):
                if wanted and all(_holds(line, needle) for needle in wanted):
                    return self.first_line + offset
        return self.first_line

    def refuse_others(self, known: Collection[str]) -> None:
        """Refuse a field that means nothing here, most often a misspelled one."""
        for name in self.table:
            if name not in known:
                raise self.fault("unknown_field", f"unknown field '{name}'", name)

    def word(self, name: str) -> str:
        """Return a required line of text."""
        value = self.table.get(name)
        if value is None:
            raise self.fault("missing_field", f"'{name}' is missing", name)
        if not isinstance(value, str) or not value.strip():
            raise self.fault("wrong_type", f"'{name}' must be text", name)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of lines of text, empty when absent."""
        value = self.table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault("wrong_type", f"'{name}' must be a list of texts", name)
        return tuple(value)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.table.get(name, default)
        if not isinstance(value, bool):
            raise self.fault("wrong_type", f"'{name}' must be true or false", name)
        return value

    def text(self, name: str) -> Text:
        """Return words for people; the Dutch may not be missing."""
        value = self.table.get(name)
        if not isinstance(value, dict):
            raise self.fault("missing_text", f"'{name}' needs a text in nl", name)
        nl, en = value.get("nl", ""), value.get("en", "")
        if not isinstance(nl, str) or not isinstance(en, str):
            raise self.fault("wrong_type", f"'{name}' must hold texts", name)
        if is_unwritable(nl.replace("\r\n", "\n") + en.replace("\r\n", "\n")):
            raise self.fault("wrong_type", f"'{name}' holds a character no text can hold", name)
        if not nl.strip():
            raise self.fault("missing_text", f"'{name}' has no Dutch text (nl)", name)
        return Text(nl.strip(), en.strip())

    def inner(self, name: str) -> "Block":
        """Return a table inside this one, empty when absent."""
        value = self.table.get(name, {})
        if not isinstance(value, dict):
            raise self.fault("wrong_type", f"'{name}' must be a table", name)
        line = self._line_of((name,))
        lines = self.lines[line - self.first_line :]
        return Block(table=value, first_line=line, lines=lines, step=self.step)


def _holds(line: str, needle: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(needle)}(?![\w-])", line) is not None


class Source:
    """A parsed text together with the line on which each of its tables begins."""

    def __init__(self, text: str, data: Mapping[str, object]) -> None:
        self.data = data
        self._lines = tuple(text.split("\n"))
        self._headers = tuple(
            (text.count("\n", 0, line.start) + 1, line.path)
            for line in lines_of(text)
            if line.kind is Kind.HEADER
        )

    def top(self) -> Block:
        """Return what stands above the first table."""
        end = self._headers[0][0] if self._headers else len(self._lines) + 1
        return Block(table=self.data, first_line=1, lines=self._lines[: end - 1])

    def named(self, kind: str) -> dict[str, Block]:
        """Return the tables `[kind.<name>]` by name, in the order of the text."""
        tables = self.data.get(kind, {})
        if not isinstance(tables, dict):
            raise ProtocolFault("wrong_type", f"'{kind}' must hold tables", line=1)
        return {name: self._named(kind, name, table) for name, table in tables.items()}

    def _named(self, kind: str, name: str, table: object) -> Block:
        if not isinstance(table, dict):
            raise ProtocolFault("wrong_type", f"'{kind}.{name}' must be a table", line=1)
        return self._block(table, (kind, name))

    def steps(self) -> tuple[Block, ...]:
        """Return the steps in the order of the text."""
        tables = self.data.get("steps", [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise ProtocolFault("wrong_type", "'steps' must be written as [[steps]]", line=1)
        return tuple(self._block(table, ("steps", place)) for place, table in enumerate(tables))

    def _block(self, table: Mapping[str, object], path: Path) -> Block:
        start = next((line for line, named in self._headers if named == path), 1)
        later = (
            line for line, named in self._headers if line > start and named[: len(path)] != path
        )
        end = next(later, len(self._lines) + 1)
        key = table.get("key")
        return Block(
            table=table,
            first_line=start,
            lines=self._lines[start - 1 : end - 1],
            step=key if isinstance(key, str) else None,
        )

"""The matrix of kind and severity: which measures it proposes, read from a data file."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from vpt.core.errors import RuleBroken
from vpt.incidents import taxonomy
from vpt.incidents.taxonomy import Category

FILE = "matrix.toml"
OWN_LEVELS = range(6)
"""Levels 0 to 5 of the ladder are the employer's own measures."""
ROWS = "ABCDEF"
LINE_OF = r'^\s*(?:key\s*=\s*"{0}"|level\s*=\s*{0}|\[measures\.{0}\]|"?{0}"?\s*=)'
MOST_KEPT = 64
"""Texts that stay read: those of as many organisations ask for nothing twice."""
AT_LINE = re.compile(r"at line (\d+)")


class Advice(StrEnum):
    """What a cell of the matrix says."""

    NO = "no"
    YES = "yes"
    REPEAT = "repeat"
    ADVISE = "advise"
    DEFAULT = "default"
    ALWAYS = "always"
    IF_OFFICIAL = "if_official"
    OFFER = "offer"
    ACTIVE = "active"
    ACTIVE_PLAN = "active_plan"
    ACTIVE_TODAY = "active_today"


UNTICKED = frozenset({Advice.NO, Advice.REPEAT, Advice.IF_OFFICIAL})
"""Advice that a person has to think about before it is chosen."""


class MatrixFault(RuleBroken):
    """A matrix that cannot be used: the line and the reason."""

    def __init__(self, reason: str, *, line: int) -> None:
        super().__init__("matrix_fault", reason=reason, line=line)
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column: a measure with its level on the ladder; aftercare has none."""

    key: str
    title: str
    short: str
    """Fits above a column."""
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A kind of aggression with the advice per measure."""

    key: str
    title: str
    cells: Mapping[str, Advice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """A severity with the highest own measure that is proposed at once."""

    level: int
    title: str
    highest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A measure the matrix speaks of for this case; `is_chosen` is ticked to begin with."""

    measure: Measure
    advice: Advice
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """One version of the matrix."""

    version: str
    measures: tuple[Measure, ...]
    rows: tuple[Row, ...]
    severities: tuple[Severity, ...]
    kinds: Mapping[str, str]

    def row_of(self, category: str, subtypes: Collection[str] = ()) -> Row:
        """Return the row of a category; its gravest behaviour decides, later letters are graver."""
        usual = self.kinds[category]
        named = [
            self.kinds.get(f"{category}.{one}", usual)
            for one in subtypes
            if taxonomy.CATEGORY_OF.get(one) == category
        ]
        letter = max(named, default=usual)
        return next(row for row in self.rows if row.key == letter)

    def severity(self, level: int) -> Severity:
        """Return what is said of a severity, 1 to 5."""
        return next(one for one in self.severities if one.level == level)

    def proposals(self, row: Row, level: int) -> tuple[Proposal, ...]:
        """Return every measure with its advice; what goes higher than the severity is unticked."""
        highest = self.severity(level).highest
        return tuple(
            Proposal(
                measure=one,
                advice=row.cells[one.key],
                is_chosen=row.cells[one.key] not in UNTICKED and not _is_too_high(one, highest),
            )
            for one in self.measures
        )

    def measure(self, key: str) -> Measure | None:
        """Return a measure by its key, or None."""
        return next((one for one in self.measures if one.key == key), None)


def _is_too_high(measure: Measure, highest: int) -> bool:
    return measure.level in OWN_LEVELS and (measure.level or 0) > highest


@cache
def matrix() -> Matrix:
    """Return the matrix that came with the program."""
    return load(product_text())


@cache
def product_text() -> str:
    """Return the text of the matrix that came with the program."""
    return resources.files("vpt.assessment").joinpath(FILE).read_text(encoding="utf-8")


@lru_cache(maxsize=MOST_KEPT)
def load(text: str) -> Matrix:
    """Return the matrix in a TOML text; MatrixFault for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise MatrixFault(f"this is no TOML: {error}", line=line) from error
    source = _Source(text)
    measures = tuple(source.measure(*pair) for pair in _table(data, "measures").items())
    rows = tuple(source.row(one, measures) for one in _list(data, "rows"))
    if "".join(row.key for row in rows) != ROWS:
        raise MatrixFault(f"the rows are {', '.join(ROWS)}, in this order", line=1)
    severities = tuple(source.severity(one) for one in _list(data, "severities"))
    if [one.level for one in severities] != list(range(1, taxonomy.MOST_SEVERE + 1)):
        raise MatrixFault("the severities are 1 to 5, in this order", line=1)
    kinds = source.kinds(_table(data, "taxonomy"))
    version = str(data.get("version", ""))
    return Matrix(version=version, measures=measures, rows=rows, severities=severities, kinds=kinds)


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    if not isinstance(found, dict):
        raise MatrixFault(f"[{name}] is missing", line=1)
    return found


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _list(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = data.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise MatrixFault(f"[[{name}]] is missing", line=1)
    return found


class _Source:
    """Reads tables and points at the line where something is wrong."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()

    def fault(self, reason: str, key: object) -> MatrixFault:
        wanted = re.compile(LINE_OF.format(re.escape(str(key))))
        numbered = enumerate(self._lines, start=1)
        line = next((number for number, line in numbered if wanted.match(line)), 1)
        return MatrixFault(reason, line=line)

    def measure(self, key: str, table: Any) -> Measure:
        if not isinstance(table, dict):
            raise self.fault(f"measure '{key}' needs a title, and a whole number as level", key)
        title, level = table.get("title"), table.get("level")
        if not isinstance(title, str) or not (level is None or _whole(level)):
            raise self.fault(f"measure '{key}' needs a title, and a whole number as level", key)
        return Measure(key=key, title=title, short=str(table.get("short", title)), level=level)

    def row(self, table: Mapping[str, Any], measures: Collection[Measure]) -> Row:
        key, known = str(table.get("key")), {one.key for one in measures}
        if set(table) != {"key", "title", *known}:
            odd = ", ".join(sorted(set(table) ^ {"key", "title", *known}))
            raise self.fault(f"row '{key}' has too much or too little: {odd}", key)
        try:
            cells = {one: Advice(table[one]) for one in known}
        except ValueError as error:
            raise self.fault(f"row '{key}': {error}", key) from None
        return Row(key=key, title=str(table["title"]), cells=cells)

    def severity(self, table: Mapping[str, Any]) -> Severity:
        level, highest = table.get("level"), table.get("highest")
        if not (_whole(level) and _whole(highest)):
            raise self.fault("a severity needs a level and the highest measure", level)
        title = str(table.get("title", ""))
        return Severity(level=int(level or 0), title=title, highest=int(highest or 0))

    def kinds(self, table: Mapping[str, Any]) -> dict[str, str]:
        missing = [one.value for one in Category if one.value not in table]
        if missing:
            raise MatrixFault(f"no row for {', '.join(missing)}", line=1)
        for name, letter in table.items():
            category, _, subtype = name.partition(".")
            if subtype and taxonomy.CATEGORY_OF.get(subtype) != category:
                raise self.fault(f"'{name}' is no behaviour of the taxonomy", name)
            if category not in set(Category) or str(letter) not in tuple(ROWS):
                raise self.fault(f"'{name}' has no row '{letter}'", name)
        return {name: str(letter) for name, letter in table.items()}

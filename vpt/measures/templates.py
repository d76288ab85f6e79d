"""The templates of letters: text with placeholders from a closed list, checked when loaded."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).with_name("letters")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TEXTS = frozenset(
    {
        "veroorzaker", "organisatie", "contact", "maatregel", "gebied", "begin", "einde",
        "herziening", "gehoord", "spoed", "rechtsmiddel", "gesprek", "plaats", "datum_voorval",
        "besluit", "gedrag", "uitkomst", "laatste",
    }
)  # fmt: skip
LISTS = frozenset({"gronden", "diensten"})
CONDITIONS = frozenset(
    {"gehoord", "spoed", "minderjarig", "bericht", "blijft", "verlengd", "opgeheven"}
)
TEMPLATE_KEYS = frozenset({"key", "version", "title", "subject", "verified", "clauses", "notices"})
CLAUSE_KEYS = frozenset({"heading", "text", "points", "when"})


class TemplateFault(ValueError):
    """A template that cannot be trusted: the file, the line and the reason."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        super().__init__(f"{name}, line {line}: {reason}")
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A clause with its placeholders; printed only when its condition holds ("": always)."""

    heading: str = ""
    text: str = ""
    points: str = ""
    """Name of the list that is printed point by point."""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of letter; a text that was filled in is never read as a template again."""

    key: str
    version: int
    title: str
    subject: str
    verified: bool
    clauses: tuple[Part, ...]
    notices: tuple[Part, ...]


@cache
def templates() -> Mapping[str, Template]:
    """Return every template by key. Raises TemplateFault for a broken one."""
    read = [load(file.name, file.read_text(encoding="utf-8")) for file in FOLDER.glob("*.toml")]
    return MappingProxyType({one.key: one for one in read})


def load(name: str, source: str) -> Template:
    """Return a template from TOML text. Raises TemplateFault with the line that is wrong."""
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as problem:
        raise TemplateFault(name, 1, str(problem)) from problem
    _refuse_keys(name, source, read, TEMPLATE_KEYS)
    try:
        return Template(
            key=read["key"],
            version=read["version"],
            title=read["title"],
            subject=_checked(name, source, read["subject"]),
            verified=read["verified"],
            clauses=tuple(_part(name, source, one) for one in read.get("clauses", ())),
            notices=tuple(_part(name, source, one) for one in read.get("notices", ())),
        )
    except KeyError as missing:
        raise TemplateFault(name, 1, f"{missing} is missing") from missing


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled in, once: values are never obeyed."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text).strip()


def _part(name: str, source: str, read: dict[str, Any]) -> Part:
    _refuse_keys(name, source, read, CLAUSE_KEYS)
    when = read.get("when", "")
    if when and when not in CONDITIONS:
        raise TemplateFault(name, _line(source, f'"{when}"'), f"unknown condition '{when}'")
    points = read.get("points", "")
    if points and points.strip("{}") not in LISTS:
        raise TemplateFault(name, _line(source, points), f"unknown list {points}")
    return Part(
        heading=_checked(name, source, read.get("heading", "")),
        text=_checked(name, source, read.get("text", "")),
        points=points.strip("{}"),
        when=when,
    )


def _checked(name: str, source: str, text: str) -> str:
    for found in PLACEHOLDER.findall(text):
        if found not in TEXTS:
            line = _line(source, "{" + found + "}")
            raise TemplateFault(name, line, f"unknown placeholder {{{found}}}")
    if text.count("{") != text.count("}"):
        raise TemplateFault(name, _line(source, text.splitlines()[0]), "a brace is left open")
    return text


def _refuse_keys(name: str, source: str, read: Iterable[str], known: frozenset[str]) -> None:
    for key in read:
        if key not in known:
            raise TemplateFault(name, _line(source, key), f"unknown key '{key}'")


def _line(source: str, what: str) -> int:
    lines = source.splitlines()
    return next((number for number, line in enumerate(lines, 1) if what in line), 1)

"""The templates of letters: text with placeholders from a closed list, checked when loaded."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import tomlkit
from tomlkit.items import AoT, String

Made = TypeVar("Made")

FOLDER = Path(__file__).with_name("letters")
AT_LINE = re.compile(r"at line (\d+)")
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
REASONS: Mapping[str, str] = {
    "no_toml": "this is no TOML: {what}",
    "key_missing": "{what} is missing",
    "key_unknown": "unknown key '{what}'",
    "type_wrong": "'{what}' holds something else than it should",
    "placeholder_unknown": "unknown placeholder {{{what}}}",
    "list_unknown": "unknown list {what}",
    "condition_unknown": "unknown condition '{what}'",
    "brace_open": "a brace is left open",
}
TEMPLATE_KEYS = frozenset({"key", "version", "title", "subject", "verified", "clauses", "notices"})
CLAUSE_KEYS = frozenset({"heading", "text", "points", "when"})


class TemplateFault(ValueError):
    """A template that cannot be trusted: the file, the line, a code and what is wrong.

    Codes: no_toml, key_missing, key_unknown, type_wrong, placeholder_unknown, list_unknown,
    condition_unknown, brace_open.
    """

    def __init__(self, name: str, line: int, code: str, what: str = "") -> None:
        super().__init__(f"{name}, line {line}: {REASONS[code].format(what=what)}")
        self.line = line
        self.code = code
        self.what = what


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
    """Return every template that comes with the product, by key. TemplateFault for a broken one."""
    read = [load(f"{key}.toml", source_of(key)) for key in _keys()]
    return MappingProxyType({one.key: one for one in read})


def source_of(key: str) -> str:
    """Return the text of a template that comes with the product."""
    return (FOLDER / f"{key}.toml").read_text(encoding="utf-8")


def load(name: str, source: str) -> Template:
    """Return a template from TOML text. Raises TemplateFault with the line that is wrong."""
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError as problem:
        found = AT_LINE.search(str(problem))
        line = int(found[1]) if found else source.count("\n") + 1
        raise TemplateFault(name, line, "no_toml", str(problem)) from problem
    return _Source(name, source).template(read)


def dump(template: Template) -> str:
    """Return a template as TOML text; `load` makes the same template of it."""
    document = tomlkit.document()
    for key in ("key", "version", "title", "subject", "verified"):
        document.add(key, getattr(template, key))
    for name, parts in (("clauses", template.clauses), ("notices", template.notices)):
        if parts:
            document.add(name, _tables(parts))
    return tomlkit.dumps(document)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its placeholders filled in, once: values are never obeyed."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text).strip()


def _keys() -> list[str]:
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def _tables(parts: Iterable[Part]) -> AoT:
    found = tomlkit.aot()
    for part in parts:
        table = tomlkit.table()
        for key in ("heading", "when", "text"):
            value = getattr(part, key)
            if value:
                table.add(key, _string(value))
        if part.points:
            table.add("points", f"{{{part.points}}}")
        found.append(table)
    return found


def _string(text: str) -> String:
    if "\n" not in text:
        return tomlkit.string(text)
    return tomlkit.string(f"\n{text}\n", multiline=True)


class _Source:
    """Reads tables and points at the line where something is wrong."""

    def __init__(self, name: str, source: str) -> None:
        self._name, self._source = name, source

    def template(self, read: Mapping[str, Any]) -> Template:
        self._refuse_keys(read, TEMPLATE_KEYS)
        return Template(
            key=self._text(read, "key"),
            version=self._value(read, "version", int),
            title=self._text(read, "title"),
            subject=self._checked(self._text(read, "subject")),
            verified=self._value(read, "verified", bool),
            clauses=self._parts(read, "clauses"),
            notices=self._parts(read, "notices"),
        )

    def _parts(self, read: Mapping[str, Any], name: str) -> tuple[Part, ...]:
        found = read.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self._fault("type_wrong", name)
        return tuple(self._part(one) for one in found)

    def _part(self, read: Mapping[str, Any]) -> Part:
        self._refuse_keys(read, CLAUSE_KEYS)
        said = {key: self._text(read, key) if key in read else "" for key in CLAUSE_KEYS}
        when, points = said["when"], said["points"]
        if when and when not in CONDITIONS:
            raise self._fault("condition_unknown", when, f'"{when}"')
        if points and points.strip("{}") not in LISTS:
            raise self._fault("list_unknown", points)
        return Part(
            heading=self._checked(said["heading"]),
            text=self._checked(said["text"]),
            points=points.strip("{}"),
            when=when,
        )

    def _checked(self, text: str) -> str:
        for found in PLACEHOLDER.findall(text):
            if found not in TEXTS:
                raise self._fault("placeholder_unknown", found, f"{{{found}}}")
        if has_open_brace(text):
            raise self._fault("brace_open", "", text.splitlines()[0])
        return text

    def _text(self, read: Mapping[str, Any], key: str) -> str:
        return str(self._value(read, key, str)).strip()

    def _value(self, read: Mapping[str, Any], key: str, kind: type[Made]) -> Made:
        if key not in read:
            raise TemplateFault(self._name, 1, "key_missing", key)
        found = read[key]
        if type(found) is not kind:
            raise self._fault("type_wrong", key)
        return found

    def _refuse_keys(self, read: Iterable[str], known: frozenset[str]) -> None:
        for key in read:
            if key not in known:
                raise self._fault("key_unknown", key)

    def _fault(self, code: str, what: str, where: str = "") -> TemplateFault:
        lines = enumerate(self._source.splitlines(), 1)
        line = next((number for number, one in lines if (where or what) in one), 1)
        return TemplateFault(self._name, line, code, what)


def has_open_brace(text: str) -> bool:
    """Return whether a brace stands in a text that belongs to no placeholder."""
    rest = PLACEHOLDER.sub("", text)
    return "{" in rest or "}" in rest

"""Which offences a reported behaviour may suggest: a data file with marks, and the choice from it.

Police and prosecution qualify; what comes from here is a suggestion and is shown as one.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from vpt.core.errors import RuleBroken
from vpt.incidents.taxonomy import CATEGORY_OF

FILE = "offences.toml"
TOP = {"version", "checked_on", "offences"}
AT_LINE = re.compile(r"at line (\d+)")
KEY_LINE = re.compile(r'^\s*key\s*=\s*"([^"]*)"')


class Mark(StrEnum):
    """How sure a row is (domain dossier, confidence marks)."""

    VERIFIED = "V"
    VERIFIED_OLD = "V-old"
    GENERAL = "G"


class Complaint(StrEnum):
    """Whether an offence is prosecuted only on a complaint of the victim."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"


class Need(StrEnum):
    """What a usable police report of an offence holds."""

    LITERAL_WORDS = "literal_words"
    INJURY = "injury"
    PROOF = "proof"
    FUNCTION_AND_TASK = "function_and_task"
    SERVICE_IMPACT = "service_impact"


class OffenceFault(RuleBroken):
    """A file of offences that cannot be used: the line, the offence and the reason."""

    def __init__(self, reason: str, *, line: int, offence: str = "") -> None:
        super().__init__("offence_fault", reason=reason, line=line, offence=offence)
        self.line = line
        self.offence = offence
        self.reason = reason

    def __str__(self) -> str:
        place = f"line {self.line}, offence {self.offence}" if self.offence else f"line {self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """One article that may fit; texts are Dutch, `english` is its name in English."""

    key: str
    law: str
    article: str
    name: str
    english: str
    maximum: str
    complaint: Complaint
    source: str
    mark: Mark
    behaviours: frozenset[str]
    """Subtypes of the taxonomy that suggest it."""
    usable: str
    """What makes a report of it usable: our proposal."""
    needs: tuple[Need, ...]
    complaint_term_for: frozenset[str] = frozenset()
    """Behaviours after which the term for a complaint is watched from the first day."""
    checked: str = ""
    """What of the row was read in its source, when that is not the whole row."""
    valid_from: date | None = None
    valid_to: date | None = None
    """First and last day it holds; None is a day not known to us."""

    @property
    def is_verified(self) -> bool:
        """Return whether the row was read in a current source; else it is to be checked."""
        return self.mark is Mark.VERIFIED

    def holds(self, on: date) -> bool:
        """Tell whether the row holds for an incident on this local date."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All offences of one version of the file."""

    version: str
    checked_on: date
    offences: tuple[Offence, ...]


@cache
def book() -> Book:
    """Return the offences that came with the program."""
    return load(resources.files("vpt.incidents").joinpath(FILE).read_text(encoding="utf-8"))


def suggest(behaviours: Iterable[str], on: date) -> tuple[Offence, ...]:
    """Return what may fit these subtypes for an incident on this local date.

    What fits most behaviours comes first, then the order of the file.
    """
    seen = frozenset(behaviours)
    fitting = (one for one in book().offences if one.behaviours & seen and one.holds(on))
    return tuple(sorted(fitting, key=lambda one: -len(one.behaviours & seen)))


def find(key: str) -> Offence | None:
    """Return an offence by its key; None when the file has no such row."""
    return next((one for one in book().offences if one.key == key), None)


def complaint_behaviours() -> frozenset[str]:
    """Return the behaviours after which the term for a complaint must be watched."""
    return frozenset[str]().union(*(one.complaint_term_for for one in book().offences))


def load(text: str) -> Book:
    """Return the offences in a TOML text; OffenceFault for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise OffenceFault(f"this is no TOML: {error}", line=line) from error
    for name in data.keys() - TOP:
        raise OffenceFault(f"unknown field '{name}'", line=1)
    rows = data.get("offences", [])
    lines = {
        found.group(1): number
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := KEY_LINE.match(line))
    }
    offences = tuple(_offence(_Row(row, lines.get(str(row.get("key", "")), 1))) for row in rows)
    _refuse_twice(offences, lines)
    if not isinstance(data.get("checked_on"), date) or not data.get("version"):
        raise OffenceFault("'version' and 'checked_on' (a date) are required", line=1)
    return Book(version=str(data["version"]), checked_on=data["checked_on"], offences=offences)


def _refuse_twice(offences: tuple[Offence, ...], lines: Mapping[str, int]) -> None:
    seen: set[str] = set()
    for one in offences:
        if one.key in seen:
            raise OffenceFault("this key is used twice", line=lines[one.key], offence=one.key)
        seen.add(one.key)


def _offence(row: "_Row") -> Offence:
    row.refuse_others()
    offence = Offence(
        key=row.word("key"),
        law=row.word("law"),
        article=row.word("article"),
        name=row.word("name"),
        english=row.word("english"),
        maximum=row.word("maximum"),
        complaint=Complaint(row.choice("complaint", Complaint)),
        source=row.word("source"),
        mark=Mark(row.choice("mark", Mark)),
        behaviours=row.subtypes("behaviours"),
        usable=row.word("usable"),
        needs=tuple(Need(word) for word in row.choices("needs", Need)),
        complaint_term_for=row.subtypes("complaint_term_for"),
        checked=row.word("checked") if "checked" in row.table else "",
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
    )
    _refuse_contradictions(row, offence)
    return offence


def _refuse_contradictions(row: "_Row", offence: Offence) -> None:
    if offence.valid_from and offence.valid_to and offence.valid_to < offence.valid_from:
        raise row.fault("'valid_to' lies before 'valid_from'")
    if offence.complaint_term_for - offence.behaviours:
        raise row.fault("'complaint_term_for' names a behaviour that does not suggest the offence")
    if offence.complaint_term_for and offence.complaint is Complaint.NO:
        raise row.fault("an offence without a complaint has no term for one")


class _Row:
    """One table of the file with the line its key stands on, read field by field."""

    def __init__(self, table: Mapping[str, object], line: int) -> None:
        self.table = table
        self.line = line

    def fault(self, reason: str) -> OffenceFault:
        return OffenceFault(reason, line=self.line, offence=str(self.table.get("key", "")))

    def refuse_others(self) -> None:
        known = set(Offence.__dataclass_fields__)
        for name in self.table:
            if name not in known:
                raise self.fault(f"unknown field '{name}'")

    def word(self, name: str) -> str:
        value = self.table.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"'{name}' must be text")
        return value.strip()

    def words(self, name: str) -> tuple[str, ...]:
        value = self.table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(f"'{name}' must be a list of texts")
        return tuple(value)

    def choice(self, name: str, known: Iterable[str]) -> str:
        return self._known(self.word(name), name, known)

    def choices(self, name: str, known: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._known(word, name, known) for word in self.words(name))

    def subtypes(self, name: str) -> frozenset[str]:
        return frozenset(self._known(word, name, CATEGORY_OF) for word in self.words(name))

    def _known(self, word: str, name: str, known: Iterable[str]) -> str:
        if word not in set(known):
            raise self.fault(f"unknown {name} '{word}'")
        return word

    def day(self, name: str) -> date | None:
        value = self.table.get(name)
        if value is not None and not isinstance(value, date):
            raise self.fault(f"'{name}' must be a date")
        return value

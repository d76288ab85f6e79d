"""Reads what an outcome means to a victim, and what a dismissal code means, from the data files."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

HERE = Path(__file__).parent
SOURCE, CODES = HERE / "meanings.toml", HERE / "dismissal_codes.toml"
Texts = Mapping[str, str]


def told(texts: Texts, locale: str = "nl") -> str:
    """Return a text in a language, in Dutch when there is none."""
    return texts.get(locale) or texts.get("nl", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What an outcome means, what happens next, until when, and what one can do against it.

    `verified` is about the remedy and the term; `source` is empty when neither is named.
    """

    means: Texts
    next: Texts
    until: Texts = field(default_factory=dict)
    remedy: Texts = field(default_factory=dict)
    source: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalCode:
    """One code of the prosecution with its plain meaning; unverified ones are shown as such."""

    code: str
    group: str
    title: Texts
    means: Texts
    source: str
    verified: bool


def meaning(kind: str, code: str) -> Meaning | None:
    """Return what an outcome means, or None for one that an organisation added itself."""
    return _meanings().get((kind, code))


def dismissal(code: str) -> DismissalCode | None:
    """Return a known dismissal code, or None for one that was typed freely."""
    return dismissal_codes().get(code.strip().rjust(2, "0"))


@cache
def _meanings() -> Mapping[tuple[str, str], Meaning]:
    read = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {
        (kind, code): Meaning(**one) for kind, codes in read.items() for code, one in codes.items()
    }


@cache
def dismissal_codes() -> Mapping[str, DismissalCode]:
    """Return the known codes in the order of the file. Raises ValueError for a broken file."""
    read = tomllib.loads(CODES.read_text(encoding="utf-8"))["codes"]
    found = {one["code"]: _code(one) for one in read}
    if len(found) != len(read):
        message = "dismissal_codes.toml: a code is there twice"
        raise ValueError(message)
    return MappingProxyType(found)


def _code(read: dict[str, Any]) -> DismissalCode:
    return DismissalCode(**read)

"""Adds and removes the facts an organisation records for itself."""

import re
import unicodedata
from collections.abc import Collection, Mapping

from vpt.core.errors import RuleBroken
from vpt.protocol.blocks import add_behind, remove, spans
from vpt.protocol.definition import FactSource, Scope, Text
from vpt.protocol.edits import AddFact, NewFact, RemoveFact
from vpt.protocol.facts import OWN
from vpt.protocol.mentions import readers, setters
from vpt.protocol.outline import Outline, text_value
from vpt.protocol.rewriting import confirmed
from vpt.protocol.terms import FACT_KEY
from vpt.protocol.writing import literal, name_of, typed_line

LONGEST_NAME = 40
WORDS = re.compile(r"[^a-z0-9]+")


def fact_key(text: str, title: str) -> str:
    """Return the key a fact with this title gets in this protocol, like `own.team_spoken`."""
    return OWN + unused(slug(title, "fact"), {key.removeprefix(OWN) for key in _keys(text)})


def _keys(text: str) -> frozenset[str]:
    return Outline(text).keys("facts")


def slug(title: str, otherwise: str) -> str:
    """Return a title in plain small letters, digits and underscores, beginning with a letter."""
    plain = unicodedata.normalize("NFKD", title[: LONGEST_NAME * 4]).encode("ascii", "ignore")
    name = WORDS.sub("_", plain.decode().lower()).strip("_")[:LONGEST_NAME].rstrip("_")
    if not name:
        return otherwise
    return name if name[0].isalpha() else f"{otherwise}_{name}"


def unused(name: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the name itself, or with a number behind it."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free


def add_fact(text: str, edit: AddFact) -> str:
    """Declare an own fact."""
    return with_fact(text, edit.fact, edit.fact.scope or Scope.CASE)[0]


def with_fact(text: str, fact: NewFact, scope: Scope) -> tuple[str, str]:
    """Return the text with one more fact about `scope`, and the key it got."""
    outline = Outline(text)
    title = clean_title(fact.title)
    key = fact.key or fact_key(text, title["nl"])
    if not key.startswith(OWN) or not FACT_KEY.match(key):
        raise RuleBroken("key_wrong", field="key")
    if key in outline.keys("facts"):
        raise RuleBroken("key_taken", field="key")
    table = {
        "title": title,
        "scope": scope.value,
        "type": fact.type.value,
        "source": FactSource.OUTCOME.value,
    }
    outline.data.setdefault("facts", {})[key] = table
    block = "\n".join((f"[facts.{name_of(key)}]", *pairs(table)))
    return confirmed(add_behind(text, _place(text), block), outline.data), key


def pairs(table: Mapping[str, object]) -> list[str]:
    """Return the lines of a table."""
    return [f"{name_of(name)} = {literal(value)}" for name, value in table.items()]


def clean_title(title: Text) -> dict[str, str]:
    """Return a title as it is written; refuses with `text_missing` or `text_unwritable`."""
    return text_value(typed_line(title.nl, "nl"), typed_line(title.en, "en"))


def _place(text: str) -> int:
    for kind in ("facts", "phases", "parties"):
        ends = [end for _, end in spans(text, kind).values()]
        if ends:
            return max(ends)
    raise RuleBroken("layout_unusual")


def remove_fact(text: str, edit: RemoveFact) -> str:
    """Take away an own fact that no step reads or sets."""
    outline = Outline(text)
    outline.named("facts", edit.fact)
    if not edit.fact.startswith(OWN):
        raise RuleBroken("fact_foreign", field="fact")
    users = {*readers(outline.steps(), edit.fact), *setters(outline.steps(), edit.fact)}
    if users:
        raise RuleBroken("fact_in_use", field="fact", steps=tuple(sorted(users)))
    return without_fact(text, edit.fact)


def without_fact(text: str, key: str) -> str:
    """Return the text without this fact."""
    data = Outline(text).data
    del data["facts"][key]
    if not data["facts"]:
        del data["facts"]
    span = spans(text, "facts").get(("facts", key))
    if span is None:
        raise RuleBroken("layout_unusual")
    return confirmed(remove(text, span), data)

"""Reads a chain protocol from TOML text and refuses a bad one by line, step and reason."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from vpt.protocol.checks import refuse_contradictions
from vpt.protocol.definition import (
    Anchor,
    Basis,
    Condition,
    FactContent,
    FactDefinition,
    FactSource,
    FactType,
    Need,
    Outcome,
    Party,
    Phase,
    Protocol,
    Repeat,
    Scope,
    Step,
    Term,
    Text,
)
from vpt.protocol.facts import SET_BY_CODE
from vpt.protocol.source import Block, ProtocolFault, Source
from vpt.protocol.terms import FACT_KEY, STEP_KEY, parse_anchor, parse_term
from vpt.protocol.works import Work

AT_LINE = re.compile(r"at line (\d+)")
TOP = {"key", "title", "owner", "after_report", "parties", "phases", "facts", "steps"}
STEP = {
    *("key", "phase", "party", "scope", "title", "why", "reporter", "basis", "when", "after"),
    *("anchor", "due", "target", "repeat", "outcomes", "documents", "gate", "pausable", "optional"),
    "work",
}
Choice = TypeVar("Choice", bound=StrEnum)


def load(text: str) -> Protocol:
    """Return the protocol, or raise `ProtocolFault` for the first thing that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise ProtocolFault("syntax", f"this is no TOML: {error}", line=line) from error
    source = Source(text, data)
    blocks = source.steps()
    protocol = _protocol(source, blocks)
    refuse_contradictions(protocol, {block.word("key"): block for block in blocks})
    return protocol


def _protocol(source: Source, blocks: tuple[Block, ...]) -> Protocol:
    top = source.top()
    top.refuse_others(TOP)
    return Protocol(
        key=top.word("key"),
        title=top.text("title"),
        owner=top.word("owner"),
        after_report=top.text("after_report"),
        parties=tuple(_party(*pair) for pair in source.named("parties").items()),
        phases=tuple(_phase(*pair) for pair in source.named("phases").items()),
        facts=_facts(source.named("facts")),
        steps=tuple(_step(block) for block in blocks),
    )


def _party(key: str, block: Block) -> Party:
    block.refuse_others({"title", "external"})
    return Party(key=key, title=block.text("title"), external=block.flag("external", default=False))


def _phase(key: str, block: Block) -> Phase:
    block.refuse_others({"title"})
    return Phase(key=key, title=block.text("title"))


def _facts(blocks: Mapping[str, Block]) -> dict[str, FactDefinition]:
    facts = {key: _fact(key, block) for key, block in blocks.items()}
    for key, (scope, kind) in SET_BY_CODE.items():
        unnamed = FactDefinition(
            key=key, title=Text(key), scope=scope, type=kind, source=FactSource.REPORT
        )
        facts.setdefault(key, unnamed)
    return facts


def _fact(key: str, block: Block) -> FactDefinition:
    block.refuse_others({"title", "scope", "type", "source"})
    if not FACT_KEY.fullmatch(key):
        raise block.fault("wrong_key", f"'{key}' is no fact key")
    fact = FactDefinition(
        key=key,
        title=block.text("title"),
        scope=_choice(block, "scope", Scope),
        type=_choice(block, "type", FactType),
        source=_choice(block, "source", FactSource),
    )
    known = SET_BY_CODE.get(key)
    if known is None and fact.source is not FactSource.OUTCOME:
        raise block.fault(
            "fact_unset", f"nothing ever sets '{key}'; its source is outcome", "source"
        )
    if known is not None and known != (fact.scope, fact.type):
        raise block.fault("fact_differs", f"'{key}' is {known[0]}, {known[1]} in code", "scope")
    return fact


def _choice(block: Block, name: str, choices: type[Choice]) -> Choice:
    word = block.word(name)
    try:
        return choices(word)
    except ValueError:
        known = ", ".join(choices)
        reason = f"unknown {name} '{word}'; use one of {known}"
        raise block.fault(f"unknown_{name}", reason, name) from None


def _choices(block: Block, name: str, choices: type[Choice]) -> Iterable[Choice]:
    for word in block.words(name):
        try:
            yield choices(word)
        except ValueError:
            raise block.fault(f"unknown_{name}", f"unknown '{word}' in '{name}'", word) from None


def _step(block: Block) -> Step:
    block.refuse_others(STEP)
    key = block.word("key")
    if not STEP_KEY.fullmatch(key):
        raise block.fault("wrong_key", f"'{key}' is no step key", "key")
    return Step(
        key=key,
        phase=block.word("phase"),
        party=block.word("party"),
        scope=_choice(block, "scope", Scope),
        title=block.text("title"),
        why=block.text("why"),
        reporter=block.text("reporter"),
        basis=_basis(block),
        when=_condition(block),
        after=block.words("after"),
        anchor=_anchor(block),
        due=_term(block, "due"),
        target=_term(block, "target") if "target" in block.table else None,
        repeat=_repeat(block) if "repeat" in block.table else None,
        outcomes=_outcomes(block),
        documents=block.words("documents"),
        gate=block.flag("gate", default=False),
        pausable=block.flag("pausable", default=True),
        optional=block.flag("optional", default=False),
        work=_choice(block, "work", Work) if "work" in block.table else None,
    )


def _basis(block: Block) -> Basis:
    if "basis" not in block.table:
        raise block.fault("missing_basis", "a step needs a basis: on whose authority?", "key")
    inner = block.inner("basis")
    inner.refuse_others({"source", "text", "verified"})
    return Basis(
        source=inner.word("source"),
        text=inner.text("text"),
        verified=inner.flag("verified", default=False),
    )


def _condition(block: Block) -> Condition:
    inner = block.inner("when")
    inner.refuse_others({"all", "any", "none"})
    return Condition(all=inner.words("all"), any=inner.words("any"), none=inner.words("none"))


def _term(block: Block, name: str) -> Term:
    text = block.word(name)
    try:
        return parse_term(text)
    except ValueError as error:
        raise block.fault("unknown_term", str(error), name) from None


def _anchor(block: Block) -> Anchor:
    text = block.word("anchor")
    try:
        return parse_anchor(text)
    except ValueError as error:
        raise block.fault("unknown_anchor", str(error), "anchor") from None


def _repeat(block: Block) -> Repeat:
    inner = block.inner("repeat")
    inner.refuse_others({"every", "target", "until"})
    return Repeat(
        every=_term(inner, "every"),
        until=inner.word("until"),
        target=_term(inner, "target") if "target" in inner.table else None,
    )


def _outcomes(block: Block) -> tuple[Outcome, ...]:
    tables = block.table.get("outcomes", [])
    if not isinstance(tables, list) or not tables:
        raise block.fault("no_outcome", "a step needs at least one outcome", "key")
    return tuple(_outcome(block, table) for table in tables)


def _outcome(block: Block, table: object) -> Outcome:
    if not isinstance(table, dict):
        raise block.fault("wrong_type", "'outcomes' must be written as [[steps.outcomes]]", "key")
    key = table.get("key")
    line = block.fault("", "", "key", f'"{key}"').line
    inner = Block(
        table=table,
        first_line=line,
        lines=block.lines[line - block.first_line :],
        step=block.step,
    )
    inner.refuse_others({"key", "title", "sets", "creates", "requires"})
    return Outcome(
        key=inner.word("key"),
        title=inner.text("title"),
        sets=_sets(inner),
        creates=tuple(_choices(inner, "creates", Scope)),
        requires=frozenset(_choices(inner, "requires", Need)),
    )


def _sets(block: Block) -> dict[str, FactContent]:
    values = block.inner("sets").table
    for key, value in values.items():
        if not isinstance(value, FactContent):
            raise block.fault("wrong_type", f"'{key}' cannot be set to this", key)
    return {key: value for key, value in values.items() if isinstance(value, FactContent)}

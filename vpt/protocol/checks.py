"""Refuses a protocol that contradicts itself: unknown names, cycles, steps that never come."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from vpt.protocol.definition import (
    PARENTS,
    Anchor,
    AnchorKind,
    FactContent,
    FactDefinition,
    FactType,
    Outcome,
    Protocol,
    Repeat,
    Scope,
    Step,
)
from vpt.protocol.facts import OWN, fits
from vpt.protocol.lookup import GATE
from vpt.protocol.moments import unit_of
from vpt.protocol.reach import refuse_unreachable
from vpt.protocol.source import Block, ProtocolFault
from vpt.protocol.terms import facts_of_term, names_of_anchor

PLACEHOLDERS = {
    "$date": {FactType.DATE},
    "$number": {FactType.TEXT},
    "$reason": {FactType.TEXT},
}


def refuse_contradictions(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    """Raise `ProtocolFault` for the first contradiction in the order of the text."""
    if not protocol.steps:
        raise ProtocolFault("no_steps", "a protocol needs steps", line=1)
    _refuse_doubles(protocol, blocks)
    for step in protocol.steps:
        block = blocks[step.key]
        _refuse_unknown_places(protocol, step, block)
        _refuse_mixed_units(step, block)
        _refuse_foreign_work(step, block)
        for key, field in _reads(step):
            _refuse_unreadable(protocol, step, key, block, field)
        for name, field in _follows(step):
            _refuse_unordered(protocol, step, name, block, field)
        for outcome in step.outcomes:
            _refuse_bad_outcome(protocol, step, outcome, block)
    _refuse_cycles(protocol, blocks)
    refuse_unreachable(protocol, blocks)


def _refuse_doubles(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    seen: set[str] = set()
    for step in protocol.steps:
        if step.key in seen:
            raise blocks[step.key].fault("duplicate_key", f"'{step.key}' is used twice", "key")
        seen.add(step.key)
        keys = [outcome.key for outcome in step.outcomes]
        for key in keys:
            if keys.count(key) > 1:
                reason = f"outcome '{key}' is used twice"
                raise blocks[step.key].fault("duplicate_key", reason, "key", key)


def _refuse_unknown_places(protocol: Protocol, step: Step, block: Block) -> None:
    if step.phase not in {phase.key for phase in protocol.phases}:
        raise block.fault("unknown_phase", f"unknown phase '{step.phase}'", "phase")
    if step.party not in {party.key for party in protocol.parties}:
        raise block.fault("unknown_party", f"unknown party '{step.party}'", "party")


def _refuse_mixed_units(step: Step, block: Block) -> None:
    pairs = [(step.due, step.target, "target")]
    if step.repeat:
        pairs.append((step.repeat.every, step.repeat.target, "repeat"))
    for due, target, field in pairs:
        if target and not (due.of or target.of) and unit_of(due) is not unit_of(target):
            reason = "a target is counted in the same unit as the term, so that a pause moves both"
            raise block.fault("target_unit", reason, field)


def _refuse_foreign_work(step: Step, block: Block) -> None:
    if step.work is not None and step.is_own:
        reason = f"'{step.work}' has a page made for a step of the reference; leave 'work' out"
        raise block.fault("foreign_work", reason, "work")


def _reads(step: Step) -> Iterator[tuple[str, str]]:
    yield from ((key, "when") for key in step.when.names())
    yield from ((key, "anchor") for key in names_of_anchor(step.anchor, AnchorKind.FACT))
    yield from ((key, "due") for key in facts_of_term(step.due))
    if step.target:
        yield from ((key, "target") for key in facts_of_term(step.target))
    if step.repeat:
        yield step.repeat.until, "repeat"
        yield from ((key, "repeat") for key in _dates_of_repeat(step.repeat))


def _dates_of_repeat(repeat: Repeat) -> tuple[str, ...]:
    target = facts_of_term(repeat.target) if repeat.target else ()
    return (*facts_of_term(repeat.every), *target)


def _dates_of(step: Step) -> tuple[str, ...]:
    target = facts_of_term(step.target) if step.target else ()
    repeat = _dates_of_repeat(step.repeat) if step.repeat else ()
    return (*facts_of_term(step.due), *target, *repeat)


def _follows(step: Step) -> Iterator[tuple[str, str]]:
    yield from ((name, "after") for name in step.after if name != GATE)
    yield from ((name, "anchor") for name in names_of_anchor(step.anchor, AnchorKind.STEP))


def _refuse_unreadable(protocol: Protocol, step: Step, key: str, block: Block, field: str) -> None:
    fact = protocol.facts.get(key)
    if fact is None:
        raise block.fault("unknown_fact", f"unknown fact '{key}' in '{field}'", field, key)
    if fact.scope not in {Scope.CASE, step.scope}:
        reason = f"a {step.scope} step cannot read '{key}', a fact of a {fact.scope}"
        raise block.fault("fact_scope", reason, field, key)
    if key in _dates_of(step) and fact.type not in {FactType.DATE, FactType.MOMENT}:
        raise block.fault("fact_type", f"'{key}' in '{field}' is no date", field, key)


def _refuse_unordered(protocol: Protocol, step: Step, name: str, block: Block, field: str) -> None:
    other = next((one for one in protocol.steps if one.key == name), None)
    if other is None:
        raise block.fault("unknown_step", f"unknown step '{name}' in '{field}'", field, name)
    near = {Scope.CASE, step.scope, PARENTS.get(step.scope)}
    if step.scope is not Scope.CASE and other.scope not in near:
        reason = f"a {step.scope} step cannot follow '{name}', a step of a {other.scope}"
        raise block.fault("step_scope", reason, field, name)


def _refuse_bad_outcome(protocol: Protocol, step: Step, outcome: Outcome, block: Block) -> None:
    if outcome.creates and step.is_own:
        reason = "an own step creates nobody and nothing: only the program's own pages can"
        raise block.fault("foreign_creates", reason, "creates")
    if Scope.CASE in outcome.creates:
        raise block.fault("unknown_creates", "an outcome creates no case", "creates", "case")
    for key, value in outcome.sets.items():
        fact = protocol.facts.get(key)
        if fact is None:
            raise block.fault("unknown_fact", f"unknown fact '{key}' in 'sets'", "sets", key)
        if fact.scope not in {Scope.CASE, step.scope, *outcome.creates}:
            reason = f"a {step.scope} step cannot set '{key}', a fact of a {fact.scope}"
            raise block.fault("fact_scope", reason, "sets", key)
        if not key.startswith(OWN) and step.is_own:
            reason = f"an own step may only set facts that begin with '{OWN}'"
            raise block.fault("foreign_fact", reason, "sets", key)
        if not _can_hold(fact, value):
            raise block.fault("fact_type", f"'{key}' is a {fact.type}", "sets", key)


def _can_hold(fact: FactDefinition, value: FactContent) -> bool:
    if isinstance(value, str) and value in PLACEHOLDERS:
        return fact.type in PLACEHOLDERS[value]
    return fits(value, fact.type)


def _refuse_cycles(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    gate = {step.key for step in protocol.steps if step.gate}
    graph = {
        step.key: {name for name, _ in _follows(step)} | (gate if _awaits_gate(step) else set())
        for step in protocol.steps
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        ring = list(reversed(error.args[1]))
        block = blocks[ring[0]]
        reason = f"steps wait for each other: {' → '.join(ring)}"
        raise block.fault("cycle", reason, "after", ring[1]) from None


def _awaits_gate(step: Step) -> bool:
    return GATE in step.after or _counts_from_gate(step.anchor)


def _counts_from_gate(anchor: Anchor) -> bool:
    return anchor.kind is AnchorKind.GATE or any(map(_counts_from_gate, anchor.of))

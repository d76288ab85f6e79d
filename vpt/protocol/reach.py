"""Tells which steps and facts can ever come about, and whether a case can ever be closed."""

from collections.abc import Mapping

from vpt.protocol.definition import (
    Anchor,
    AnchorKind,
    Condition,
    Protocol,
    Scope,
    Step,
    Term,
    TermKind,
)
from vpt.protocol.facts import PERMANENT, SET_BY_CODE
from vpt.protocol.lookup import GATE
from vpt.protocol.source import Block, ProtocolFault


def refuse_unreachable(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    """Raise `ProtocolFault` for a step that never comes or a case that is never closed."""
    facts, steps = _reached(protocol)
    for step in protocol.steps:
        if step.key not in steps:
            reason = "this step can never be reached: nothing sets the facts it needs"
            raise blocks[step.key].fault("never_reachable", reason, "when")
        if step.gate and step.repeat and step.repeat.until not in facts:
            reason = f"nothing sets '{step.repeat.until}', so a case is never closed"
            raise blocks[step.key].fault("never_closes", reason, "repeat")
        if step.gate and not _is_certain(protocol, step, step.anchor):
            reason = "a gate step may never begin to count: its anchor is not sure to be known"
            raise blocks[step.key].fault("never_closes", reason, "anchor")
        if step.gate and not _can_end(step.due, {*step.when.all, *PERMANENT}):
            reason = "a gate step may never begin to count: its date is not sure to be known"
            raise blocks[step.key].fault("never_closes", reason, "due")
    if not any(GATE in step.after for step in protocol.steps):
        reason = "a case is never closed: no step comes after 'gate'"
        raise ProtocolFault("never_closes", reason, line=1)


def _is_certain(protocol: Protocol, step: Step, anchor: Anchor) -> bool:
    if anchor.kind is AnchorKind.FACT:
        return anchor.name in {*map(_key, step.when.all), *PERMANENT}
    if anchor.kind is AnchorKind.STEP:
        other = protocol.step(anchor.name)
        asked_too = set(other.when.all) <= set(step.when.all)
        near = other.scope in {Scope.CASE, step.scope}
        return near and asked_too and not (other.when.any or other.when.none)
    if not anchor.of:
        return True
    choose = all if anchor.kind is AnchorKind.LATEST else any
    return choose(_is_certain(protocol, step, one) for one in anchor.of)


def _reached(protocol: Protocol) -> tuple[set[str], set[str]]:
    facts, steps = set(SET_BY_CODE), set[str]()
    while True:
        fresh = [
            step
            for step in protocol.steps
            if step.key not in steps and _can_open(step, facts, steps)
        ]
        if not fresh:
            return facts, steps
        for step in fresh:
            steps.add(step.key)
            facts.update(key for outcome in step.outcomes for key in outcome.sets)


def _can_open(step: Step, facts: set[str], steps: set[str]) -> bool:
    return (
        _can_hold(step.when, facts)
        and all(name in steps or name == GATE for name in step.after)
        and _can_count_from(step.anchor, facts, steps)
        and _can_end(step.due, facts)
    )


def _can_hold(when: Condition, facts: set[str]) -> bool:
    if set(when.all) & set(when.none) or (when.any and set(when.any) <= set(when.none)):
        return False
    needed = all(_key(term) in facts for term in when.all)
    return needed and (not when.any or any(_key(term) in facts for term in when.any))


def _key(term: str) -> str:
    return term.partition("=")[0]


def _can_count_from(anchor: Anchor, facts: set[str], steps: set[str]) -> bool:
    if anchor.kind is AnchorKind.FACT:
        return anchor.name in facts
    if anchor.kind is AnchorKind.STEP:
        return anchor.name in steps
    if not anchor.of:
        return True
    choose = all if anchor.kind is AnchorKind.LATEST else any
    return choose(_can_count_from(one, facts, steps) for one in anchor.of)


def _can_end(term: Term, facts: set[str]) -> bool:
    if term.kind is TermKind.AT:
        return term.fact in facts
    if not term.of:
        return True
    choose = all if term.kind is TermKind.LATEST else any
    return choose(_can_end(one, facts) for one in term.of)

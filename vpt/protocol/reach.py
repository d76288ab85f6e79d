"""Tells which steps and facts can ever come about, and whether every case can be closed."""

from collections.abc import Iterable, Mapping
from enum import Enum

from vpt.protocol.definition import (
    Anchor,
    AnchorKind,
    Condition,
    FactContent,
    FactType,
    Protocol,
    Scope,
    Step,
    Term,
    TermKind,
)
from vpt.protocol.facts import PERMANENT, SET_BY_CODE, as_text, from_text
from vpt.protocol.lookup import GATE
from vpt.protocol.source import Block, ProtocolFault

ANSWERED = {"$date", "$number", "$reason"}
NAMED_BY_PEOPLE = {Scope.CASE, Scope.VICTIM, Scope.PERPETRATOR}
"""Whom somebody can always add to a case; other subjects come from an outcome or from code."""
MADE_WITH: Mapping[Scope, str] = {Scope.CLAIM: "damage"}
"""The fact with which code makes a subject of this scope when there is none."""


class Anything(Enum):
    """Stands for whatever value people or code may give a fact."""

    VALUE = "any"


Possible = dict[str, set[FactContent | Anything]]
"""Each fact that can be recorded, with the values it can have."""


def refuse_unreachable(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    """Raise `ProtocolFault` for a step that never comes or a case that is never closed."""
    facts, steps = _reached(protocol, protocol.steps)
    _, before_closing = _reached(protocol, [one for one in protocol.steps if not _closes(one)])
    for step in protocol.steps:
        block = blocks[step.key]
        if step.key not in steps:
            reason = "this step can never be reached: nothing sets the facts it needs"
            raise block.fault("never_reachable", reason, "when")
        if step.repeat and not _is_possible(protocol, step.repeat.until, facts):
            code = "never_closes" if step.gate else "never_ends"
            reason = f"nothing sets '{step.repeat.until}', so this step comes back for ever"
            raise block.fault(code, reason, "repeat")
        if step.gate:
            if step.key not in before_closing:
                reason = "a gate step that can only come after closing keeps nothing from closing"
                raise block.fault("gate_too_late", reason, "when")
            _refuse_unsure_gate(protocol, step, block)
    _refuse_unclosable(protocol, blocks)


def _closes(step: Step) -> bool:
    return GATE in step.after


def _refuse_unsure_gate(protocol: Protocol, step: Step, block: Block) -> None:
    field = unsure(protocol, step)
    if field:
        raise block.fault("never_closes", UNSURE[field], field)
    if _may_lack_subject(protocol, step):
        reason = f"cases without a {step.scope} are never closed: let 'when' name a fact of its own"
        raise block.fault("never_closes", reason, "when", "scope")


UNSURE = {
    "anchor": "a gate step may never begin to count: its anchor is not sure to be known",
    "due": "a gate step may never begin to count: its date is not sure to be known",
    "after": "a gate step may never open: a step it comes after is not sure to open",
}


def _refuse_unclosable(protocol: Protocol, blocks: Mapping[str, Block]) -> None:
    closing = [step for step in protocol.steps if _closes(step)]
    if not closing:
        reason = "a case is never closed: no step comes after 'gate'"
        raise ProtocolFault("never_closes", reason, line=1)
    fields = [_unsure_closing(protocol, step, closing) for step in closing]
    if all(fields):
        reason = "the step that closes a case is not sure to come in every case"
        raise blocks[closing[0].key].fault("never_closes", reason, str(fields[0]))


def _unsure_closing(protocol: Protocol, step: Step, closing: list[Step]) -> str | None:
    if step.scope is not Scope.CASE:
        return "scope"
    earlier = {
        key
        for one in protocol.steps
        if one not in closing
        for outcome in one.outcomes
        for key in outcome.sets
    }
    when = step.when
    certain = set(when.all) <= PERMANENT and (not when.any or set(when.any) & PERMANENT)
    if not certain or set(map(_key, when.none)) & {*earlier, *SET_BY_CODE}:
        return "when"
    return unsure(protocol, step)


def unsure(protocol: Protocol, step: Step) -> str | None:
    """Return the field that may keep a step from opening once its `when` holds, or None."""
    if not _is_certain(protocol, step, step.anchor):
        return "anchor"
    if not _ends_at_known(step.due, {*map(_key, step.when.all), *PERMANENT}):
        return "due"
    others = (protocol.step(name) for name in step.after if name != GATE)
    return "after" if any(unsure(protocol, other) for other in others) else None


def _is_certain(protocol: Protocol, step: Step, anchor: Anchor) -> bool:
    if anchor.kind is AnchorKind.FACT:
        return anchor.name in {*map(_key, step.when.all), *PERMANENT}
    if anchor.kind is AnchorKind.STEP:
        other = protocol.step(anchor.name)
        asked_too = set(other.when.all) <= {*step.when.all, *PERMANENT}
        near = other.scope in {Scope.CASE, step.scope}
        plain = not (other.when.any or other.when.none)
        return near and asked_too and plain and unsure(protocol, other) is None
    if not anchor.of:
        return True
    choose = all if anchor.kind is AnchorKind.LATEST else any
    return choose(_is_certain(protocol, step, one) for one in anchor.of)


def _may_lack_subject(protocol: Protocol, step: Step) -> bool:
    """Tell whether the case's facts may ask for this step while nobody can name its subject."""
    when = step.when
    if step.scope in NAMED_BY_PEOPLE or not (when.all or when.any):
        return False
    if MADE_WITH.get(step.scope) in when.all:
        return False
    of_case = {key for key in when.names() if protocol.facts[key].scope is Scope.CASE}
    needed = {_key(term) for term in when.all}
    return needed <= of_case and (not when.any or bool(set(map(_key, when.any)) & of_case))


def _reached(protocol: Protocol, steps: Iterable[Step]) -> tuple[Possible, set[str]]:
    facts: Possible = {key: {Anything.VALUE} for key in SET_BY_CODE}
    left, reached = list(steps), set[str]()
    while True:
        fresh = [step for step in left if _can_open(protocol, step, facts, reached)]
        if not fresh:
            return facts, reached
        for step in fresh:
            left.remove(step)
            reached.add(step.key)
            for outcome in step.outcomes:
                for key, value in outcome.sets.items():
                    facts.setdefault(key, set()).add(Anything.VALUE if value in ANSWERED else value)


def _can_open(protocol: Protocol, step: Step, facts: Possible, steps: set[str]) -> bool:
    return (
        _can_hold(protocol, step.when, facts)
        and all(name in steps or name == GATE for name in step.after)
        and _can_count_from(step.anchor, facts, steps)
        and _ends_at_known(step.due, facts)
    )


def _can_hold(protocol: Protocol, when: Condition, facts: Possible) -> bool:
    forbidden = set(when.none)
    if any({term, _key(term)} & forbidden for term in when.all) or _differs_from_itself(when):
        return False
    open_ = [term for term in when.any if not {term, _key(term)} & forbidden]
    needed = all(_is_possible(protocol, term, facts) for term in when.all)
    chosen = not when.any or any(_is_possible(protocol, term, facts) for term in open_)
    return needed and chosen


def _differs_from_itself(when: Condition) -> bool:
    asked = {term for term in when.all if "=" in term}
    return len(asked) > len(set(map(_key, asked)))


def _is_possible(protocol: Protocol, term: str, facts: Possible) -> bool:
    """Tell whether a member of a condition can ever be true."""
    key, wants_value, text = term.partition("=")
    values = facts.get(key, set())
    if not wants_value:
        return any(value is not False for value in values)
    if Anything.VALUE in values:
        return _is_value(text, protocol.facts[key].type)
    told = (value for value in values if not isinstance(value, Anything) and value is not False)
    return text in map(as_text, told)


def _is_value(text: str, kind: FactType) -> bool:
    try:
        return from_text(text, kind) is not False
    except ValueError:
        return False


def _key(term: str) -> str:
    return term.partition("=")[0]


def _can_count_from(anchor: Anchor, facts: Possible, steps: set[str]) -> bool:
    if anchor.kind is AnchorKind.FACT:
        return anchor.name in facts
    if anchor.kind is AnchorKind.STEP:
        return anchor.name in steps
    if not anchor.of:
        return True
    choose = all if anchor.kind is AnchorKind.LATEST else any
    return choose(_can_count_from(one, facts, steps) for one in anchor.of)


def _ends_at_known(term: Term, facts: Iterable[str]) -> bool:
    if term.kind is TermKind.AT:
        return term.fact is not None and term.fact in facts
    if not term.of:
        return True
    choose = all if term.kind is TermKind.LATEST else any
    return choose(_ends_at_known(one, facts) for one in term.of)

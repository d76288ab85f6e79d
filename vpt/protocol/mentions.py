"""Tells which steps of a text lean on another step or on a fact, also while it cannot be loaded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from vpt.protocol.definition import Anchor, AnchorKind
from vpt.protocol.outline import listed
from vpt.protocol.terms import facts_of_term, names_of_anchor, parse_anchor, parse_term

RawStep = Mapping[str, Any]


def followers(steps: Iterable[RawStep], key: str) -> tuple[str, ...]:
    """Return the steps that come after a step or count from it."""
    return _those(steps, lambda step: key in _steps_named(step), but=key)


def readers(steps: Iterable[RawStep], fact: str) -> tuple[str, ...]:
    """Return the steps that read a fact: to open, to count, to end or to come back."""
    return _those(steps, lambda step: fact in set(_facts_read(step)))


def setters(steps: Iterable[RawStep], fact: str) -> tuple[str, ...]:
    """Return the steps with an outcome that sets a fact."""
    return _those(steps, lambda step: fact in facts_set(step))


def facts_set(step: RawStep) -> frozenset[str]:
    """Return the facts the outcomes of a step set."""
    sets = (one.get("sets") for one in listed(step, "outcomes") if isinstance(one, dict))
    return frozenset(key for one in sets if isinstance(one, dict) for key in one)


def _those(
    steps: Iterable[RawStep], wanted: Callable[[RawStep], bool], but: str = ""
) -> tuple[str, ...]:
    return tuple(step["key"] for step in steps if step["key"] != but and wanted(step))


def _steps_named(step: RawStep) -> frozenset[str]:
    return frozenset((*listed(step, "after"), *_anchored(step, AnchorKind.STEP)))


def _facts_read(step: RawStep) -> Iterator[str]:
    when = step.get("when")
    for name in ("all", "any", "none"):
        yield from (str(term).partition("=")[0] for term in listed(when, name))
    yield from _anchored(step, AnchorKind.FACT)
    repeat = step.get("repeat")
    repeat = repeat if isinstance(repeat, dict) else {}
    yield str(repeat.get("until", ""))
    for term in (step.get("due"), step.get("target"), repeat.get("every"), repeat.get("target")):
        yield from _dates(term)


def _anchored(step: RawStep, kind: AnchorKind) -> tuple[str, ...]:
    try:
        anchor: Anchor = parse_anchor(str(step.get("anchor", "")))
    except ValueError:
        return ()
    return names_of_anchor(anchor, kind)


def _dates(term: object) -> tuple[str, ...]:
    try:
        return facts_of_term(parse_term(str(term)))
    except ValueError:
        return ()

"""Adds, removes and moves steps, and adds and removes the outcomes of own ones."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from vpt.core.errors import RuleBroken
from vpt.protocol import mentions
from vpt.protocol.blocks import add_behind, remove, reorder, spans
from vpt.protocol.definition import FactContent, FactType, Need, Scope, Text, is_own
from vpt.protocol.editing_steps import needed_line, repeat_value, written_anchor, written_term
from vpt.protocol.edits import (
    AddOutcome,
    AddStep,
    MoveStep,
    NewOutcome,
    NewStep,
    RemoveOutcome,
    RemoveStep,
)
from vpt.protocol.facts import OWN, SET_BY_CODE
from vpt.protocol.layout import Path
from vpt.protocol.outline import Outline, condition_value, listed, text_value
from vpt.protocol.own_facts import clean_title, pairs, slug, unused, with_fact, without_fact
from vpt.protocol.rewriting import confirmed
from vpt.protocol.terms import STEP_KEY
from vpt.protocol.writing import typed

LEFT_OUT: Mapping[str, object] = {
    "when": {},
    "after": [],
    "target": None,
    "repeat": None,
    "gate": False,
    "pausable": True,
    "optional": False,
}
"""What a step says by not saying it."""
OWN_KEY = re.compile(r"O(\d+)")


def next_key(*texts: str) -> str:
    """Return the key of the next own step, like `O03`, that none of these texts has used.

    Give it every version an organisation ever had: a key never comes to mean something else.
    """
    used = (step["key"] for text in texts for step in Outline(text).steps())
    numbers = [int(match.group(1)) for key in used if (match := OWN_KEY.fullmatch(key))]
    return f"O{max(numbers, default=0) + 1:02}"


def add_step(text: str, edit: AddStep) -> str:
    """Write an own step with its facts and outcomes."""
    key = edit.key or next_key(text)
    if not is_own(key) or not STEP_KEY.match(key):
        raise RuleBroken("key_wrong", field="key")
    if any(step["key"] == key for step in Outline(text).steps()):
        raise RuleBroken("key_taken", field="key")
    if not edit.step.outcomes:
        raise RuleBroken("outcome_missing", field="outcomes")
    written: list[dict[str, Any]] = []
    for outcome in edit.step.outcomes:
        taken = {one["key"] for one in written}
        text, value = _outcome(text, outcome, edit.step.scope, taken)
        written.append(value)
    return _with_step(text, edit, _step_value(Outline(text), key, edit.step), written)


def _with_step(
    text: str, edit: AddStep, value: dict[str, Any], outcomes: list[dict[str, Any]]
) -> str:
    outline = Outline(text)
    path = outline.step(edit.behind) if edit.behind else None
    steps = outline.data.setdefault("steps", [])
    place = outline.place(edit.behind) + 1 if edit.behind else len(steps)
    steps.insert(place, {**value, "outcomes": outcomes})
    parts = ["\n".join(("[[steps]]", *pairs(value)))]
    parts += ["\n".join(("[[steps.outcomes]]", *pairs(one))) for one in outcomes]
    end = _end(text, path)
    return confirmed(add_behind(text, end, "\n\n".join(parts)), outline.data)


def _end(text: str, place: Path | None) -> int:
    places = spans(text, "steps")
    if place is None:
        return max((end for _, end in places.values()), default=len(text.rstrip()))
    if place not in places:
        raise RuleBroken("layout_unusual")
    return places[place][1]


def _step_value(outline: Outline, key: str, step: NewStep) -> dict[str, Any]:
    outline.named("phases", step.phase)
    outline.named("parties", step.party)
    outline.refuse_unknown_facts(step.when.names(), "when")
    outline.refuse_unknown_steps(step.after, "after")
    value: dict[str, Any] = {
        "key": key,
        "phase": step.phase,
        "party": step.party,
        "scope": step.scope.value,
        "title": clean_title(step.title),
        "why": _words(step.why),
        "reporter": _words(step.reporter),
        "basis": {"source": needed_line(step.source, "source"), "text": _words(step.basis)},
        "when": condition_value(step.when),
        "after": list(step.after),
        "anchor": written_anchor(step.anchor),
        "target": written_term(step.target, "target") if step.target.strip() else None,
        "due": written_term(step.due, "due"),
        "repeat": repeat_value(outline, step.repeat) if step.repeat else None,
        "gate": step.gate,
        "pausable": step.pausable,
        "optional": step.optional,
    }
    return {name: one for name, one in value.items() if one != LEFT_OUT.get(name, "")}


def _words(text: Text) -> dict[str, str]:
    return text_value(typed(text.nl, "nl"), typed(text.en, "en"))


def _outcome(
    text: str, outcome: NewOutcome, scope: Scope, taken: Collection[str]
) -> tuple[str, dict[str, Any]]:
    title = clean_title(outcome.title)
    sets, requires = dict(outcome.sets), set(outcome.requires)
    outline = Outline(text)
    for key in sets:
        if not key.startswith(OWN):
            raise RuleBroken("fact_foreign", field="sets", fact=key)
        outline.refuse_unknown_facts((key,), "sets")
    if outcome.fact is not None:
        content, need = _content(outcome.fact.type, requires)
        text, key = with_fact(text, outcome.fact, outcome.fact.scope or scope)
        sets[key] = content
        requires |= {need} if need else set()
    value = {
        "key": unused(slug(title["nl"], "outcome"), taken),
        "title": title,
        "sets": sets,
        "requires": [need.value for need in Need if need in requires],
    }
    return text, {name: one for name, one in value.items() if one}


def _content(kind: FactType, requires: Collection[Need]) -> tuple[FactContent, Need | None]:
    if kind is FactType.FLAG:
        return True, None
    if kind is FactType.DATE:
        return "$date", Need.DATE
    if kind is not FactType.TEXT:
        raise RuleBroken("fact_type_own", field="type")
    return ("$number", None) if Need.NUMBER in requires else ("$reason", Need.REASON)


def remove_step(text: str, edit: RemoveStep) -> str:
    """Take away a step, with the own facts nothing else mentions."""
    outline = Outline(text)
    path = outline.step(edit.step)
    step = outline.found(path)
    if not is_own(edit.step) and step.get("optional") is not True:
        raise RuleBroken("step_mandatory", field="step")
    others = [one for one in outline.steps() if one["key"] != edit.step]
    leaning = _leaning(others, step)
    if leaning:
        raise RuleBroken("step_in_use", field="step", steps=leaning)
    span = spans(text, "steps").get(path)
    if span is None:
        raise RuleBroken("layout_unusual")
    del outline.data["steps"][outline.place(edit.step)]
    text = confirmed(remove(text, span), outline.data)
    for fact in sorted(mentions.facts_set(step) & outline.keys("facts")):
        if fact.startswith(OWN) and not mentions.setters(others, fact):
            text = without_fact(text, fact)
    return text


def _leaning(others: list[mentions.RawStep], step: mentions.RawStep) -> tuple[str, ...]:
    found = set(mentions.followers(others, step["key"]))
    for fact in mentions.facts_set(step):
        if fact not in SET_BY_CODE and not mentions.setters(others, fact):
            found.update(mentions.readers(others, fact))
    return tuple(one["key"] for one in others if one["key"] in found)


def move_step(text: str, edit: MoveStep) -> str:
    """Put a step right behind another one, or first, in the order of the text."""
    outline = Outline(text)
    place = outline.place(edit.step)
    order = list(range(len(outline.data["steps"])))
    order.remove(place)
    behind = outline.place(edit.behind) if edit.behind else None
    if behind == place:
        return text
    order.insert(0 if behind is None else order.index(behind) + 1, place)
    steps = outline.data["steps"]
    outline.data["steps"] = [steps[one] for one in order]
    found = spans(text, "steps")
    if len(found) != len(steps):
        raise RuleBroken("layout_unusual")
    return confirmed(reorder(text, list(found.values()), order), outline.data)


def add_outcome(text: str, edit: AddOutcome) -> str:
    """Write one more way an own step can end."""
    outline = Outline(text)
    path = _own_step(outline, edit.step)
    taken = [one.get("key") for one in listed(outline.found(path), "outcomes")]
    text, value = _outcome(text, edit.outcome, _scope(outline.found(path)), taken)
    data = Outline(text).data
    data["steps"][outline.place(edit.step)].setdefault("outcomes", []).append(value)
    block = "\n".join(("[[steps.outcomes]]", *pairs(value)))
    return confirmed(add_behind(text, _end(text, path), block), data)


def _scope(step: Mapping[str, Any]) -> Scope:
    try:
        return Scope(str(step.get("scope")))
    except ValueError:
        return Scope.CASE


def _own_step(outline: Outline, key: str) -> Path:
    path = outline.step(key)
    if not is_own(key):
        raise RuleBroken("step_of_reference", field="step")
    return path


def remove_outcome(text: str, edit: RemoveOutcome) -> str:
    """Take away one way an own step can end, with the own facts nothing else mentions."""
    outline = Outline(text)
    path = _own_step(outline, edit.step)
    place = outline.outcome(edit.step, edit.outcome)
    outcomes = outline.found((*path, "outcomes"))
    if len(outcomes) == 1:
        raise RuleBroken("outcome_missing", field="outcome")
    sets = outcomes[int(place[-1])].get("sets") or {}
    del outcomes[int(place[-1])]
    unset = [fact for fact in sets if not mentions.setters(outline.steps(), fact)]
    leaning = {one for fact in unset for one in mentions.readers(outline.steps(), fact)}
    if leaning:
        raise RuleBroken("outcome_in_use", field="outcome", steps=tuple(sorted(leaning)))
    span = spans(text, "steps", depth=4).get(place)
    if span is None:
        raise RuleBroken("layout_unusual")
    text = confirmed(remove(text, span), outline.data)
    for fact in unset:
        if fact in outline.keys("facts"):
            text = without_fact(text, fact)
    return text

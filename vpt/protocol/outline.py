"""Looks up steps, facts and outcomes in a protocol's text, also while it cannot be loaded."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vpt.core.errors import RuleBroken
from vpt.protocol.definition import Condition
from vpt.protocol.facts import SET_BY_CODE
from vpt.protocol.layout import Path
from vpt.protocol.lookup import GATE
from vpt.protocol.rewriting import found, parsed


class Outline:
    """What a text names, and where."""

    def __init__(self, text: str) -> None:
        self.data = parsed(text)

    def found(self, path: Path) -> Any:
        """Return what stands at `path`, None when nothing does."""
        return found(self.data, path)

    def steps(self) -> tuple[Mapping[str, Any], ...]:
        """Return the steps that can be read as one, in the order of the text."""
        return tuple(step for _, step in self._steps())

    def _steps(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        steps = self.data.get("steps")
        for place, step in enumerate(steps if isinstance(steps, list) else ()):
            if isinstance(step, dict) and isinstance(step.get("key"), str):
                yield place, step

    def step(self, key: str) -> Path:
        """Return where a step stands; refuses with `step_unknown`."""
        return ("steps", self.place(key))

    def place(self, key: str) -> int:
        """Return the how-manieth step of the text this is, from 0; see `step`."""
        for place, step in self._steps():
            if step["key"] == key:
                return place
        raise RuleBroken("step_unknown", field="step", step=key)

    def outcome(self, step: str, key: str) -> Path:
        """Return where an outcome of a step stands; refuses with `outcome_unknown`."""
        path = self.step(step)
        for place, outcome in enumerate(listed(self.found(path), "outcomes")):
            if isinstance(outcome, dict) and outcome.get("key") == key:
                return (*path, "outcomes", place)
        raise RuleBroken("outcome_unknown", field="outcome", step=step)

    def named(self, kind: str, key: str) -> Path:
        """Return where a party, phase or fact stands; refuses with `party_unknown` and so on."""
        if not isinstance(self.found((kind, key)), dict):
            one = {"parties": "party", "phases": "phase", "facts": "fact"}[kind]
            raise RuleBroken(f"{one}_unknown", field=one)
        return (kind, key)

    def keys(self, kind: str) -> frozenset[str]:
        """Return the names of all parties, phases or facts."""
        return frozenset(self.data.get(kind) or {})

    def refuse_unknown_facts(self, keys: Iterable[str], field: str) -> None:
        """Refuse with `fact_unknown` what neither the text nor the program knows."""
        for key in keys:
            if key not in SET_BY_CODE and key not in self.keys("facts"):
                raise RuleBroken("fact_unknown", field=field, fact=key)

    def refuse_unknown_steps(self, keys: Iterable[str], field: str) -> None:
        """Refuse with `step_unknown` what is no step and not `gate`."""
        known = {step["key"] for step in self.steps()}
        for key in keys:
            if key != GATE and key not in known:
                raise RuleBroken("step_unknown", field=field, step=key)


def listed(table: Any, name: str) -> list[Any]:
    """Return a list in a table, empty when there is none."""
    value = table.get(name) if isinstance(table, Mapping) else None
    return value if isinstance(value, list) else []


def text_value(nl: str, en: str) -> dict[str, str]:
    """Return words as they are written; refuses with `text_missing` without Dutch."""
    if not nl:
        raise RuleBroken("text_missing", field="nl")
    return {"nl": nl, "en": en} if en else {"nl": nl}


def condition_value(when: Condition) -> dict[str, list[str]]:
    """Return a condition as it is written."""
    value = {"all": list(when.all), "any": list(when.any), "none": list(when.none)}
    return {name: keys for name, keys in value.items() if keys}

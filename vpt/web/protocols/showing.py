"""Lays a protocol out for its owner: steps per phase, and the chain as a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vpt.protocol.definition import Protocol, Step
from vpt.web.i18n import translated as _
from vpt.web.protocols import words


class Mark(StrEnum):
    """What a draft did to a step."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step in words."""

    key: str
    title: str
    party: str
    term: str
    since: str
    when: str
    about: str
    is_gate: bool
    is_optional: bool
    is_own: bool
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRows:
    """The steps of one phase, in order."""

    title: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What the swimlane draws."""

    lanes: list[dict[str, str]]
    phases: list[dict[str, str]]
    nodes: list[dict[str, object]]


def phases(
    protocol: Protocol, locale: str, marks: Mapping[str, Mark] | None = None
) -> list[PhaseRows]:
    """Return the phases that have steps, each with its steps in words."""
    marked = marks or {}
    return [
        PhaseRows(
            title=phase.title.in_language(locale),
            steps=tuple(
                _row(protocol, step, locale, marked)
                for step in protocol.steps
                if step.phase == phase.key
            ),
        )
        for phase in protocol.phases
        if any(step.phase == phase.key for step in protocol.steps)
    ]


def drawing(protocol: Protocol, locale: str, marks: Mapping[str, Mark] | None = None) -> Drawing:
    """Return the chain as lanes, phases and nodes; what a draft changed stands out."""
    marked = marks or {}
    lanes = [one for one in protocol.parties if any(s.party == one.key for s in protocol.steps)]
    columns = [one for one in protocol.phases if any(s.phase == one.key for s in protocol.steps)]
    lane_at = {one.key: place for place, one in enumerate(lanes)}
    phase_at = {one.key: place for place, one in enumerate(columns)}
    return Drawing(
        lanes=[{"title": one.title.in_language(locale)} for one in lanes],
        phases=[{"title": one.title.in_language(locale)} for one in columns],
        nodes=[
            {
                "lane": lane_at[step.party],
                "phase": phase_at[step.phase],
                "key": step.key,
                "title": step.title.in_language(locale),
                "state": "current" if step.key in marked else "todo",
                **_label(protocol, step, marked.get(step.key), locale),
            }
            for step in protocol.steps
        ],
    )


def mark_word(mark: Mark | None) -> str:
    """Return what a draft did to a step in a word; empty when nothing."""
    if mark is None:
        return ""
    return _("Nieuw") if mark is Mark.NEW else _("Gewijzigd")


def _label(protocol: Protocol, step: Step, mark: Mark | None, locale: str) -> dict[str, str]:
    """Return the line under a step in the drawing: what a draft did to it, and its term."""
    term = words.term(protocol, step.due, locale)
    return {"label": mark_word(mark), "date": term} if mark else {"label": term, "date": ""}


def _row(protocol: Protocol, step: Step, locale: str, marked: Mapping[str, Mark]) -> StepRow:
    return StepRow(
        key=step.key,
        title=step.title.in_language(locale),
        party=protocol.party(step.party).title.in_language(locale),
        term=words.term(protocol, step.due, locale),
        since=words.anchor(protocol, step.anchor, locale),
        when=words.when(protocol, step.when, locale),
        about=str(words.SCOPE[step.scope]),
        is_gate=step.gate,
        is_optional=step.optional,
        is_own=step.is_own,
        mark=mark_word(marked.get(step.key)),
    )

"""Lives through the moments of a real case along another protocol.

Facts come and go when they really did, and a step both protocols have is done when it really was,
or, when it opens only later, as soon as it opens. The outcome then sets what the other protocol
says it sets. Of a step the real case never had nobody knows how it would have ended: it is
supposed to be done when it was due. It comes back once at most, so that this ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from vpt.core.worktime import WorkCalendar
from vpt.protocol import lookup, past, planning, recording
from vpt.protocol.definition import FactContent, Outcome, Protocol, Scope, Step
from vpt.protocol.facts import fits
from vpt.protocol.moments import Place
from vpt.protocol.past import Past, Whose
from vpt.protocol.state import (
    CaseState,
    FactValue,
    StepRef,
    StepState,
    StepStatus,
    Subject,
    SubjectId,
)

TYPED = "recorded"
"""Stands for words somebody typed, which a replay neither has nor needs."""


@dataclass(slots=True, kw_only=True)
class Reliving:
    """One case on its way along one protocol; `run` takes it to `now`."""

    protocol: Protocol
    past: Past
    calendar: WorkCalendar
    now: datetime
    state: CaseState = field(init=False)
    waiting: dict[Whose, list[StepState]] = field(init=False)
    taken: dict[StepRef, StepState] = field(default_factory=dict)
    supposed: set[StepRef] = field(default_factory=set)
    arrivals: tuple[tuple[datetime, Subject], ...] = field(init=False)

    def __post_init__(self) -> None:
        self.state = CaseState(opened_at=self.past.state.opened_at)
        self.waiting = past.settlements(self.past)
        self.arrivals = past.arrivals(self.past)

    def run(self) -> None:
        """Go through every moment at which something happened or was supposed to."""
        ahead = list(past.moments(self.past, self.now))
        while ahead or self._next_supposed():
            supposed = self._next_supposed()
            if supposed is not None and (not ahead or supposed < ahead[0]):
                at = supposed
            else:
                at = ahead.pop(0)
            self._live_through(at)
            if at == self.past.ended_at:
                self._end(at)
                return

    def _end(self, at: datetime) -> None:
        lapsed = (
            replace(step, state=StepStatus.LAPSED, done_at=at) if step.is_open else step
            for step in self.state.steps
        )
        self.state = replace(self.state, steps=tuple(lapsed))

    def _next_supposed(self) -> datetime | None:
        return min((when for _, when in self._unknown() if when <= self.now), default=None)

    def _unknown(self) -> Iterator[tuple[StepState, datetime]]:
        real = {(step.key, step.subject) for step in self.past.state.steps}
        for step in self.state.steps:
            is_first = step.occurrence == 1
            if step.is_open and is_first and (step.key, step.subject) not in real:
                yield step, max(step.opened_at, step.due_at or step.opened_at)

    def _live_through(self, at: datetime) -> None:
        came = tuple(one for when, one in self.arrivals if when == at)
        self.state = replace(self.state, subjects=(*self.state.subjects, *came))
        before = self.state
        self._learn(at)
        if self._lapsed_too_soon(at):
            self.state = before
            self._settle_all(at)
            self._learn(at)
        self._settle_all(at)

    def _lapsed_too_soon(self, at: datetime) -> bool:
        return any(
            step.state is StepStatus.LAPSED and step.done_at == at and self._due_now(step, at)
            for step in self.state.steps
        )

    def _learn(self, at: datetime) -> None:
        for key, subject in past.withdrawn(self.past, at):
            held = lookup.live_fact(self.state, key, subject)
            kept = (
                replace(one, withdrawn_at=at) if one is held else one for one in self.state.facts
            )
            self.state = replace(self.state, facts=tuple(kept))
        facts = tuple(fact for fact in past.learned(self.past, at) if self._may_hold(fact))
        self._rest(recording.with_facts(self.state, facts), at)

    def _may_hold(self, fact: FactValue) -> bool:
        known = self.protocol.facts.get(fact.key)
        subject = lookup.subject_of(self.state, fact.subject)
        scope = subject.scope if subject else Scope.CASE
        return known is not None and fits(fact.value, known.type) and scope is known.scope

    def _rest(self, state: CaseState, at: datetime) -> None:
        self.state = planning.advance(self.protocol, state, self.calendar, at).state

    def _settle_all(self, at: datetime) -> None:
        while (found := next(self._settleable(at), None)) is not None:
            step, real = found
            self._settle(step, real, at)

    def _settleable(self, at: datetime) -> Iterator[tuple[StepState, StepState | None]]:
        for step in self.state.steps:
            if step.is_open and self._due_now(step, at):
                yield step, self.waiting[step.key, step.subject][0]
        yield from ((step, None) for step, when in self._unknown() if when <= at)

    def _due_now(self, step: StepState, at: datetime) -> bool:
        ahead = self.waiting.get((step.key, step.subject))
        return bool(ahead and ahead[0].done_at and ahead[0].done_at <= at)

    def _settle(self, step: StepState, real: StepState | None, at: datetime) -> None:
        definition = self.protocol.step(step.key)
        if real is None:
            self.supposed.add(step.ref)
            real = _supposed(definition, step, at)
        else:
            self.taken[step.ref] = self.waiting[step.key, step.subject].pop(0)
        closed = replace(
            step, state=real.state, done_at=at, outcome=real.outcome, by=real.by, reason=real.reason
        )
        kept = tuple(closed if one is step else one for one in self.state.steps)
        facts = tuple(self._facts_of(definition, real, at))
        self._rest(recording.with_facts(replace(self.state, steps=kept), facts), at)

    def _facts_of(self, step: Step, real: StepState, at: datetime) -> Iterator[FactValue]:
        outcome = step.outcome(real.outcome or "")
        if real.state is not StepStatus.DONE or outcome is None:
            return
        for key, content in outcome.sets.items():
            told = past.set_by(self.past, real, key)
            fact = FactValue(
                key=key,
                value=self._filled(content, told, at),
                subject=told.subject if told else self._owner(key, step, outcome, real),
                true_since=told.true_since if told and at == real.done_at else at,
                recorded_at=at,
                source="outcome",
            )
            if self._may_hold(fact):
                yield fact

    def _filled(self, content: FactContent, told: FactValue | None, at: datetime) -> FactContent:
        if not isinstance(content, str) or not content.startswith("$"):
            return content
        if told is not None:
            return told.value
        return self.calendar.local_date(at) if content == "$date" else TYPED

    def _owner(self, key: str, step: Step, outcome: Outcome, real: StepState) -> SubjectId | None:
        scope = self.protocol.facts[key].scope
        if scope in outcome.creates:
            made = (
                one.id
                for one in self.state.subjects
                if one.scope is scope and one.parent == real.subject
            )
            return next(made, None)
        return real.subject if scope is step.scope else None

    def real(self, step: StepState) -> StepState | None:
        """Return the real step this one stands for: whose end it took, or the same occurrence."""
        if step.ref in self.taken:
            return self.taken[step.ref]
        given = {one.ref for one in self.taken.values()}
        same = (one for one in self.past.state.steps if one.ref == step.ref)
        return next((one for one in same if one.ref not in given), None)

    def place(self, step: StepState) -> Place:
        """Return where the moments of a step are looked up."""
        return Place(
            protocol=self.protocol,
            state=self.state,
            calendar=self.calendar,
            step=self.protocol.step(step.key),
            subject=step.subject,
        )


def _supposed(step: Step, stored: StepState, at: datetime) -> StepState:
    first = step.outcomes[0]
    if not step.is_own or first.creates:
        return replace(stored, state=StepStatus.WAIVED, done_at=at)
    return replace(stored, state=StepStatus.DONE, done_at=at, outcome=first.key)

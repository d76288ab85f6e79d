"""Records and withdraws facts and adds subjects, then brings the case to rest."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.protocol import lookup
from vpt.protocol.definition import Protocol, Scope
from vpt.protocol.facts import PERMANENT, fits
from vpt.protocol.planning import advance
from vpt.protocol.state import CaseState, Change, FactValue, Subject, SubjectId


def record_fact(
    protocol: Protocol, state: CaseState, calendar: WorkCalendar, fact: FactValue
) -> Change:
    """Record one fact; see `record_facts`."""
    return record_facts(protocol, state, calendar, (fact,), fact.recorded_at)


def record_facts(
    protocol: Protocol,
    state: CaseState,
    calendar: WorkCalendar,
    facts: tuple[FactValue, ...],
    now: datetime,
) -> Change:
    """Record facts and open or lapse what depends on them; an older value is withdrawn.

    Refuses with `fact_unknown`, `fact_type`, `fact_scope` or `subject_unknown`.
    """
    for fact in facts:
        _refuse_misplaced(protocol, state, fact)
    change = advance(protocol, with_facts(state, facts), calendar, now)
    return replace(change, facts=facts)


def withdraw_fact(
    protocol: Protocol,
    state: CaseState,
    calendar: WorkCalendar,
    fact: tuple[str, SubjectId | None],
    at: datetime,
) -> Change:
    """Take back a fact (key, subject); open steps that needed it lapse, finished ones are marked.

    Refuses with `fact_unknown` when no such fact holds, and with `fact_permanent` for the moments
    every case counts from.
    """
    key, subject = fact
    if key in PERMANENT:
        raise RuleBroken("fact_permanent", fact=key)
    held = lookup.live_fact(state, key, subject)
    if held is None or held.subject != subject:
        raise RuleBroken("fact_unknown", fact=key)
    kept = tuple(replace(one, withdrawn_at=at) if one is held else one for one in state.facts)
    return advance(protocol, replace(state, facts=kept), calendar, at)


def add_subject(
    protocol: Protocol,
    state: CaseState,
    calendar: WorkCalendar,
    subject: Subject,
    now: datetime,
) -> Change:
    """Add a victim, perpetrator, measure, police report or claim and open its steps.

    Refuses with `subject_exists` or `subject_scope`.
    """
    if lookup.subject_of(state, subject.id) is not None:
        raise RuleBroken("subject_exists")
    if subject.scope is Scope.CASE:
        raise RuleBroken("subject_scope")
    changed = replace(state, subjects=(*state.subjects, subject))
    return replace(advance(protocol, changed, calendar, now), subjects=(subject,))


def _refuse_misplaced(protocol: Protocol, state: CaseState, fact: FactValue) -> None:
    known = protocol.facts.get(fact.key)
    if known is None:
        raise RuleBroken("fact_unknown", fact=fact.key)
    if not fits(fact.value, known.type):
        raise RuleBroken("fact_type", fact=fact.key)
    subject = lookup.subject_of(state, fact.subject)
    if fact.subject is not None and subject is None:
        raise RuleBroken("subject_unknown", fact=fact.key)
    if (subject.scope if subject else Scope.CASE) is not known.scope:
        raise RuleBroken("fact_scope", fact=fact.key)


def with_facts(state: CaseState, facts: Iterable[FactValue]) -> CaseState:
    """Return the state with these facts; what said otherwise before is withdrawn."""
    kept = state.facts
    for fact in facts:
        held = lookup.live_fact(replace(state, facts=kept), fact.key, fact.subject)
        if held is not None and held.value == fact.value and held.true_since == fact.true_since:
            continue
        kept = tuple(
            replace(one, withdrawn_at=fact.recorded_at) if one is held else one for one in kept
        )
        kept = (*kept, fact)
    return replace(state, facts=kept)

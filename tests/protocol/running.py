"""Builds running cases for the tests of the engine, in local time."""

from dataclasses import dataclass
from datetime import date, datetime

from vpt.core.worktime import AMSTERDAM, WorkCalendar
from vpt.protocol import engine
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Protocol, Scope
from vpt.protocol.loader import load
from vpt.protocol.lookup import latest
from vpt.protocol.state import (
    CaseState,
    Change,
    Completion,
    FactValue,
    Reasoned,
    StepState,
    Subject,
)

SMALL = """\
key = "small"
title = { nl = "Klein" }
owner = "Demo"

[after_report]
nl = "Dank je wel."

[parties.manager]
title = { nl = "Leidinggevende" }

[phases.start]
title = { nl = "Begin" }

[facts.spoken]
title = { nl = "Gesproken" }
scope = "case"
type = "flag"
source = "outcome"

[[steps]]
key = "S01"
phase = "start"
party = "manager"
scope = "case"
title = { nl = "Gesprek" }
why = { nl = "Omdat het helpt." }
reporter = { nl = "We praten met je." }
basis = { source = "HR-2011", text = { nl = "Maatregel 8." } }
when = { all = ["submitted"] }
anchor = "submitted"
due = "same_day"
gate = true

[[steps.outcomes]]
key = "done"
title = { nl = "Gedaan" }
sets = { spoken = true }

[[steps]]
key = "S02"
phase = "start"
party = "manager"
scope = "case"
title = { nl = "Sluiten" }
why = { nl = "Klaar is klaar." }
reporter = { nl = "We sluiten af." }
basis = { source = "ARBOCAMPUS", text = { nl = "Evalueer." } }
when = { all = ["occurred"] }
after = ["gate"]
anchor = "gate"
due = "weeks 6"

[[steps.outcomes]]
key = "closed"
title = { nl = "Gesloten" }
"""

TWENTE = load(reference_text())
OFFICE = WorkCalendar()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


def day(text: str) -> date:
    return date.fromisoformat(text)


MONDAY = local("2026-02-16T10:00")
BY = "Demo Coördinator"
YES = True
ONE_VICTIM = (Subject(id="victim", scope=Scope.VICTIM),)


def fact(key, value=YES, *, at=MONDAY, subject=None, since=None) -> FactValue:
    return FactValue(key=key, value=value, subject=subject, true_since=since or at, recorded_at=at)


def why(at, reason="dat is zo afgesproken") -> Reasoned:
    return Reasoned(at=at, by=BY, reason=reason)


@dataclass
class Case:
    """A case under test; every method changes it and returns what changed."""

    protocol: Protocol
    state: CaseState
    calendar: WorkCalendar = OFFICE

    def _keep(self, change: Change) -> Change:
        self.state = change.state
        return change

    def step(self, key, subject=None) -> StepState | None:
        return latest(self.state, key, subject)

    def open_keys(self) -> set[str]:
        return {step.key for step in self.state.steps if step.is_open}

    def finish(self, key, outcome, subject=None, *, at=MONDAY, new=(), **given) -> Change:
        ref = self.step(key, subject).ref
        done = Completion(outcome=outcome, at=at, by=BY, subjects=new, **given)
        return self._keep(engine.complete(self.protocol, self.state, self.calendar, ref, done))

    def waive(self, key, subject=None, *, at=MONDAY) -> Change:
        ref = self.step(key, subject).ref
        return self._keep(engine.waive(self.protocol, self.state, self.calendar, ref, why(at)))

    def pause(self, key, subject=None, *, at) -> Change:
        ref = self.step(key, subject).ref
        return self._keep(engine.pause(self.protocol, self.state, ref, why(at)))

    def resume(self, key, subject=None, *, at) -> Change:
        ref = self.step(key, subject).ref
        return self._keep(engine.resume(self.protocol, self.state, self.calendar, ref, at))

    def correct(self, key, subject=None, *, anchor, at=MONDAY) -> Change:
        ref = self.step(key, subject).ref
        return self._keep(
            engine.correct_anchor(self.protocol, self.state, self.calendar, ref, anchor, why(at))
        )

    def learn(self, key, value=YES, *, at=MONDAY, subject=None, since=None) -> Change:
        recorded = fact(key, value, at=at, subject=subject, since=since)
        return self._keep(engine.record_fact(self.protocol, self.state, self.calendar, recorded))

    def withdraw(self, key, subject=None, *, at=MONDAY) -> Change:
        return self._keep(
            engine.withdraw_fact(self.protocol, self.state, self.calendar, (key, subject), at)
        )

    def add(self, subject: Subject, *, at=MONDAY) -> Change:
        return self._keep(engine.add_subject(self.protocol, self.state, self.calendar, subject, at))

    def advance(self, now) -> Change:
        return self._keep(engine.advance(self.protocol, self.state, self.calendar, now))


def a_victim(name="victim") -> Subject:
    return Subject(id=name, scope=Scope.VICTIM)


def a_perpetrator(name="perpetrator") -> Subject:
    return Subject(id=name, scope=Scope.PERPETRATOR)


def a_police_report(name="report", victim="victim") -> Subject:
    return Subject(id=name, scope=Scope.POLICE_REPORT, parent=victim)


def a_measure(name="measure", perpetrator="perpetrator") -> Subject:
    return Subject(id=name, scope=Scope.MEASURE, parent=perpetrator)


def a_claim(name="claim", victim="victim") -> Subject:
    return Subject(id=name, scope=Scope.CLAIM, parent=victim)


def a_case(
    *facts,
    subjects=ONE_VICTIM,
    submitted=MONDAY,
    occurred=None,
    calendar=OFFICE,
    protocol=TWENTE,
) -> Case:
    """A case as it stands right after the report was sent; `facts` are keys or `fact(...)`."""
    known = (
        fact("occurred", occurred or submitted, at=submitted, since=occurred),
        fact("submitted", submitted, at=submitted),
        *(fact(one, at=submitted) if isinstance(one, str) else one for one in facts),
    )
    state = CaseState(opened_at=submitted, subjects=tuple(subjects))
    case = Case(protocol=protocol, state=state, calendar=calendar)
    change = engine.record_facts(protocol, state, calendar, known, submitted)
    case.state = change.state
    return case

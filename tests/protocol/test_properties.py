"""What holds for every case, whatever people do to it and in whatever order."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protocol.running import (
    MONDAY,
    TWENTE,
    Case,
    a_case,
    a_claim,
    a_perpetrator,
    a_victim,
    fact,
)
from vpt.protocol import engine
from vpt.protocol.definition import PARENTS, FactType, Scope
from vpt.protocol.facts import PERMANENT, SET_BY_CODE
from vpt.protocol.lookup import GATE, live_fact
from vpt.protocol.state import Subject

LONGEST = timedelta(days=4000)
CLOSING = next(step.key for step in TWENTE.steps if GATE in step.after)
KEYS = sorted(set(SET_BY_CODE) - {"occurred", "submitted"})
SUBJECTS = (a_victim("v1"), a_victim("v2"), a_perpetrator("p1"), a_perpetrator("p2"), a_claim("c1"))
VALUES = {
    FactType.FLAG: True,
    FactType.NUMBER: 3,
    FactType.TEXT: "THREAT",
    FactType.DATE: date(2026, 6, 1),
}

VERBS = (
    *("finish", "finish", "finish", "waive", "pause", "resume"),
    *("learn", "learn", "withdraw", "add", "correct", "advance"),
)

actions = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "finish",
                "finish",
                "finish",
                "waive",
                "pause",
                "resume",
                "learn",
                "learn",
                "withdraw",
                "add",
                "correct",
                "advance",
            ]
        ),
        st.integers(0, 10_000),
        st.integers(0, 40),
        st.integers(0, 60 * 24 * 20),
    ),
    max_size=30,
)
starts = st.tuples(
    st.integers(0, 366 * 24 * 60),
    st.sets(st.integers(0, len(SUBJECTS) - 1), min_size=1),
    st.sets(st.sampled_from([key for key in KEYS if SET_BY_CODE[key] == (Scope.CASE, "flag")])),
)


def a_report(start) -> tuple[Case, object]:
    minutes, who, said = start
    now = MONDAY + timedelta(minutes=minutes)
    case = a_case(*sorted(said), submitted=now, subjects=[SUBJECTS[one] for one in sorted(who)])
    return case, now


def do(case: Case, action, now) -> None:
    """Carry out one drawn action, or nothing when there is nothing to do it to."""
    name, which, other, _ = action
    chosen = _choose(case, name, which)
    if name == "advance":
        case.advance(now)
    elif name == "add":
        _add(case, which, other, now)
    elif name == "learn":
        _learn(case, which, other, now)
    elif name == "withdraw":
        held = [one for one in case.state.facts if one.withdrawn_at is None]
        held = [one for one in held if one.key not in PERMANENT]
        if not held:
            return
        one = held[which % len(held)]
        case.withdraw(one.key, one.subject, at=now)
    elif chosen is not None:
        _change(case, name, chosen, (other, now))


def _choose(case, name, which):
    fit = {
        "finish": lambda step: step.paused_since is None,
        "pause": lambda step: step.paused_since is None and TWENTE.step(step.key).pausable,
        "resume": lambda step: step.paused_since is not None,
        "waive": lambda step: step.key != CLOSING,
    }.get(name, lambda _: True)
    found = [step for step in case.state.steps if step.is_open and fit(step)]
    return found[which % len(found)] if found else None


def _change(case, name, step, how) -> None:
    other, now = how
    if name == "finish":
        _finish(case, step, other, now)
    elif name == "correct":
        case.correct(step.key, step.subject, anchor=step.anchor_at - timedelta(hours=other), at=now)
    else:
        getattr(case, name)(step.key, step.subject, at=now)


def _finish(case, step, other, now) -> None:
    if step.key == CLOSING and engine.closure_gaps(case.protocol, case.state):
        return
    outcomes = TWENTE.step(step.key).outcomes
    outcome = outcomes[other % len(outcomes)]
    count = len(case.state.subjects)
    new = tuple(
        Subject(id=f"n{count}-{scope}", scope=scope, parent=step.subject)
        for scope in outcome.creates
    )
    case.finish(
        step.key,
        outcome.key,
        step.subject,
        at=now,
        new=new,
        reason="omdat",
        on=date(2026, 6, 1),
        number="1",
        document="d",
    )


def _add(case, which, other, now) -> None:
    scope = [one for one in Scope if one is not Scope.CASE][other % 5]
    owners = [one.id for one in case.state.subjects if one.scope is PARENTS.get(scope)]
    parent = owners[which % len(owners)] if owners else None
    case.add(Subject(id=f"a{len(case.state.subjects)}", scope=scope, parent=parent), at=now)


def _learn(case, which, other, now) -> None:
    key = KEYS[which % len(KEYS)]
    scope, kind = SET_BY_CODE[key]
    about = [one.id for one in case.state.subjects if one.scope is scope]
    if scope is Scope.CASE or about:
        subject = None if scope is Scope.CASE else about[other % len(about)]
        case.learn(key, VALUES[kind], at=now, subject=subject)


def run(start, todo) -> tuple[Case, object]:
    case, now = a_report(start)
    for action in todo:
        now += timedelta(minutes=action[3])
        do(case, action, now)
    return case, now


@settings(max_examples=60, deadline=None)
@given(starts, actions)
def test_no_step_is_lost(start, todo):
    case, now = a_report(start)
    for action in todo:
        before = [step.ref for step in case.state.steps]
        now += timedelta(minutes=action[3])
        do(case, action, now)
        after = [step.ref for step in case.state.steps]

        assert after[: len(before)] == before
        assert len(set(after)) == len(after)


@settings(max_examples=60, deadline=None)
@given(starts, actions)
def test_nothing_that_may_be_done_is_left_unopened(start, todo):
    case, now = run(start, todo)

    change = case.advance(now)

    assert (change.opened, change.lapsed, change.marked) == ((), (), ())


@settings(max_examples=60, deadline=None)
@given(starts, actions)
def test_due_moments_move_only_by_a_pause_or_a_recorded_correction(start, todo):
    case, now = a_report(start)
    for action in todo:
        before = {step.ref: _moments(step) for step in case.state.steps}
        now += timedelta(minutes=action[3])
        do(case, action, now)
        after = {step.ref: _moments(step) for step in case.state.steps}
        moved = {ref for ref, moments in before.items() if after[ref] != moments}

        assert action[0] in {"resume", "correct"} or not moved
        assert len(moved) <= 1


def _moments(step):
    return step.anchor_at, step.due_at, step.target_at, step.escalate_at


@settings(max_examples=40, deadline=None)
@given(starts, actions)
def test_the_same_input_gives_the_same_plan(start, todo):
    first, now = run(start, todo)
    second, _ = run(start, todo)

    assert first.state == second.state
    assert engine.timeline(TWENTE, first.state, now) == engine.timeline(TWENTE, second.state, now)


@settings(max_examples=60, deadline=None)
@given(starts, actions)
def test_no_escalation_counts_time_from_before_its_step_opened(start, todo):
    case, _ = run(start, todo)

    early = [
        step.ref
        for step in case.state.steps
        if step.escalate_at is not None and step.escalate_at < step.opened_at
    ]

    assert early == []


@settings(max_examples=60, deadline=None)
@given(starts, actions)
def test_every_case_can_be_closed(start, todo):
    case, now = run(start, todo)
    for _ in range(60):
        if not engine.closure_gaps(case.protocol, case.state):
            break
        _decide(case, now)

    assert engine.closure_gaps(case.protocol, case.state) == ()
    closing = case.step(CLOSING)
    if closing.paused_since is not None:
        case.resume(CLOSING, at=now)
    if closing.is_open:
        case.finish(CLOSING, "closed", at=now)
    assert live_fact(case.state, "case_closed", None).value is True


def _decide(case, now) -> None:
    for gap in engine.closure_gaps(case.protocol, case.state):
        if gap.is_subject_missing:
            scope = TWENTE.step(gap.key).scope
            case.add(Subject(id=f"x-{scope}", scope=scope), at=now)
    for step in case.state.steps:
        if step.is_open and step.key != CLOSING:
            case.waive(step.key, step.subject, at=now)


def test_a_finished_case_still_runs_when_a_late_fact_arrives():
    case = a_case(fact("known_to_victim_on", date(2026, 2, 16), subject="victim"))
    for key, subject in (("S02", "victim"), ("S05", None), ("S18", "victim"), ("S19", None)):
        case.waive(key, subject)
    case.finish(CLOSING, "closed")

    case.learn("complaint_offence", at=MONDAY + timedelta(days=10))

    assert "S14" in case.open_keys()

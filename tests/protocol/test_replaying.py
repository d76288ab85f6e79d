"""A replay tells what would have been due when, had another protocol been in force."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from tests.protocol.running import (
    MONDAY,
    TWENTE,
    Case,
    a_case,
    a_measure,
    a_perpetrator,
    a_police_report,
    fact,
    local,
)
from tests.protocol.test_own_steps import CALLED, of_reference
from tests.protocol.test_properties import actions, run, starts
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Anchor, AnchorKind, Condition, Protocol, Term, TermKind, Text
from vpt.protocol.editing import apply
from vpt.protocol.edits import (
    AddStep,
    NewOutcome,
    RemoveStep,
    SetAfter,
    SetAnchor,
    SetOptional,
    SetTerm,
    SetWhen,
    TermField,
)
from vpt.protocol.loader import load
from vpt.protocol.replaying import Past, Replay, replay
from vpt.protocol.state import StepStatus

LATER = MONDAY + timedelta(days=400)


def edited(*edits) -> Protocol:
    text = reference_text()
    for edit in edits:
        text = apply(text, edit)
    return load(text)


def again(case: Case, protocol: Protocol = TWENTE, now=LATER, **past) -> Replay:
    was = Past(protocol=case.protocol, state=case.state, **past)
    return replay(protocol, was, case.calendar, now)


def one(replayed: Replay, key: str, occurrence: int = 1):
    found = [step for step in replayed.steps if step.step.key == key]
    return next(step for step in found if step.step.occurrence == occurrence)


def counted_anew(protocol: Protocol) -> Protocol:
    """The same protocol in other words, so that a replay cannot take over any moment."""

    def wrapped(term: Term | None) -> Term | None:
        return Term(kind=TermKind.LATEST, of=(term,)) if term else None

    return replace(
        protocol,
        steps=tuple(
            replace(
                step,
                due=wrapped(step.due),
                target=wrapped(step.target),
                anchor=Anchor(kind=AnchorKind.LATEST, of=(step.anchor,)),
                repeat=step.repeat
                and replace(
                    step.repeat,
                    every=wrapped(step.repeat.every),
                    target=wrapped(step.repeat.target),
                ),
            )
            for step in protocol.steps
        ),
    )


def moments(steps) -> list[tuple]:
    told = (
        (step.ref, step.opened_at, step.due_at, step.target_at, step.state, step.done_at)
        for step in steps
    )
    return sorted(told, key=str)


def a_handled_case() -> Case:
    case = a_case(fact("damage"))
    case.add(a_perpetrator(), at=MONDAY + timedelta(hours=1))
    case.learn("perpetrator_known", subject="perpetrator", at=MONDAY + timedelta(hours=1))
    case.finish("S03", "submitted")
    case.finish("S05", "criminal", at=MONDAY + timedelta(hours=2))
    measure = (a_measure(),)
    case.finish("S08", "heard_measure", "perpetrator", at=MONDAY + timedelta(hours=3), new=measure)
    case.learn("measure_ends_on", local("2026-06-01").date(), subject="measure",
               at=MONDAY + timedelta(hours=4))  # fmt: skip
    case.finish("S09", "imposed", "measure", at=MONDAY + timedelta(hours=5),
                on=local("2026-02-20").date())  # fmt: skip
    report = (a_police_report(),)
    case.finish("S10", "employer_files", "victim", at=MONDAY + timedelta(days=1), new=report)
    case.waive("S11", "victim", at=MONDAY + timedelta(days=1))
    case.pause("S12", "report", at=MONDAY + timedelta(days=1))
    case.resume("S12", "report", at=MONDAY + timedelta(days=2))
    case.finish("S12", "taken", "report", at=MONDAY + timedelta(days=3), number="1")
    case.finish("S02", "supported", "victim", at=MONDAY + timedelta(hours=5))
    case.correct("S18", "victim", anchor=MONDAY + timedelta(days=3), at=MONDAY + timedelta(days=3))
    case.finish("S18", "again", "victim", at=MONDAY + timedelta(days=4))
    case.withdraw("damage", at=MONDAY + timedelta(days=5))
    return case


def since_of(case: Case) -> dict:
    return {"perpetrator": MONDAY + timedelta(hours=1)}


def test_the_same_protocol_gives_the_same_case():
    case = a_handled_case()

    replayed = again(case, since=since_of(case))

    assert moments(step.step for step in replayed.steps) == moments(case.state.steps)
    assert replayed.gone == ()
    assert not any(step.is_new or step.is_supposed for step in replayed.steps)


def test_the_same_rules_in_other_words_give_the_same_moments():
    case = a_handled_case()

    replayed = again(case, counted_anew(TWENTE), since=since_of(case))

    corrected = {"S18"}
    plain = [step for step in replayed.steps if step.step.key not in corrected]
    assert moments(step.step for step in plain) == moments(
        step for step in case.state.steps if step.key not in corrected
    )


@settings(max_examples=25, deadline=None)
@given(starts, actions)
def test_any_case_along_its_own_protocol_comes_out_as_it_was(start, todo):
    moves = [(name, which, other, wait + 1) for name, which, other, wait in todo if name != "add"]
    case, now = run(start, moves)

    replayed = again(case, now=now)

    assert moments(step.step for step in replayed.steps) == moments(case.state.steps)


def test_another_term_moves_the_due_moment_and_not_what_was_done():
    case = a_handled_case()
    other = edited(SetTerm(step="S05", field=TermField.DUE, term="hours 1"))

    step = one(again(case, other, since=since_of(case)), "S05")

    assert step.step.due_at == MONDAY + timedelta(hours=1)
    assert (step.step.done_at, step.real.due_at) == (
        MONDAY + timedelta(hours=2),
        local("2026-02-17T17:00"),
    )


def test_a_pause_and_a_corrected_anchor_count_under_another_term():
    case = a_handled_case()
    other = edited(
        SetTerm(step="S12", field=TermField.DUE, term="hours 24"),
        SetTerm(step="S18", field=TermField.DUE, term="working_days 5"),
    )

    replayed = again(case, other, since=since_of(case))

    assert one(replayed, "S12").step.due_at == MONDAY + timedelta(days=3)
    assert one(replayed, "S18").step.due_at == local("2026-02-26T17:00")
    assert one(replayed, "S18").step.anchor_at == MONDAY + timedelta(days=3)


def test_a_new_step_is_supposed_to_be_done_when_it_was_due():
    case = a_handled_case()
    other = edited(AddStep(step=of_reference(gate=True, outcomes=(CALLED,)), behind="S05"))

    step = one(again(case, other, since=since_of(case)), "O01")

    assert (step.is_new, step.is_supposed, step.real) == (True, True, None)
    assert (step.step.state, step.step.done_at) == (StepStatus.DONE, local("2026-02-18T17:00"))
    assert (step.step.outcome, step.step.opened_at) == ("gebeld", MONDAY)


def test_a_new_step_that_is_not_due_yet_stays_open():
    case = a_handled_case()
    other = edited(AddStep(step=of_reference(due="weeks 20")))

    step = one(again(case, other, now=MONDAY + timedelta(days=9)), "O01")

    assert step.step.is_open
    assert not step.is_supposed


def test_a_new_step_can_bring_another_new_one():
    case = a_handled_case()
    second = of_reference(
        title=Text("Nog eens bellen"),
        when=Condition(all=("own.team_is_gebeld",)),
        anchor="step:O01",
        outcomes=(NewOutcome(title=Text("Klaar")),),
    )
    other = edited(AddStep(step=of_reference()), AddStep(step=second))

    step = one(again(case, other), "O02")

    assert (step.step.opened_at, step.step.due_at) == (
        local("2026-02-18T17:00"),
        local("2026-02-20T17:00"),
    )


def test_a_step_that_opens_later_is_done_as_soon_as_it_opens():
    case = a_handled_case()
    other = edited(
        AddStep(step=of_reference(), behind="S05"),
        SetAfter(step="S08", after=("O01",)),
        SetAnchor(step="S08", anchor="step:O01"),
    )

    replayed = again(case, other, since=since_of(case))

    opened = local("2026-02-18T17:00")
    step = one(replayed, "S08").step
    assert (step.opened_at, step.done_at, step.outcome) == (opened, opened, "heard_measure")
    assert one(replayed, "S09").step.done_at == opened


def test_a_step_the_other_protocol_lacks_is_gone_with_what_it_brought():
    case = a_case("complaint_offence")
    case.finish("S14", "complaint_filed", "victim", on=MONDAY.date())
    other = edited(SetOptional(step="S14", value=True), RemoveStep(step="S14"))

    replayed = again(case, other)

    assert [step.key for step in replayed.gone] == ["S14"]
    assert "S14" not in {step.step.key for step in replayed.steps}


def test_a_step_that_is_not_called_for_any_more_is_gone():
    case = a_handled_case()
    other = edited(SetWhen(step="S06", when=Condition(all=("possibly_criminal", "injury"))))

    assert [step.key for step in again(case, other, since=since_of(case)).gone] == ["S06"]


def test_a_step_that_is_called_for_now_is_supposed_to_be_let_go_when_due():
    case = a_case()
    case.finish("S05", "not_criminal")
    other = edited(SetWhen(step="S06", when=Condition()), SetAnchor(step="S06", anchor="submitted"))

    step = one(again(case, other), "S06")

    assert (step.is_new, step.is_supposed) == (False, True)
    assert (step.step.state, step.step.done_at) == (StepStatus.WAIVED, local("2026-02-17T17:00"))


def test_nothing_happens_after_a_report_was_withdrawn():
    case = a_case()
    ended = MONDAY + timedelta(days=1)
    case.state = replace(
        case.state,
        steps=tuple(
            replace(step, state=StepStatus.LAPSED, done_at=ended) for step in case.state.steps
        ),
    )
    other = edited(AddStep(step=of_reference()))

    replayed = again(case, other, ended_at=ended)

    assert {step.step.state for step in replayed.steps} == {StepStatus.LAPSED}
    assert {step.step.done_at for step in replayed.steps} == {ended}


def test_a_replay_changes_nothing_and_gives_the_same_twice():
    case = a_handled_case()
    before = case.state
    other = edited(AddStep(step=of_reference(gate=True)))

    assert again(case, other) == again(case, other)
    assert case.state is before

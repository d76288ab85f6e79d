"""What the engine refuses, and with which code."""

from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    a_case,
    a_perpetrator,
    a_police_report,
    day,
    fact,
    why,
)
from vpt.core.errors import RuleBroken
from vpt.protocol import engine
from vpt.protocol.state import Completion, StepRef, Subject

TUESDAY = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("outcome", "given", "code"),
    [
        pytest.param("vanished", {}, "outcome_unknown", id="an unknown outcome"),
        pytest.param("no_report", {}, "reason_required", id="no report without a reason"),
        pytest.param("no_report", {"reason": "  "}, "reason_required", id="a blank reason"),
        pytest.param("victim_files", {}, "subject_missing", id="no new report named"),
        pytest.param(
            "no_report",
            {"reason": "rust", "new": (a_police_report(),)},
            "subject_unexpected",
            id="a report nobody decided on",
        ),
        pytest.param(
            "victim_files",
            {"new": (a_police_report(victim="somebody-else"),)},
            "subject_parent",
            id="a report of somebody else",
        ),
        pytest.param(
            "victim_files",
            {"new": (a_police_report("victim"),)},
            "subject_exists",
            id="an id that is taken",
        ),
        pytest.param("victim_files", {"at": MONDAY - timedelta(1)}, "too_early", id="too early"),
    ],
)
def test_a_decision_that_is_not_complete_is_refused(outcome, given, code):
    case = a_case()
    case.finish("S05", "criminal")
    before = case.state

    with pytest.raises(RuleBroken) as refusal:
        case.finish("S10", outcome, "victim", **given)

    assert (refusal.value.code, case.state) == (code, before)


@pytest.mark.parametrize(
    ("key", "outcome", "code"),
    [
        pytest.param("S12", "taken", "number_required", id="a report without its number"),
        pytest.param("S12", "appointment", "date_required", id="an appointment without a day"),
    ],
)
def test_an_outcome_asks_for_what_it_needs(key, outcome, code):
    case = a_case()
    case.finish("S05", "criminal")
    case.finish("S10", "employer_files", "victim", new=(a_police_report(),))
    case.finish("S11", "domicile", "victim")

    with pytest.raises(RuleBroken, match=code):
        case.finish(key, outcome, "report")


def test_a_step_is_finished_once():
    case = a_case()
    ref = case.step("S03").ref
    case.finish("S03", "submitted")
    done = Completion(outcome="submitted", at=MONDAY, by="Demo")

    with pytest.raises(RuleBroken, match="step_not_open"):
        engine.complete(case.protocol, case.state, case.calendar, ref, done)


def test_a_step_that_never_opened_is_refused():
    case = a_case()
    done = Completion(outcome="secured", at=MONDAY, by="Demo")

    with pytest.raises(RuleBroken, match="step_unknown"):
        engine.complete(case.protocol, case.state, case.calendar, StepRef("S04"), done)


@pytest.mark.parametrize(
    ("reason", "by", "code"),
    [
        pytest.param("", "Demo", "reason_required", id="without a reason"),
        pytest.param("niet nodig", " ", "name_required", id="without a name"),
    ],
)
def test_waiving_needs_a_reason_and_a_name(reason, by, code):
    case = a_case()
    nameless = type(why(MONDAY))(at=MONDAY, by=by, reason=reason)

    with pytest.raises(RuleBroken, match=code):
        engine.waive(case.protocol, case.state, case.calendar, StepRef("S05"), nameless)


@pytest.mark.parametrize(
    ("recorded", "code"),
    [
        pytest.param(fact("weather"), "fact_unknown", id="no such fact"),
        pytest.param(fact("damage", "yes"), "fact_type", id="not a flag"),
        pytest.param(fact("occurred", day("2026-02-16")), "fact_type", id="a day, no moment"),
        pytest.param(fact("damage", subject="victim"), "fact_scope", id="not of a victim"),
        pytest.param(fact("arrested", subject="nobody"), "subject_unknown", id="of nobody"),
    ],
)
def test_a_fact_in_the_wrong_place_is_refused(recorded, code):
    case = a_case()

    with pytest.raises(RuleBroken, match=code):
        engine.record_fact(case.protocol, case.state, case.calendar, recorded)


def test_a_fact_that_never_held_cannot_be_withdrawn():
    case = a_case()

    with pytest.raises(RuleBroken, match="fact_unknown"):
        case.withdraw("damage")


def test_the_moment_of_the_report_cannot_be_taken_back():
    case = a_case()

    with pytest.raises(RuleBroken, match="fact_permanent"):
        case.withdraw("submitted")


def test_a_subject_is_added_once():
    case = a_case()

    with pytest.raises(RuleBroken, match="subject_exists"):
        case.add(Subject(id="victim", scope=a_perpetrator().scope))

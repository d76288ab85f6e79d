"""How a case runs: what opens, lapses, repeats, waits, and when it may be closed."""

from datetime import timedelta

import pytest

from tests.protocol.running import (
    MONDAY,
    TWENTE,
    a_case,
    a_claim,
    a_measure,
    a_perpetrator,
    a_police_report,
    a_victim,
    day,
    fact,
    local,
    why,
)
from vpt.core.errors import RuleBroken
from vpt.protocol import engine
from vpt.protocol.state import Completion, Standing, StepRef, StepStatus, Subject

TUESDAY = MONDAY + timedelta(days=1)


def test_a_simple_report_opens_support_reporting_assessment_and_feedback():
    case = a_case()

    assert case.open_keys() == {"S02", "S03", "S05", "S19"}


def test_what_the_report_says_opens_the_steps_it_calls_for():
    case = a_case(
        "in_danger",
        "evidence_exists",
        "injury",
        "damage",
        "complaint_offence",
        fact("perpetrator_known", subject="perpetrator"),
        subjects=(a_victim(), a_perpetrator(), a_claim()),
    )

    assert case.open_keys() >= {"S01", "S04", "S07", "S08", "S14", "S16"}


def test_an_assessment_as_criminal_opens_the_vpt_test_and_the_decision():
    case = a_case()

    change = case.finish("S05", "criminal")

    assert {step.key for step in change.opened} == {"S06", "S10"}


def test_an_assessment_as_not_criminal_opens_nothing():
    case = a_case()

    change = case.finish("S05", "not_criminal")

    assert change.opened == ()


def test_a_change_names_the_facts_the_outcome_set():
    case = a_case()

    change = case.finish("S05", "doubt")

    assert [(one.key, one.value, one.source) for one in change.facts] == [
        ("possibly_criminal", True, "outcome")
    ]


def test_two_victims_may_decide_differently_about_the_police_report():
    case = a_case(subjects=(a_victim("anna"), a_victim("bram")))
    case.finish("S05", "criminal")

    case.finish("S10", "victim_files", "anna", new=(a_police_report("pv", victim="anna"),))
    case.finish("S10", "no_report", "bram", reason="wil rust")

    assert case.step("S11", "anna").is_open
    assert case.step("S11", "bram") is None
    assert engine.closure_gaps(case.protocol, case.state)
    assert "S10" not in {gap.key for gap in engine.closure_gaps(case.protocol, case.state)}


def test_filing_waits_for_the_protection_of_its_own_victim_only():
    case = a_case(subjects=(a_victim("anna"), a_victim("bram")))
    case.finish("S05", "criminal")
    case.finish("S10", "victim_files", "anna", new=(a_police_report("pv-a", victim="anna"),))
    case.finish("S10", "victim_files", "bram", new=(a_police_report("pv-b", victim="bram"),))

    case.finish("S11", "numbered", "anna")

    assert case.step("S12", "pv-a").is_open
    assert case.step("S12", "pv-b") is None


def test_filing_is_due_48_hours_after_the_decision_however_long_protection_took():
    case = a_case()
    case.finish("S05", "criminal")
    case.finish("S10", "employer_files", "victim", new=(a_police_report(),))

    case.finish("S11", "domicile", "victim", at=TUESDAY)

    assert case.step("S12", "report").due_at == MONDAY + timedelta(hours=48)


def test_two_suspects_may_get_different_decisions_of_the_prosecution():
    case = a_case("criminal_file_at_om", subjects=(a_perpetrator("x"), a_perpetrator("y")))

    case.finish("S20", "dismissal", "x", number="02")
    case.finish("S20", "summons", "y", on=day("2026-06-01"))

    assert case.step("S23", "x") is None
    assert case.step("S23", "y").is_open


def test_each_measure_of_one_perpetrator_has_its_own_steps():
    case = a_case(fact("perpetrator_known", subject="perpetrator"), subjects=(a_perpetrator(),))
    case.finish("S08", "heard_measure", "perpetrator", new=(a_measure("letter"),))
    case.add(a_measure("ban"))
    case.learn("measure_proposed", subject="ban")

    case.learn("urgency_recorded", at=TUESDAY, subject="ban")

    assert case.step("S09", "letter").anchor_at == MONDAY
    assert case.step("S09", "ban").anchor_at == TUESDAY


def test_a_report_that_was_refused_comes_back_until_it_is_taken():
    case = a_case()
    case.finish("S05", "criminal")
    case.finish("S10", "employer_files", "victim", new=(a_police_report(),))
    case.finish("S11", "domicile", "victim")

    case.finish("S12", "refused", "report", at=TUESDAY, reason="balie wilde niet")
    again = case.step("S12", "report")
    case.finish("S12", "taken", "report", at=TUESDAY, number="DEMO-1")

    assert (again.occurrence, again.is_open) == (2, True)
    assert case.step("S12", "report").state is StepStatus.DONE
    assert {"S13", "S17"} <= case.open_keys()


def test_aftercare_is_a_second_and_a_third_talk():
    case = a_case()
    case.finish("S02", "supported", "victim")
    second = case.step("S18", "victim")
    case.finish("S18", "again", "victim", at=local("2026-02-19T11:00"))

    third = case.step("S18", "victim")

    assert second.due_at == local("2026-02-19T17:00")
    assert (third.target_at, third.due_at) == (
        local("2026-03-20T00:00"),
        local("2026-04-03T00:00"),
    )


def test_a_fact_that_arrives_late_opens_its_step_then():
    case = a_case()
    later = MONDAY + timedelta(days=5)

    change = case.learn("evidence_exists", at=later)

    assert [(step.key, step.opened_at) for step in change.opened] == [("S04", later)]


def test_a_fact_that_arrives_late_keeps_its_term_from_the_report():
    case = a_case()
    later = MONDAY + timedelta(days=5)

    case.learn("evidence_exists", at=later)

    step = case.step("S04")
    assert (step.due_at, step.escalate_at) == (
        MONDAY + timedelta(hours=48),
        later + timedelta(hours=1),
    )


def test_a_withdrawn_fact_lapses_the_open_step_that_needed_it():
    case = a_case("evidence_exists")

    change = case.withdraw("evidence_exists", at=TUESDAY)

    assert [step.key for step in change.lapsed] == ["S04"]
    assert case.step("S04").state is StepStatus.LAPSED


def test_a_withdrawn_fact_keeps_a_finished_step_and_marks_it():
    case = a_case("evidence_exists")
    case.finish("S04", "secured")

    change = case.withdraw("evidence_exists", at=TUESDAY)

    step = case.step("S04")
    assert [one.key for one in change.marked] == ["S04"]
    assert (step.state, step.grounds_withdrawn_at) == (StepStatus.DONE, TUESDAY)


@pytest.mark.parametrize("was_done", [True, False])
def test_a_fact_that_returns_opens_a_new_occurrence(was_done):
    case = a_case("evidence_exists")
    if was_done:
        case.finish("S04", "secured")
    case.withdraw("evidence_exists", at=TUESDAY)

    case.learn("evidence_exists", at=TUESDAY + timedelta(hours=1))

    step = case.step("S04")
    assert (step.occurrence, step.is_open) == (2, True)


def test_a_corrected_value_is_no_withdrawal():
    case = a_case(fact("claim_form_received", day("2026-02-13"), subject="victim"))

    change = case.learn("claim_form_received", day("2026-02-12"), at=TUESDAY, subject="victim")

    assert (change.lapsed, change.marked, change.opened) == ((), (), ())
    assert [one.value for one in case.state.facts if one.withdrawn_at == TUESDAY] == [
        day("2026-02-13")
    ]


def test_the_same_fact_twice_is_recorded_once():
    case = a_case("damage")

    case.learn("damage")

    assert len([one for one in case.state.facts if one.key == "damage"]) == 1


def test_steps_of_partners_wait():
    case = a_case("public_order")

    waiting = engine.waiting(case.protocol, case.state)

    assert [step.key for step in waiting] == ["S22"]


def test_the_timeline_shows_all_27_steps_in_the_order_of_the_protocol():
    case = a_case()

    timeline = engine.timeline(case.protocol, case.state, MONDAY)

    assert [entry.key for entry in timeline] == [step.key for step in TWENTE.steps]


def test_the_timeline_tells_how_each_step_stands():
    case = a_case("public_order", "evidence_exists")
    case.pause("S04", at=MONDAY)
    case.finish("S03", "submitted")
    case.waive("S19")
    now = local("2026-02-16T23:00")

    standing = {
        entry.key: entry.standing for entry in engine.timeline(case.protocol, case.state, now)
    }

    assert standing["S02"] is Standing.DUE_SOON
    assert standing["S03"] is Standing.DONE
    assert standing["S04"] is Standing.PAUSED
    assert standing["S05"] is Standing.OPEN
    assert standing["S16"] is Standing.IF_NEEDED
    assert standing["S18"] is Standing.UPCOMING
    assert standing["S19"] is Standing.WAIVED
    assert standing["S22"] is Standing.WAITING


def test_what_comes_next_is_what_the_facts_call_for():
    case = a_case()

    upcoming = engine.upcoming(case.protocol, case.state)

    assert [entry.key for entry in upcoming] == ["S18", "S26"]


def test_overdue_steps_come_latest_promise_first():
    case = a_case("evidence_exists")
    now = MONDAY + timedelta(days=60)

    overdue = [step.key for step in engine.overdue(case.state, now)]

    assert overdue == ["S02", "S03", "S05", "S04", "S19"]


def test_a_step_in_its_last_quarter_is_due_soon():
    case = a_case("evidence_exists")

    soon = engine.due_soon(case.state, MONDAY + timedelta(hours=40))

    assert [step.key for step in soon] == ["S04"]


def test_the_gate_asks_for_the_decisions_nobody_has_made():
    case = a_case("damage", subjects=(a_victim(), a_claim()))
    case.finish("S05", "criminal")

    gaps = engine.closure_gaps(case.protocol, case.state)

    assert [(gap.key, gap.subject) for gap in gaps] == [
        ("S10", "victim"),
        ("S16", "claim"),
        ("S18", "victim"),
        ("S19", None),
    ]


def test_the_gate_asks_whose_damage_it_is():
    case = a_case("damage")

    gaps = engine.closure_gaps(case.protocol, case.state)

    assert ("S16", True) in {(gap.key, gap.is_subject_missing) for gap in gaps}


def test_closing_opens_six_weeks_from_the_last_decision():
    case = _decided_case()

    step = case.step("S26")

    assert (step.anchor_at, step.due_at) == (TUESDAY, local("2026-04-01T00:00"))


def test_a_waived_decision_counts_as_made():
    case = a_case()
    case.finish("S02", "declined", "victim")
    case.waive("S05")
    case.waive("S18", "victim")

    case.waive("S19")

    assert engine.closure_gaps(case.protocol, case.state) == ()
    assert case.step("S26").is_open


def test_a_victim_added_late_keeps_the_case_open():
    case = _decided_case()
    case.add(a_victim("late"), at=TUESDAY)

    with pytest.raises(RuleBroken, match="gate_open") as refusal:
        case.finish("S26", "closed", at=TUESDAY)

    assert refusal.value.details["missing"] == ("S18",)


def test_a_closed_case_is_destroyed_when_its_retention_ends():
    case = _decided_case()
    case.finish("S26", "closed", at=TUESDAY)

    case.learn("retention_ends_on", day("2031-02-17"), at=TUESDAY)

    assert case.step("S27").due_at == local("2031-02-18T00:00")


def test_a_reopened_case_asks_to_be_closed_again():
    case = _decided_case()
    case.finish("S26", "closed", at=TUESDAY)
    later = TUESDAY + timedelta(days=300)

    case.withdraw("case_closed", at=later)

    step = case.step("S26")
    assert (step.occurrence, step.is_open, step.anchor_at) == (2, True, later)


def _decided_case():
    case = a_case()
    case.finish("S02", "supported", "victim")
    case.finish("S18", "finished", "victim")
    case.finish("S05", "not_criminal")
    case.finish("S19", "reporter_and_team", at=TUESDAY)
    return case


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


def test_closing_itself_cannot_be_waived():
    case = _decided_case()

    with pytest.raises(RuleBroken, match="closing_not_waivable"):
        case.waive("S26", at=TUESDAY)


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

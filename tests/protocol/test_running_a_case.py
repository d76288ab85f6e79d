"""How a case runs: what opens, repeats and waits, for whom, and how it all stands."""

from datetime import timedelta

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
)
from vpt.protocol import engine
from vpt.protocol.state import Standing, StepStatus

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

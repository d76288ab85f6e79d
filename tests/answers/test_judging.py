"""A coordinator takes a waiting answer as true, or leaves it out with a reason."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.answers.builders import LATER, a_case_at_the_police, a_share, an_answer, give
from tests.builders import stored
from tests.cases.builders import a_case, a_town, steps_of, version_of
from tests.police_reports.desk import check_code, report_id
from vpt.answers import giving, judging, queries
from vpt.answers.models import PartnerAnswer
from vpt.audit.models import AuditEntry
from vpt.cases import service
from vpt.cases.models import Case
from vpt.cases.rules import PauseReason
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.outcomes.models import ChainOutcome
from vpt.partners.rules import Party
from vpt.police_reports.models import PoliceReport
from vpt.protocol.state import StepRef
from vpt.sharing.rules import Ask

NUMBER = "2026555555"
AFTER = LATER + timedelta(hours=3)
TYPED = {"number": NUMBER, "station": "Bureau Noord"}


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def from_desk(case, **typed):
    """Return an answer through the cover sheet of the only report."""
    [report] = stored(PoliceReport)
    with unit_of_work():
        rows = giving.from_desk(report, typed or TYPED, key=uuid4(), now=LATER)
    return rows[0].id


def accept(person, case, answer_id, version=None):
    """Take an answer as true, as somebody who has just looked."""
    with unit_of_work():
        return judging.accept(
            person.actor(), case.id, answer_id, version=version or version_of(case), now=AFTER
        )


def refuse(person, case, answer_id, reason):
    """Leave an answer out."""
    with unit_of_work():
        return judging.refuse(
            person.actor(), case.id, answer_id, reason, version=version_of(case), now=AFTER
        )


def test_taking_over_what_came_through_the_cover_sheet_finishes_the_step():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)

    row = accept(town.coordinator, case, from_desk(case))

    [step] = steps_of("S12")
    assert (row.state, row.judged_by) == ("accepted", town.coordinator.id)
    assert (step.state, step.outcome, step.done_by) == ("done", "taken", town.coordinator.id)
    lines = [one for one in stored(AuditEntry) if one.action == "answer.accepted"]
    assert [(one.actor_id, one.codes["via"]) for one in lines] == [(town.coordinator.id, "desk")]


def test_taking_over_another_number_corrects_the_report():
    town = a_town()
    case = a_case_at_the_police(town)
    [answer] = give(a_share(town, case), an_answer(Ask.REGISTRATION, report_id(), number=NUMBER))

    accept(town.coordinator, case, answer.id)

    [report] = stored(PoliceReport)
    assert report.details["number"] == NUMBER


def test_taking_over_another_word_on_the_code_corrects_the_report_and_no_step():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    check_code(town, case, "present")
    [answer] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="missing"))

    accept(town.coordinator, case, answer.id)

    [report] = stored(PoliceReport)
    assert report.code_state == "missing"
    assert [one.outcome for one in steps_of("S13")] == ["present"]


def test_taking_over_a_later_decision_corrects_its_number_and_keeps_what_was_decided():
    town = a_town()
    case = a_case_at_the_police(town)
    give(a_share(town, case), an_answer(Ask.POLICE_NEWS, report_id(), outcome="sent_to_om"))
    share = a_share(town, case, Party.PROSECUTION)
    suspect = db.session.scalars(select(Involved.id).where(Involved.role == "perpetrator")).one()
    give(share, an_answer(Ask.DECISION, suspect, outcome="penal_order", number="08/000001-26"))
    [again] = give(
        share, an_answer(Ask.DECISION, suspect, outcome="penal_order", number="08/123456-26")
    )

    accept(town.coordinator, case, again.id)

    first, second = sorted(
        (one for one in stored(ChainOutcome) if one.kind == "decision"),
        key=lambda one: one.recorded_at,
    )
    assert (again.wait, second.corrects_id) == ("already", first.id)
    assert (first.content["number"], second.content["number"]) == ("08/000001-26", "08/123456-26")


def test_leaving_an_answer_out_needs_a_reason_that_is_kept_sealed():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    answer_id = from_desk(case)

    with pytest.raises(RuleBroken, match="reason_required"):
        refuse(town.coordinator, case, answer_id, "  ")
    row = refuse(town.coordinator, case, answer_id, "Het bureau weet hier niets van.")

    assert row.state == "refused"
    assert row.content["refused"] == "Het bureau weet hier niets van."
    assert b"bureau" not in row.content_sealed
    assert [one.state for one in steps_of("S12")] == ["open"]


def test_who_judges_second_is_told_that_somebody_was_first():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    answer_id, seen = from_desk(case), version_of(case)
    refuse(town.coordinator, case, answer_id, "Klopt niet.")

    with pytest.raises(StaleData):
        accept(town.coordinator, case, answer_id, version=seen)

    assert [one.state for one in steps_of("S12")] == ["open"]


def test_an_answer_of_a_closed_case_waits_until_it_is_opened_again():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    answer_id = from_desk(case)
    with unit_of_work():
        db.session.get_one(Case, (case.organisation_id, case.id)).closed_at = LATER

    with pytest.raises(RuleBroken, match="answer_of_closed"):
        accept(town.coordinator, case, answer_id)

    assert [one.state for one in stored(PartnerAnswer)] == ["unconfirmed"]


def test_an_answer_to_a_paused_step_waits_until_its_clock_runs():
    town = a_town()
    case = a_case_at_the_police(town)
    share = a_share(town, case)
    [step] = steps_of("S13")
    with unit_of_work():
        service.pause_step(
            town.coordinator.actor(), case.id, StepRef("S13", step.subject_id),
            PauseReason.POLICE, version=version_of(case), now=LATER,
        )  # fmt: skip
    [answer] = give(share, an_answer(Ask.VPT_CODE, report_id(), outcome="present"))

    with pytest.raises(RuleBroken, match="step_paused"):
        accept(town.coordinator, case, answer.id)


def test_only_a_coordinator_of_this_employer_who_is_no_party_judges():
    town, elsewhere = a_town(), a_town()
    case = a_case_at_the_police(town, taken=False)
    answer_id = from_desk(case)

    with pytest.raises(NotAllowed):
        accept(town.manager, case, answer_id)
    with pytest.raises(NotVisible):
        accept(town.colleague, case, answer_id)
    with pytest.raises(NotVisible):
        accept(elsewhere.coordinator, case, answer_id)
    with unit_of_work():
        db.session.scalars(
            select(Involved).where(Involved.role == "victim")
        ).one().user_id = town.coordinator.id
    with pytest.raises((NotVisible, NotAllowed)):
        accept(town.coordinator, case, answer_id)


def test_an_answer_is_judged_in_its_own_case_only():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    answer_id = from_desk(case)
    other = a_case(town)

    with pytest.raises(NotVisible):
        accept(town.coordinator, other, answer_id)


def test_the_list_holds_what_waits_in_own_cases_and_nothing_else():
    town, elsewhere = a_town(), a_town()
    case = a_case_at_the_police(town, taken=False)
    first = from_desk(case)
    second = from_desk(case, code="present")
    refuse(town.coordinator, case, first, "Klopt niet.")

    mine = queries.waiting(town.coordinator.actor())
    theirs = queries.waiting(elsewhere.coordinator.actor())

    assert [one.id for one in mine] == [second]
    assert theirs == ()

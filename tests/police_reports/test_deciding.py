"""Deciding with the victim, the shield, the desk, the code, and who may do it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import Counted, a_ref, a_town, steps_of, version_of
from tests.police_reports.desk import (
    AGREED,
    DOMICILE,
    LATER,
    TAKEN,
    a_criminal_case,
    check_code,
    decide,
    file,
    report_id,
    shield,
)
from vpt.cases import service as cases
from vpt.cases.rules import Answer
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.incidents.people import Involved
from vpt.infra.db import unit_of_work
from vpt.police_reports import filing, queries, service
from vpt.police_reports.filing import Filed
from vpt.police_reports.models import PoliceReport, PoliceTalk, ReportDecision
from vpt.police_reports.service import Decided, Shielded


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def case(town):
    return a_criminal_case(town)


def test_the_employer_files_and_a_report_opens_with_the_victims_wish_kept(town, case):
    decide(town, case)

    [report], [decision] = stored(PoliceReport), stored(ReportDecision)
    assert report.filed_by == "employer"
    assert report.id != report.victim_id
    assert (decision.wish, decision.said) == ("agrees", "Graag samen.")
    assert steps_of("S11")[0].state == "open"


def test_no_report_asks_why(town, case):
    with pytest.raises(RuleBroken, match="reason_required"):
        decide(town, case, Decided(choice="no_report", wish="agrees"))

    decide(town, case, Decided(choice="no_report", wish="agrees", reason="Wil het zelf niet."))

    assert stored(PoliceReport) == []
    assert steps_of("S11") == []


def test_nobody_is_sent_to_the_police_against_their_will(town, case):
    against = Decided(choice="victim_files", wish="objects", reason="Toch")

    with pytest.raises(RuleBroken, match="victim_objects"):
        decide(town, case, against)


def test_overruling_the_victim_takes_a_reason(town, case):
    without = Decided(choice="employer_files", wish="objects")
    with pytest.raises(RuleBroken, match="reason_required"):
        decide(town, case, without)

    decide(town, case, replace(without, reason="Er is gevaar voor anderen."))

    assert stored(ReportDecision)[0].wish == "objects"


def test_the_plain_form_no_longer_finishes_these_steps(town, case):
    with pytest.raises(RuleBroken, match="has_own_page"), unit_of_work():
        cases.complete_step(
            town.coordinator.actor(), case.id, a_ref("S10"), Answer(outcome="employer_files"),
            version=version_of(case), now=LATER,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["manager", "hr"])
def test_deciding_is_for_the_coordinator(town, case, who):
    actor = getattr(town, who).actor()

    with pytest.raises(NotAllowed), unit_of_work():
        service.decide(actor, case.id, a_ref("S10"), AGREED, version=version_of(case), now=LATER)


@pytest.mark.parametrize("who", ["employee", "colleague", "other_manager", "support"])
def test_others_cannot_decide(town, case, who):
    actor = getattr(town, who).actor()

    with pytest.raises((NotVisible, NotAllowed)), unit_of_work():
        service.decide(actor, case.id, a_ref("S10"), AGREED, version=version_of(case), now=LATER)


def test_the_shield_reaches_the_victim_and_the_report(town, case):
    decide(town, case)
    shield(town, case, Shielded(outcome="numbered", name_known="no"))

    [report] = stored(PoliceReport)
    [victim] = [row for row in stored(Involved) if row.role == "victim"]
    assert report.protection == victim.protection == "number"
    assert steps_of("S12")[0].state == "open"


def test_a_number_that_hides_nothing_is_taken_only_knowingly(town, case):
    decide(town, case)
    pointless = Shielded(outcome="numbered", name_known="yes")
    with pytest.raises(RuleBroken, match="number_pointless"):
        shield(town, case, pointless)

    shield(town, case, replace(pointless, knows=True))

    assert stored(PoliceReport)[0].name_known == "yes"


def test_no_shield_takes_a_reason(town, case):
    decide(town, case)

    with pytest.raises(RuleBroken, match="reason_required"):
        shield(town, case, Shielded(outcome="unprotected", name_known="no"))


class TestFiling:
    """At the police desk."""

    @pytest.fixture(autouse=True)
    def _decided(self, town, case):
        decide(town, case)
        shield(town, case)

    def test_a_report_that_was_taken_keeps_its_number_and_opens_the_code_check(self, town, case):
        file(town, case)

        [report] = stored(PoliceReport)
        assert report.state == "taken"
        assert report.details["number"] == "2026123456"
        assert report.filed_on == NOW.date()
        assert steps_of("S13")[0].state == "open"

    def test_taken_asks_for_the_number(self, town, case):
        with pytest.raises(RuleBroken, match="number_required"):
            file(town, case, Filed(outcome="taken", given={}))

    def test_an_odd_number_is_kept_and_only_warned_about(self, town, case):
        given = {"number": "12-34", "record_number": "PL0600-2026123456-1"}
        file(town, case, replace(TAKEN, given=given))

        assert stored(PoliceReport)[0].details["number"] == "12-34"
        assert filing.odd_numbers(given) == ("12-34",)

    def test_a_refusal_comes_back_after_five_working_days_and_can_be_escalated(self, town, case):
        file(town, case, Filed(outcome="refused", reason="Geen aangifte waard"))

        again = [row for row in steps_of("S12") if row.occurrence == 2]
        assert [row.state for row in again] == ["open"]
        assert again[0].due_at.date() == date(2026, 3, 13)  # Friday 6 March and five working days
        with unit_of_work():
            filing.escalate(
                town.coordinator.actor(), case.id, report_id(), "Petra (demo)", version=None,
                now=LATER,
            )  # fmt: skip
        kinds = [row.kind for row in stored(PoliceTalk)]
        assert sorted(kinds) == ["escalated_refusal", "refused"]

    def test_there_is_nothing_to_escalate_about_a_report_that_went_well(self, town, case):
        file(town, case)

        with pytest.raises(RuleBroken, match="nothing_to_escalate"), unit_of_work():
            filing.escalate(
                town.coordinator.actor(), case.id, report_id(), "", version=None, now=LATER
            )

    def test_a_refused_report_that_is_taken_later_is_settled(self, town, case):
        file(town, case, Filed(outcome="refused", reason="Druk"))
        file(town, case, replace(TAKEN, on=date(2026, 3, 9)), LATER + timedelta(days=3), nth=2)

        assert stored(PoliceReport)[0].state == "taken"
        assert [row.state for row in steps_of("S12")] == ["done", "done"]

    @pytest.mark.parametrize(
        ("filed", "code"),
        [
            (Filed(outcome="appointment", on=date(2026, 3, 5)), "appointment_in_past"),
            (Filed(outcome="appointment"), "date_required"),
            (replace(TAKEN, on=date(2026, 3, 7)), "filed_in_future"),
            (Filed(outcome="refused"), "reason_required"),
            (Filed(outcome="given_up"), "reason_required"),
            (Filed(outcome="decided"), "outcome_unknown"),
            (replace(TAKEN, given={"number": "111222333"}), "bsn_refused"),
        ],
    )
    def test_what_cannot_be_is_refused(self, town, case, filed, code):
        with pytest.raises(RuleBroken, match=code):
            file(town, case, filed)

    def test_a_missing_code_comes_back_and_asks_for_the_contact_officer(self, town, case):
        file(town, case)
        check_code(town, case, "missing")

        [report] = stored(PoliceReport)
        assert report.code_state == "missing"
        assert filing.may_escalate(report)
        assert [row.state for row in steps_of("S13") if row.occurrence == 2] == ["open"]

    @pytest.mark.parametrize(
        ("more", "code"),
        [
            ({"outcome": "present", "whom": " "}, "whom_required"),
            ({"outcome": "not_obtained"}, "reason_required"),
            ({"outcome": "present", "on": date(2026, 3, 9)}, "talk_in_future"),
            ({"outcome": "other"}, "outcome_unknown"),
        ],
    )
    def test_an_answer_about_the_code_names_whom_and_when(self, town, case, more, code):
        file(town, case)

        with pytest.raises(RuleBroken, match=code):
            check_code(town, case, **more)

    def test_what_was_prepared_is_kept_and_only_for_this_case(self, town, case):
        other = a_criminal_case(town)
        version = version_of(case)
        with unit_of_work():
            filing.prepare(
                town.manager.actor(), case.id, report_id(),
                {"function": "Baliemedewerker", "number": "2026000000", "impact": ""},
                version=version, now=LATER,
            )  # fmt: skip

        assert stored(PoliceReport)[0].details == {"function": "Baliemedewerker"}
        with pytest.raises(NotVisible), unit_of_work():
            filing.prepare(
                town.manager.actor(), other.id, report_id(), {}, version=version_of(other),
                now=LATER,
            )  # fmt: skip

    def test_two_at_once_are_told_apart(self, town, case):
        seen = version_of(case)
        file(town, case)

        with pytest.raises(StaleData), unit_of_work():
            filing.file(
                town.coordinator.actor(), case.id, a_ref("S12"), TAKEN, version=seen, now=LATER
            )


def test_what_is_kept_is_read_in_two_statements(town, case):
    decide(town, case)
    shield(town, case, DOMICILE)
    actor = town.coordinator.actor()

    with Counted() as asked:
        kept = queries.of_case(actor, case.id)
        assert [row.said for row in kept.decisions] == ["Graag samen."]

    assert len(asked) == 2

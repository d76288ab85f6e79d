"""What a partner answers finishes the step that waits for it, once, and is never lost."""

from uuid import uuid4

import pytest

from tests.answers.builders import a_case_at_the_police, a_share, an_answer, give
from tests.builders import stored
from tests.cases.builders import a_town, steps_of
from tests.police_reports.desk import report_id
from vpt.answers.models import PartnerAnswer
from vpt.police_reports.models import PoliceReport
from vpt.sharing.rules import Ask


@pytest.fixture(autouse=True)
def context(app):
    with app.app_context():
        yield


def test_a_registration_number_says_that_the_police_took_the_report():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    share = a_share(town, case)

    [answer] = give(share, an_answer(Ask.REGISTRATION, report_id(), number="2026555555"))

    [step] = steps_of("S12")
    [report] = stored(PoliceReport)
    assert (answer.state, answer.wait) == ("applied", "")
    assert (step.state, step.outcome, step.by_partner, step.done_by) == (
        "done", "taken", True, None,
    )  # fmt: skip
    assert report.details["number"] == "2026555555"


def test_number_and_code_in_one_form_finish_both_steps():
    town = a_town()
    case = a_case_at_the_police(town, taken=False)
    share, report = a_share(town, case), report_id()

    answers = give(
        share,
        an_answer(Ask.VPT_CODE, report, outcome="present"),
        an_answer(Ask.REGISTRATION, report, number="2026555555"),
    )

    assert [one.state for one in answers] == ["applied", "applied"]
    assert [one.outcome for one in steps_of("S13")] == ["present"]


def test_the_same_form_sent_twice_is_one_answer():
    town = a_town()
    case = a_case_at_the_police(town)
    share, key = a_share(town, case), uuid4()
    given = an_answer(Ask.VPT_CODE, report_id(), outcome="missing")

    first, again = give(share, given, key=key), give(share, given, key=key)

    assert [one.id for one in first] == [one.id for one in again]
    assert len(stored(PartnerAnswer)) == 1
    assert [one.outcome for one in steps_of("S13")] == ["missing", None]

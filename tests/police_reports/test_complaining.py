"""The term for a complaint: what counts, what comes too late, and who is reminded when."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import a_ref, a_town, steps_of, version_of
from tests.police_reports.desk import a_criminal_case, complain, decide, file, shield
from vpt.cases import assigning
from vpt.cases.opening import Seen
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.police_reports import alarms
from vpt.police_reports.complaining import Complained
from vpt.police_reports.models import Complaint
from vpt.police_reports.rules import Manner

STALKED = Seen(subtypes=("stalking",))
IN_PERSON = Complained(
    outcome="complaint_filed", manner=Manner.IN_PERSON, on=date(2026, 3, 20), place="Bureau Noord"
)
LATER = NOW + timedelta(days=30)
DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


@pytest.fixture
def case(town):
    return a_criminal_case(town, seen=STALKED)


def told(kind):
    return {(row.recipient_id, row.level) for row in stored(Message) if row.kind == kind}


def remind(town, now):
    with unit_of_work():
        return alarms.remind(town.organisation.id, now, after=None, limit=20)


def morning(days):
    """Return nine in the morning, local, so many days after the incident of 6 March."""
    return datetime(2026, 3, 6, 8, 0, tzinfo=NOW.tzinfo) + DAY * days


def test_the_term_is_ninety_days_and_is_never_rolled(town, case):
    [step] = steps_of("S14")

    assert step.due_at == datetime(2026, 6, 4, 22, 0, tzinfo=NOW.tzinfo)  # 24:00 local, Thursday


def test_a_complaint_of_the_victim_in_person_counts(town, case):
    complain(town, case, IN_PERSON, LATER)

    [row] = stored(Complaint)
    assert (row.manner, row.is_late, row.place) == ("in_person", False, "Bureau Noord")
    assert steps_of("S14")[0].outcome == "complaint_filed"


def test_the_employers_report_is_no_complaint(town, case):
    decide(town, case)
    shield(town, case)
    file(town, case)

    with pytest.raises(RuleBroken, match="employer_report_no_complaint"):
        complain(town, case, replace(IN_PERSON, manner=Manner.EMPLOYER_REPORT), LATER)

    assert steps_of("S14")[0].state == "open"
    assert stored(Complaint) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"manner": Manner.BY_PROXY}, "proxy_missing"),
        ({"manner": ""}, "manner_required"),
        ({"on": None}, "date_required"),
        ({"on": date(2026, 5, 1)}, "complaint_in_future"),
        ({"on": date(2026, 3, 1)}, "complaint_before_start"),
        ({"outcome": "no_complaint"}, "reason_required"),
        ({"outcome": "elsewhere"}, "outcome_unknown"),
    ],
)
def test_what_is_no_complaint_is_refused(town, case, changed, code):
    with pytest.raises(RuleBroken, match=code):
        complain(town, case, replace(IN_PERSON, **changed), LATER)

    assert stored(Complaint) == []


def test_a_term_that_passes_leaves_a_late_complaint_marked(town, case):
    late = replace(IN_PERSON, on=date(2026, 6, 10))

    complain(town, case, late, NOW + DAY * 100)

    assert stored(Complaint)[0].is_late
    assert steps_of("S14")[0].state == "done"


def test_a_term_that_passes_can_end_without_a_complaint_and_a_reason(town, case):
    never = Complained(outcome="no_complaint", reason="Wilde geen vervolging")

    complain(town, case, never, NOW + DAY * 100)

    assert steps_of("S14")[0].outcome == "no_complaint"


def test_coordinator_and_victim_are_told_on_day_60_and_day_80_and_on_no_other_day(town, case):
    for days in (59, 60, 61, 79, 80, 89):
        remind(town, morning(days))
        remind(town, morning(days))

    assert told("complaint.term") == {(town.coordinator.id, 60), (town.coordinator.id, 80)}
    assert told("complaint.own") == {(town.employee.id, 60), (town.employee.id, 80)}


def test_day_60_starts_in_the_morning(town, case):
    remind(town, morning(60) - timedelta(hours=3))
    assert told("complaint.own") == set()

    remind(town, morning(60))

    assert told("complaint.own") == {(town.employee.id, 60)}


def test_after_the_last_day_nobody_is_told_that_there_is_time(town, case):
    remind(town, morning(95))

    assert told("complaint.term") == set()


def test_a_finished_term_reminds_nobody(town, case):
    complain(town, case, IN_PERSON, LATER)

    remind(town, morning(60))

    assert told("complaint.own") == set()


def test_a_case_without_such_an_offence_has_no_term(town):
    a_criminal_case(town)

    assert steps_of("S14") == []
    assert remind(town, morning(60)) is None


def test_whoever_got_the_step_is_told(town, case):
    with unit_of_work():
        assigning.assign_step(
            town.coordinator.actor(), case.id, a_ref("S14"), town.hr.id,
            version=version_of(case), now=NOW + DAY,
        )  # fmt: skip

    remind(town, morning(60))

    assert told("complaint.term") == {(town.hr.id, 60)}

"""Each term as a protocol's owner writes it, from anchor to due moment."""

import pytest

from tests.protocol.running import SMALL, a_case, day, fact, local
from vpt.protocol.loader import load

SATURDAY_BEFORE_EASTER = local("2026-04-04T10:00")


def due_of(text, *facts, submitted):
    protocol = load(SMALL.replace('due = "same_day"\ngate = true', f'due = "{text}"'))
    case = a_case(*facts, protocol=protocol, subjects=(), submitted=submitted)
    return case.step("S01")


@pytest.mark.parametrize(
    ("term", "due"),
    [
        pytest.param("immediately", "2026-04-04T10:00", id="at once"),
        pytest.param("hours 48", "2026-04-06T10:00", id="clock hours run through Easter"),
        pytest.param("same_day", "2026-04-05T00:00", id="that night"),
        pytest.param("working_hours 4", "2026-04-07T12:30", id="office hours after Easter"),
        pytest.param("working_days 2", "2026-04-08T17:00", id="second working day after Easter"),
        pytest.param("calendar_days 2", "2026-04-07T00:00", id="on Easter Monday, 24:00"),
        pytest.param("statutory calendar_days 2", "2026-04-08T00:00", id="rolls off Easter"),
        pytest.param("statutory calendar_days 3", "2026-04-09T00:00", id="holds two workable days"),
        pytest.param("weeks 1", "2026-04-12T00:00", id="a week on, on a Saturday"),
        pytest.param("statutory weeks 1", "2026-04-14T00:00", id="rolls to Monday"),
        pytest.param("statutory weeks 12", "2026-06-30T00:00", id="twelve weeks still roll"),
        pytest.param("statutory weeks 13", "2026-07-05T00:00", id="thirteen weeks do not"),
        pytest.param("statutory calendar_days 91", "2026-07-05T00:00", id="nor 91 days"),
        pytest.param("months 3", "2026-07-05T00:00", id="three months on, on a Saturday"),
        pytest.param("statutory months 3", "2026-07-07T00:00", id="three months still roll"),
        pytest.param("statutory months 7", "2026-11-05T00:00", id="a Wednesday stays"),
        pytest.param("statutory months 4", "2026-08-05T00:00", id="a Tuesday stays"),
        pytest.param("statutory hours 30", "2026-04-05T16:00", id="hours never roll"),
        pytest.param("statutory working_days 1", "2026-04-07T17:00", id="a working day stays"),
        pytest.param("earliest(hours 48, working_days 1)", "2026-04-06T10:00", id="the first"),
        pytest.param("latest(hours 48, working_days 1)", "2026-04-07T17:00", id="the last"),
    ],
)
def test_a_term_from_the_saturday_before_easter(term, due):
    step = due_of(term, submitted=SATURDAY_BEFORE_EASTER)

    assert step.due_at == local(due)


def test_a_statutory_working_day_on_the_fifth_of_may_rolls_even_when_the_office_works():
    step = due_of("statutory working_days 1", submitted=local("2026-05-04T10:00"))

    assert step.due_at == local("2026-05-06T17:00")


def test_a_term_that_ends_at_a_date_ends_at_midnight_of_that_day():
    ends = fact("judgment_final", day("2026-06-01"))

    step = due_of("at judgment_final", ends, submitted=SATURDAY_BEFORE_EASTER)

    assert step.due_at == local("2026-06-02T00:00")


def test_a_step_waits_for_the_date_it_ends_at():
    step = due_of("at judgment_final", submitted=SATURDAY_BEFORE_EASTER)

    assert step is None


@pytest.mark.parametrize(
    ("term", "is_there"),
    [
        pytest.param("earliest(weeks 1, at judgment_final)", True, id="the earliest goes without"),
        pytest.param("latest(weeks 1, at judgment_final)", False, id="the latest waits for it"),
    ],
)
def test_a_missing_date_in_a_composite_term(term, is_there):
    step = due_of(term, submitted=SATURDAY_BEFORE_EASTER)

    assert (step is not None) is is_there


def test_no_term_means_no_due_moment():
    step = due_of("none", submitted=SATURDAY_BEFORE_EASTER)

    assert (step.due_at, step.escalate_at) == (None, None)

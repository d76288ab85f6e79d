"""The Dutch free days, checked against the calendar of the domain's table."""

from datetime import date

import holidays
import pytest

from vpt.core.freedays import act_days, easter, ends_no_statutory_term, free_days, kings_day


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2028, date(2028, 4, 16)),
        (2029, date(2029, 4, 1)),
        (2030, date(2030, 4, 21)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter_falls_where_the_church_calendar_puts_it(year, sunday):
    found = easter(year)

    assert found == sunday


@pytest.mark.parametrize(
    ("year", "day"),
    [
        pytest.param(2026, date(2026, 4, 27), id="an ordinary Monday"),
        pytest.param(2025, date(2025, 4, 26), id="the 27th is a Sunday in 2025"),
        pytest.param(2031, date(2031, 4, 26), id="the 27th is a Sunday in 2031"),
    ],
)
def test_kings_day_moves_to_saturday_when_the_27th_is_a_sunday(year, day):
    found = kings_day(year)

    assert found == day


@pytest.mark.parametrize("year", range(2020, 2061))
def test_the_free_days_agree_with_an_independent_list(year):
    listed = set(holidays.country_holidays("NL", years=year)) - {date(year, 5, 5)}

    days = free_days(year, liberation_day=False, good_friday=True)

    assert days == listed


def test_the_free_days_of_2026_are_those_of_the_table():
    days = free_days(2026, liberation_day=False, good_friday=True)

    assert sorted(days) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize("liberation_day", [True, False])
def test_the_fifth_of_may_is_free_only_when_chosen(liberation_day):
    days = free_days(2026, liberation_day=liberation_day, good_friday=True)

    assert (date(2026, 5, 5) in days) is liberation_day


@pytest.mark.parametrize("good_friday", [True, False])
def test_good_friday_is_free_only_when_chosen(good_friday):
    days = free_days(2026, liberation_day=False, good_friday=good_friday)

    assert (date(2026, 4, 3) in days) is good_friday


def test_the_act_always_counts_the_fifth_of_may_and_good_friday():
    days = act_days(2026)

    assert {date(2026, 5, 5), date(2026, 4, 3)} <= days


def test_the_act_counts_a_day_that_a_decree_equates():
    days = act_days(2026)

    assert date(2026, 5, 15) in days


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        pytest.param(date(2026, 4, 4), True, id="Saturday"),
        pytest.param(date(2026, 4, 5), True, id="Sunday"),
        pytest.param(date(2026, 4, 6), True, id="Easter Monday"),
        pytest.param(date(2026, 4, 7), False, id="an ordinary Tuesday"),
    ],
)
def test_a_statutory_term_ends_on_no_weekend_or_holiday(on, refused):
    found = ends_no_statutory_term(on)

    assert found is refused

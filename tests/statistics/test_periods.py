"""Periods of the register, as read from an address."""

from datetime import date
from uuid import UUID

import pytest

from vpt.statistics.labels import inner
from vpt.statistics.rules import Part, Period, periods, read

HOUSE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("code", "first", "after"),
    [
        pytest.param("2026", date(2026, 1, 1), date(2027, 1, 1), id="a year"),
        pytest.param("2026-h2", date(2026, 7, 1), date(2027, 1, 1), id="half a year"),
        pytest.param("2026-k3", date(2026, 7, 1), date(2026, 10, 1), id="a quarter"),
        pytest.param("2024-m2", date(2024, 2, 1), date(2024, 3, 1), id="a month"),
        pytest.param("2026-m12", date(2026, 12, 1), date(2027, 1, 1), id="the last month"),
    ],
)
def test_a_code_is_a_period_of_whole_months(code, first, after):
    period = read(code)

    assert (period.first, period.after, period.code) == (first, after, code)


@pytest.mark.parametrize(
    "code", ["", "26", "0000", "2026-h3", "2026-k0", "2026-k5", "2026-m13", "2026-x1", "2026-h1 "]
)
def test_what_is_no_period_is_not_read(code):
    assert read(code) is None


def test_every_period_of_a_year_is_offered_once_and_has_a_name():
    every = list(periods(range(2025, 2027)))

    assert len({one.code for one in every}) == len(every) == 2 * 19
    assert every[0] == Period(2026)
    assert [inner(one) for one in every if one.part is Part.QUARTER][:2] == [
        "eerste kwartaal",
        "tweede kwartaal",
    ]


def test_the_papers_of_a_period_have_an_id_of_their_own_per_organisation():
    ids = {one.of(house) for one in periods(range(2020, 2027)) for house in (HOUSE, OTHER)}

    assert len(ids) == 2 * 7 * 19
    assert Period(2026).of(HOUSE) == read("2026").of(HOUSE)

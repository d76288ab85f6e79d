from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpt.web.administration import closingdays


@given(st.sets(st.dates(date(2020, 1, 1), date(2030, 12, 31)), max_size=30))
def test_days_are_read_back_as_they_were_written(days):
    assert set(closingdays.read(closingdays.write(days))) == days


def test_days_in_a_row_become_one_line():
    days = [date(2026, 12, day) for day in (24, 25, 26, 31)]

    assert closingdays.write(days) == "24-12-2026 t/m 26-12-2026\n31-12-2026"


@pytest.mark.parametrize("line", ["morgen", "30-02-2026", "31-12-2026 t/m 24-12-2026", "1-1-26 -"])
def test_a_line_that_is_no_day_is_named(line):
    with pytest.raises(ValueError, match=line[:4]):
        closingdays.read(f"24-12-2026\n{line}")

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from vpt.core import officehours
from vpt.core.worktime import WorkCalendar

DAY = st.none() | st.tuples(st.integers(0, 11), st.integers(12, 23)).map(
    lambda hours: (time(hours[0], 30), time(hours[1], 15))
)
CALENDARS = st.builds(
    WorkCalendar,
    office_hours=st.tuples(*[DAY] * 7).filter(any),
    closing_days=st.frozensets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=5),
    liberation_day_free=st.booleans(),
    good_friday_free=st.booleans(),
)


def test_nothing_stored_is_the_calendar_everybody_starts_with():
    assert officehours.read({}) == WorkCalendar()


@given(CALENDARS)
def test_what_is_written_is_read_back(calendar):
    assert officehours.read(officehours.write(calendar)) == calendar

"""Every way of counting a term, each case in words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from vpt.core import worktime
from vpt.core.worktime import AMSTERDAM, Unit, WorkCalendar

OFFICE = WorkCalendar()
LIBERATION_FREE = WorkCalendar(liberation_day_free=True)
GOOD_FRIDAY_WORKS = WorkCalendar(good_friday_free=False)
CLOSED_ON_BRIDGE_DAY = WorkCalendar(closing_days=frozenset({date(2026, 5, 15)}))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("anchor", "hours", "due"),
    [
        pytest.param("2026-02-14T12:00", 48, "2026-02-16T12:00", id="right through the weekend"),
        pytest.param("2026-03-28T12:00", 24, "2026-03-29T13:00", id="spring night is one short"),
        pytest.param("2026-10-24T12:00", 24, "2026-10-25T11:00", id="autumn night is one long"),
        pytest.param("2026-12-31T18:00", 24, "2027-01-01T18:00", id="over the year end"),
    ],
)
def test_hours_are_exact_clock_hours(anchor, hours, due):
    found = worktime.hours_after(local(anchor), hours)

    assert found == local(due)


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        pytest.param("2026-02-16T09:00", "2026-02-17T00:00", id="in the morning: midnight"),
        pytest.param("2026-02-16T20:00", "2026-02-17T00:00", id="exactly four hours: midnight"),
        pytest.param("2026-02-16T20:01", "2026-02-17T12:00", id="less than four: noon next day"),
        pytest.param("2026-02-17T02:30", "2026-02-18T00:00", id="in the night: that midnight"),
        pytest.param("2026-03-29T01:00", "2026-03-30T00:00", id="day of the spring change"),
        pytest.param("2026-10-25T20:00", "2026-10-26T00:00", id="day of the autumn change"),
        pytest.param("2026-12-31T23:00", "2027-01-01T12:00", id="on New Year's Eve"),
    ],
)
def test_the_same_day_ends_at_midnight_or_at_noon_tomorrow(anchor, due):
    found = worktime.same_day(OFFICE, local(anchor))

    assert found == local(due)


@pytest.mark.parametrize(
    ("anchor", "days", "due"),
    [
        pytest.param("2026-02-16T10:00", 1, "2026-02-17T17:00", id="Monday: Tuesday at closing"),
        pytest.param("2026-02-14T10:00", 1, "2026-02-16T17:00", id="Saturday: Monday at closing"),
        pytest.param("2026-02-13T23:30", 1, "2026-02-16T17:00", id="Friday night: Monday"),
        pytest.param("2026-04-02T10:00", 1, "2026-04-07T17:00", id="before Easter: Tuesday after"),
        pytest.param("2025-04-25T10:00", 1, "2025-04-28T17:00", id="King's Day on a Saturday"),
        pytest.param("2026-04-24T10:00", 1, "2026-04-28T17:00", id="King's Day on a Monday"),
        pytest.param("2026-03-27T16:00", 1, "2026-03-30T17:00", id="over the spring change"),
        pytest.param("2026-10-23T16:00", 1, "2026-10-26T17:00", id="over the autumn change"),
        pytest.param("2026-12-24T10:00", 1, "2026-12-28T17:00", id="over Christmas"),
        pytest.param("2026-12-31T10:00", 1, "2027-01-04T17:00", id="over the year end"),
        pytest.param("2026-05-04T10:00", 1, "2026-05-05T17:00", id="5 May works by default"),
    ],
)
def test_working_days_end_at_closing_time_of_the_nth_working_day(anchor, days, due):
    on = worktime.working_day_after(OFFICE, OFFICE.local_date(local(anchor)), days)

    found = worktime.close_of_office(OFFICE, on)

    assert found == local(due)


@pytest.mark.parametrize(
    ("calendar", "after", "next_working_day"),
    [
        pytest.param(OFFICE, date(2026, 5, 4), date(2026, 5, 5), id="5 May works"),
        pytest.param(LIBERATION_FREE, date(2026, 5, 4), date(2026, 5, 6), id="5 May free"),
        pytest.param(OFFICE, date(2026, 4, 2), date(2026, 4, 7), id="Good Friday free"),
        pytest.param(GOOD_FRIDAY_WORKS, date(2026, 4, 2), date(2026, 4, 3), id="it works"),
        pytest.param(OFFICE, date(2026, 5, 14), date(2026, 5, 15), id="bridge day works"),
        pytest.param(CLOSED_ON_BRIDGE_DAY, date(2026, 5, 14), date(2026, 5, 18), id="closed"),
    ],
)
def test_an_organisation_chooses_its_free_days(calendar, after, next_working_day):
    found = worktime.working_day_after(calendar, after, 1)

    assert found == next_working_day


@pytest.mark.parametrize(
    ("anchor", "hours", "due"),
    [
        pytest.param("2026-02-16T09:00", 4, "2026-02-16T13:00", id="within a day"),
        pytest.param("2026-02-16T15:00", 4, "2026-02-17T10:30", id="over the night"),
        pytest.param("2026-02-13T16:00", 2, "2026-02-16T09:30", id="over the weekend"),
        pytest.param("2026-02-14T12:00", 1, "2026-02-16T09:30", id="reported on Saturday"),
        pytest.param("2026-02-16T03:00", 1, "2026-02-16T09:30", id="reported at night"),
        pytest.param("2026-02-16T16:00", 1, "2026-02-16T17:00", id="ends exactly at closing"),
        pytest.param("2026-02-16T17:00", 1, "2026-02-17T09:30", id="begins exactly at closing"),
        pytest.param("2026-03-27T16:00", 2, "2026-03-30T09:30", id="spring clock change"),
        pytest.param("2026-10-23T16:00", 2, "2026-10-26T09:30", id="autumn clock change"),
        pytest.param("2026-04-02T16:00", 2, "2026-04-07T09:30", id="Easter"),
    ],
)
def test_working_hours_count_inside_office_hours_only(anchor, hours, due):
    found = worktime.add_working_time(OFFICE, local(anchor), timedelta(hours=hours))

    assert found == local(due)


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [
        pytest.param(date(2026, 1, 15), 1, date(2026, 2, 15), id="same day number"),
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="clipped to February"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="clipped in a leap year"),
        pytest.param(date(2026, 11, 30), 3, date(2027, 2, 28), id="over the year end"),
        pytest.param(date(2026, 12, 31), 8, date(2027, 8, 31), id="eight months on"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_last_day(on, months, later):
    found = worktime.months_later(on, months)

    assert found == later


@pytest.mark.parametrize(
    ("anchor", "last", "due"),
    [
        pytest.param((2026, 2, 2), (2026, 2, 13), (2026, 2, 13), id="Friday stays"),
        pytest.param((2026, 2, 2), (2026, 2, 14), (2026, 2, 16), id="Saturday rolls to Monday"),
        pytest.param((2026, 3, 20), (2026, 4, 3), (2026, 4, 7), id="Good Friday to after Easter"),
        pytest.param((2026, 4, 20), (2026, 5, 5), (2026, 5, 6), id="5 May always rolls"),
        pytest.param((2026, 5, 1), (2026, 5, 14), (2026, 5, 18), id="Ascension and its Friday"),
        pytest.param((2026, 4, 2), (2026, 4, 5), (2026, 4, 8), id="three days, two workable"),
        pytest.param((2026, 4, 3), (2026, 4, 5), (2026, 4, 7), id="two days: article 2 is silent"),
        pytest.param((2026, 12, 24), (2026, 12, 27), (2026, 12, 29), id="over Christmas"),
        pytest.param((2026, 12, 18), (2027, 1, 1), (2027, 1, 4), id="New Year's Day"),
    ],
)
def test_a_statutory_term_rolls_as_the_act_says(anchor, last, due):
    found = worktime.rolled(date(*anchor), date(*last))

    assert found == date(*due)


@pytest.mark.parametrize(
    ("unit", "span"),
    [
        pytest.param(Unit.CLOCK, timedelta(days=4), id="clock time runs on"),
        pytest.param(Unit.WORKING_TIME, timedelta(hours=17), id="two office days"),
        pytest.param(Unit.WORKING_DAYS, timedelta(days=2), id="Monday and Tuesday"),
        pytest.param(Unit.CALENDAR_DAYS, timedelta(days=4), id="four dates"),
        pytest.param(Unit.FIXED, timedelta(), id="a date stands still"),
    ],
)
def test_a_pause_is_measured_in_the_terms_own_unit(unit, span):
    friday, tuesday = local("2026-02-13T10:00"), local("2026-02-17T10:00")

    found = worktime.elapsed(OFFICE, unit, friday, tuesday)

    assert found == span


@pytest.mark.parametrize(
    ("unit", "moment", "by", "later"),
    [
        pytest.param(Unit.CLOCK, "2026-02-13T10:00", timedelta(hours=5), "2026-02-13T15:00"),
        pytest.param(Unit.WORKING_TIME, "2026-02-13T16:00", timedelta(hours=2), "2026-02-16T09:30"),
        pytest.param(Unit.WORKING_DAYS, "2026-02-13T17:00", timedelta(days=2), "2026-02-17T17:00"),
        pytest.param(Unit.CALENDAR_DAYS, "2026-03-28T00:00", timedelta(days=2), "2026-03-30T00:00"),
        pytest.param(Unit.FIXED, "2026-02-13T10:00", timedelta(days=9), "2026-02-13T10:00"),
        pytest.param(Unit.WORKING_DAYS, "2026-02-13T17:00", timedelta(), "2026-02-13T17:00"),
    ],
)
def test_a_moment_moves_in_the_terms_own_unit(unit, moment, by, later):
    found = worktime.shifted(OFFICE, unit, local(moment), by)

    assert found == local(later)


def test_closing_time_stays_closing_time_on_a_day_that_closes_early():
    office = WorkCalendar(
        office_hours=(*OFFICE.office_hours[:4], (time(8, 30), time(12)), None, None)
    )

    found = worktime.shifted(
        office, Unit.WORKING_DAYS, local("2026-02-12T17:00"), timedelta(days=1)
    )

    assert found == local("2026-02-13T12:00")


@pytest.mark.parametrize(
    ("unit", "since", "until", "moment"),
    [
        pytest.param(Unit.CLOCK, "2026-02-13T10:00", "2026-02-15T10:00", "2026-02-14T22:00"),
        pytest.param(Unit.WORKING_DAYS, "2026-02-16T08:30", "2026-02-17T17:00", "2026-02-17T12:45"),
        pytest.param(Unit.WORKING_TIME, "2026-02-13T15:00", "2026-02-16T10:30", "2026-02-16T09:30"),
    ],
)
def test_three_quarters_are_counted_in_the_terms_own_unit(unit, since, until, moment):
    found = worktime.three_quarters(OFFICE, unit, local(since), local(until))

    assert found == local(moment)


def test_moments_come_back_in_utc():
    found = worktime.same_day(OFFICE, local("2026-07-01T10:00"))

    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "hours",
    [
        pytest.param((None,) * 7, id="never open"),
        pytest.param(((time(9), time(9)),) + (None,) * 6, id="closes as it opens"),
        pytest.param((), id="no week"),
    ],
)
def test_an_office_that_is_never_open_is_refused(hours):
    with pytest.raises(ValueError, match="office hours"):
        WorkCalendar(office_hours=hours)

"""What is checked before a setting of the organisation is stored: no database needed."""

from datetime import date, time

import pytest

from vpt.accounts import colours, hours, organisations
from vpt.accounts.hours import Hours
from vpt.accounts.organisations import Details
from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar

OPEN, SHUT = (time(8, 30), time(17)), (None, None)
WEEK = (OPEN,) * 5 + (SHUT,) * 2


def test_the_usual_week_is_the_calendar_everybody_starts_with():
    assert hours.checked(Hours(week=WEEK)) == WorkCalendar()


@pytest.mark.parametrize(
    ("new", "code", "field"),
    [
        (Hours(week=(SHUT,) * 7), "hours_none", "mon_from"),
        (Hours(week=((None, time(17)), *WEEK[1:])), "hours_half", "mon_from"),
        (Hours(week=(*WEEK[:6], (time(9), None))), "hours_half", "sun_until"),
        (Hours(week=((time(17), time(17)), *WEEK[1:])), "hours_reversed", "mon_until"),
        (Hours(week=WEEK, closing_days=(date(1999, 1, 1),)), "closing_day_far", "closing_days"),
        (
            Hours(week=WEEK, closing_days=tuple(date.fromordinal(737000 + n) for n in range(401))),
            "closing_days_many",
            "closing_days",
        ),
    ],
)
def test_hours_nobody_can_mean_are_refused_at_their_field(new, code, field):
    with pytest.raises(RuleBroken) as refused:
        hours.checked(new)

    assert (refused.value.code, refused.value.details["field"]) == (code, field)


def test_details_lose_loose_spaces_and_what_nobody_typed_on_purpose():
    new = organisations.checked(Details(name=" Gemeente\u202e  Voorbeeld\x00 ", code=" gvb "))

    assert (new.name, new.code) == ("Gemeente Voorbeeld", "GVB")


def test_details_are_read_back_from_what_was_kept_of_them():
    details = Details(name="Gemeente Voorbeeld", code="GVB", region="Twente")

    assert organisations.from_content(details.content()) == details


@pytest.mark.parametrize("typed", ["#1542AB", "1542ab", " #1542ab "])
def test_a_colour_may_be_typed_without_its_sign(typed):
    assert colours.checked(typed) == "#1542ab"


@pytest.mark.parametrize("typed", ["#15427 3", "blue", "#fff", "url(//x)"])
def test_what_is_no_colour_is_refused(typed):
    with pytest.raises(RuleBroken, match="brand_invalid"):
        colours.checked(typed)

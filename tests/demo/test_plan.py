"""What happened in eighteen months is believable, and the same for the same seed."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from vpt.core.worktime import AMSTERDAM, WorkCalendar, is_working_day
from vpt.demo import region, spotlight
from vpt.demo.content import load
from vpt.demo.plan import SHARES, plan

CONTENT = load()
CALENDARS = region.calendars(CONTENT)
WEDNESDAY = datetime(2026, 3, 11, 14, 0, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 3, 8, 22, 45, tzinfo=UTC)
JUST_PAST_MIDNIGHT = datetime(2026, 1, 1, 23, 20, tzinfo=UTC)


def planned(now=WEDNESDAY, seed=1, scale=1.0):
    return plan(CONTENT, CALENDARS, now=now, seed=seed, scale=scale)


FULL = planned()


def test_there_are_about_three_hundred_incidents_most_of_them_in_the_rich_municipality():
    counts = Counter(one.employer for one in FULL)

    assert 290 <= len(FULL) <= 330
    assert all(counts[code] >= share for code, share in SHARES.items())
    assert counts["GES"] < 215


def test_the_same_seed_and_moment_give_the_same_plan():
    assert planned() == FULL


def test_another_seed_gives_another_plan():
    assert planned(seed=2) != FULL


def test_references_follow_the_order_of_reporting():
    moments = [one.submitted_at for one in FULL]

    assert moments == sorted(moments)
    assert [one.number for one in FULL] == list(range(1, len(FULL) + 1))


@pytest.mark.parametrize("now", [WEDNESDAY, SUNDAY_NIGHT, JUST_PAST_MIDNIGHT])
def test_nothing_is_reported_before_it_happened_or_after_now(now):
    told = planned(now=now)

    assert all(one.occurred_at <= one.submitted_at <= now for one in told)
    assert min(one.occurred_at for one in told) > now - timedelta(days=550)


@pytest.mark.parametrize("now", [WEDNESDAY, SUNDAY_NIGHT, JUST_PAST_MIDNIGHT])
def test_the_lead_reported_something_today_whatever_day_it_is(now):
    calendar = WorkCalendar()
    mine = [one for one in planned(now=now) if one.reporter.key == spotlight.LEAD]

    assert len(mine) == 4
    assert calendar.local_date(mine[-1].submitted_at) == calendar.local_date(now)


def test_most_report_the_same_day_and_some_three_days_late():
    waits = [one.submitted_at - one.occurred_at for one in FULL if not one.scene.name]

    assert sum(wait < timedelta(hours=5) for wait in waits) > 0.6 * len(waits)
    assert any(wait > timedelta(days=2) for wait in waits)


def test_the_desk_works_on_working_days_and_the_bus_in_the_evening_too():
    local = [one.occurred_at.astimezone(AMSTERDAM) for one in FULL if one.employer == "BNL"]
    desk = [one for one in FULL if one.template.settings == ("town_hall",)]

    assert any(moment.hour >= 20 for moment in local)
    assert all(
        is_working_day(CALENDARS[one.employer], one.occurred_at.astimezone(AMSTERDAM).date())
        for one in desk
    )


def test_what_belongs_to_the_summer_happens_in_the_summer():
    seasonal = [one for one in FULL if one.template.months]

    assert seasonal
    assert all(
        one.occurred_at.astimezone(AMSTERDAM).month in one.template.months for one in seasonal
    )


def test_an_incident_happens_to_those_whose_voice_it_is_at_a_place_where_it_fits():
    assert all(one.reporter.key in one.template.reporters for one in FULL if one.template.reporters)
    assert all(one.location.setting in one.template.settings for one in FULL)
    assert all(one.location.organisation == one.reporter.organisation for one in FULL)


def test_somebody_known_returns_with_each_story_once():
    told = Counter(one.template.key for one in FULL if one.template.perpetrator and not one.twin)

    assert max(told.values()) == 1


def test_a_smaller_demo_keeps_every_employer_and_every_scene():
    small = planned(scale=0.05)

    assert {one.employer for one in small} == set(SHARES)
    assert {one.scene.name for one in small} >= {scene.name for scene in spotlight.SCENES}

"""Words before a hearing and on the yearly day: once, in time, and only to who asked."""

from datetime import date, datetime, timedelta

import pytest

from tests.builders import NOW, stored
from tests.cases.builders import LATER, a_case, a_ref, a_town, complete, steps_of, version_of
from vpt.cases import findings
from vpt.cases.models import Case
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.outcomes import service
from vpt.outcomes.rules import Decision, Hearing, Judgment
from vpt.support import own, reminders
from vpt.support.models import SupportWish

HEARING = date(2026, 5, 20)


@pytest.fixture
def summoned(app):
    """A case with a hearing on 20 May 2026."""
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            findings.record_fact(
                town.coordinator.actor(), case.id, ("criminal_file_at_om", None), value=True,
                version=version_of(case), now=LATER,
            )  # fmt: skip
        with unit_of_work():
            service.decide(
                town.coordinator.actor(), case.id, a_ref("S20"),
                Decision(ruling="summons", hearing=Hearing(on=HEARING)), version=version_of(case),
                now=LATER + timedelta(hours=1),
            )  # fmt: skip
        yield town, case


def at(day: date) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=10)


def told(kind):
    return [
        (row.recipient_id, row.level) for row in stored(Message) if row.kind == kind
    ]  # fmt: skip


def hearings(town, day):
    with unit_of_work():
        return reminders.remind_of_hearings(town.organisation.id, now=at(day))


def test_victim_and_handler_hear_a_week_and_a_day_before_a_hearing_and_once(summoned):
    town, _case = summoned

    counted = [hearings(town, HEARING - timedelta(days=days)) for days in (9, 8, 7, 7, 4, 1, 1, 0)]

    assert counted == [0, 0, 2, 0, 0, 2, 0, 0]
    assert sorted(told(Kind.HEARING_NEAR), key=str) == sorted(
        [(one.id, level) for one in (town.employee, town.manager) for level in (1, 7)], key=str
    )


def test_the_manager_of_the_unit_hears_it_too_when_somebody_else_handles_the_case(summoned):
    town, case = summoned
    with unit_of_work():
        db.session.get_one(Case, (case.organisation_id, case.id)).assignee_id = town.coordinator.id

    hearings(town, HEARING - timedelta(days=1))

    heard = {one for one, _level in told(Kind.HEARING_NEAR)}
    assert heard == {town.employee.id, town.manager.id, town.coordinator.id}


def test_a_manager_who_is_a_party_hears_no_more_than_any_party(summoned):
    town, _case = summoned
    with unit_of_work():
        witness = next(row for row in stored(Involved) if row.user_id == town.employee.id)
        witness.role, witness.user_id = "witness", town.manager.id

    hearings(town, HEARING - timedelta(days=1))

    assert told(Kind.HEARING_NEAR) == []


def test_an_adjourned_hearing_is_told_anew(summoned):
    town, case = summoned
    hearings(town, HEARING - timedelta(days=1))
    later = HEARING + timedelta(days=30)
    with unit_of_work():
        service.judge(
            town.coordinator.actor(), case.id, a_ref("S23"),
            Judgment(verdict="adjourned", hearing=Hearing(on=later)),
            version=version_of(case), now=at(HEARING),
        )  # fmt: skip

    assert hearings(town, HEARING + timedelta(days=1)) == 0
    assert hearings(town, later - timedelta(days=7)) == 2
    assert {row.occurrence for row in steps_of("S23")} == {1, 2}


def test_no_hearing_is_nobody_told(app):
    with app.app_context():
        town = a_town()
        a_case(town)

        assert hearings(town, HEARING) == 0


@pytest.fixture
def wished(app):
    """A case whose victim asked for a word on the yearly day: 6 March 2027 is the first."""
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            on = own.remember_day(town.employee.actor(), case.id, wanted=True, now=LATER)
        assert on == date(2027, 3, 6)
        yield town, case


def days(day):
    with unit_of_work():
        return reminders.remind_of_days(now=at(day), limit=50)


def test_the_yearly_day_is_told_once_each_year(wished):
    town, _case = wished

    counted = [days(date(2027, 3, 5)), days(date(2027, 3, 6)), days(date(2027, 3, 6))]
    again = days(date(2028, 3, 7))

    assert counted == [0, 1, 0]
    assert again == 1
    assert told(Kind.SUPPORT_DAY) == [(town.employee.id, 0)] * 2


def test_who_took_it_back_hears_nothing(wished):
    town, case = wished
    with unit_of_work():
        own.remember_day(town.employee.actor(), case.id, wanted=False, now=LATER)

    assert days(date(2027, 3, 6)) == 0
    assert told(Kind.SUPPORT_DAY) == []


def test_a_day_long_past_waits_for_the_next_year(wished):
    assert wished

    assert days(date(2027, 4, 6)) == 1
    assert told(Kind.SUPPORT_DAY) == []
    assert stored(SupportWish)[0].anniversary_on == date(2028, 3, 6)


def test_nobody_is_asked_for_the_day_without_wishing_it(app):
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")

        assert days(date(2027, 3, 6)) == 0

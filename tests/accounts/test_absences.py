from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.administration.builders import a_town
from tests.builders import NOW
from vpt.accounts import absences, standing_in
from vpt.audit.models import AuditEntry
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import db, unit_of_work

TODAY = local_date(NOW)
DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context(), unit_of_work():
        yield a_town()


def away(town, person, first=0, last=2, by=None):
    actor = town.acting(by or person)
    return absences.add(actor, person.id, TODAY + first * DAY, TODAY + last * DAY, now=NOW)


def is_away(town, person, day):
    found = standing_in.absent(town.organisation.id, [person.id], TODAY + day * DAY)
    return person.id in found


def test_somebody_is_away_on_the_first_day_and_on_the_last(town):
    away(town, town.colleague, 1, 2)

    assert [is_away(town, town.colleague, day) for day in range(4)] == [False, True, True, False]


def test_a_colleague_is_away_by_word_of_who_keeps_the_accounts_only(town):
    away(town, town.colleague, by=town.keeper)

    with pytest.raises(NotAllowed):
        away(town, town.keeper, by=town.coordinator)


def test_somebody_of_another_organisation_cannot_be_sent_away(town):
    elsewhere = a_town()

    with pytest.raises(NotVisible):
        absences.add(town.acting(town.keeper), elsewhere.colleague.id, TODAY, TODAY, now=NOW)
    row = away(elsewhere, elsewhere.colleague)
    with pytest.raises(NotVisible):
        absences.withdraw(town.acting(town.keeper), row.id, now=NOW)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(2, 1, "last_day_early"), (-3, -1, "day_in_past"), (0, 401, "absence_long")],
    ids=["turned round", "over already", "more than a year"],
)
def test_days_that_cannot_be_are_refused(town, first, last, code):
    with pytest.raises(RuleBroken, match=code):
        away(town, town.colleague, first, last)


def test_days_that_meet_others_are_refused_and_days_beside_them_are_not(town):
    away(town, town.colleague, 1, 3)

    with pytest.raises(RuleBroken, match="absence_overlaps"):
        away(town, town.colleague, 3, 4)
    away(town, town.colleague, 4, 5)


def test_who_is_back_earlier_was_away_until_yesterday(town):
    row = away(town, town.colleague, -2, 5)

    absences.withdraw(town.acting(town.colleague), row.id, now=NOW)

    assert [is_away(town, town.colleague, day) for day in (-2, -1, 0)] == [True, True, False]


def test_days_to_come_are_taken_back_once(town):
    row = away(town, town.colleague, 1, 5)

    absences.withdraw(town.acting(town.keeper), row.id, now=NOW)

    assert not is_away(town, town.colleague, 1)
    with pytest.raises(RuleBroken, match="absence_over"):
        absences.withdraw(town.acting(town.keeper), row.id, now=NOW)


def test_nobody_else_takes_them_back(town):
    row = away(town, town.colleague)

    with pytest.raises(NotAllowed):
        absences.withdraw(town.acting(town.coordinator), row.id, now=NOW)


def test_the_trail_names_the_person_and_no_days(town):
    away(town, town.colleague)
    db.session.flush()

    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "account.absence_added")
    ).one()
    assert (entry.subject_id, entry.fields, entry.codes) == (town.colleague.id, [], {})

"""The yearly look at the protocol, and who is reminded of it."""

from datetime import date, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, stored
from tests.cases.builders import Town
from tests.revision.builders import a_release, a_town_with_owner
from vpt.cases.models import ProtocolVersion
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.revision import reviewing

TODAY = local_date(NOW)


def told(app: Flask) -> list[tuple[object, int]]:
    """Return who was reminded, of which of the three moments."""
    rows = [row for row in stored(Message) if row.kind == "protocol.review"]
    return [(row.recipient_id, row.level) for row in rows]


def remind(days: int) -> None:
    """Remind so many days after the review of the released version is due."""
    due = max(stored(ProtocolVersion), key=lambda row: row.number).review_at
    with unit_of_work():
        reviewing.remind(due + timedelta(days=days))


def test_the_owner_hears_of_it_a_month_ahead_and_on_the_day_and_all_a_month_later(
    app: Flask,
) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TODAY)

        remind(-31)
        assert told(app) == []
        for days in (-30, -3, 0, 5):
            remind(days)
        assert told(app) == [(owner.id, 0), (owner.id, 1)]
        remind(31)

        assert set(told(app)[2:]) == {(owner.id, 2), (town.coordinator.id, 2)}


def test_of_a_version_without_an_owner_everybody_who_may_hears(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()

        remind(0)

        assert {who for who, _level in told(app)} == {owner.id, town.coordinator.id}


def test_a_right_version_is_asked_of_again_in_a_year(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()
        with unit_of_work():
            reviewing.review(owner.actor(), 1, "", is_right=True, now=NOW)

        assert local_date(stored(ProtocolVersion)[0].review_at) == date(2027, 3, 6)
        remind(0)
        assert [level for _who, level in told(app)] == [1, 1]


def test_what_is_not_right_says_why_and_stays_due(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_owner()
        before = stored(ProtocolVersion)[0].review_at

        with pytest.raises(RuleBroken, match="review_note_required"), unit_of_work():
            reviewing.review(owner.actor(), 1, " ", is_right=False, now=NOW)
        with unit_of_work():
            reviewing.review(owner.actor(), 1, "De termijn klopt niet.", is_right=False, now=NOW)

        assert stored(ProtocolVersion)[0].review_at == before


def test_only_the_version_in_force_is_reviewed_by_who_may(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_owner()
        a_release(owner, TODAY + timedelta(days=2))

        with pytest.raises(RuleBroken, match="version_not_in_force"), unit_of_work():
            reviewing.review(owner.actor(), 2, "", is_right=True, now=NOW)
        with pytest.raises(NotAllowed), unit_of_work():
            reviewing.review(_employee(town), 1, "", is_right=True, now=NOW)


def _employee(town: Town) -> object:
    return town.employee.actor()

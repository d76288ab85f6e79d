"""Adopting a protocol, the version a case keeps, and the organisation's own calendar."""

from datetime import date, time, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, an_organisation, stored
from tests.cases.builders import a_case, a_town
from vpt.audit.models import AuditEntry
from vpt.cases import protocols, rules
from vpt.cases.models import Case
from vpt.cases.rules import Lateness
from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.infra.db import unit_of_work
from vpt.protocol.catalogue import reference_text
from vpt.protocol.source import ProtocolFault

OTHER = reference_text().replace("Eerste opvang", "Eerste gesprek")


def test_an_adopted_text_is_kept_with_its_hash_and_a_review_a_year_later(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        organisation = an_organisation()

        version = protocols.adopt(organisation.id, reference_text(), None, NOW)

        assert (version.number, len(version.sha256)) == (1, 64)
        assert version.text == reference_text()
        assert version.review_at == NOW.replace(year=2027)
        assert [row.action for row in stored(AuditEntry)] == ["protocol.adopted"]


def test_a_text_that_is_no_protocol_is_not_adopted(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        organisation = an_organisation()

        with pytest.raises(ProtocolFault):
            protocols.adopt(organisation.id, "key = 3", None, NOW)


def test_a_running_case_keeps_the_version_it_started_with(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        old = a_case(town)
        with unit_of_work():
            protocols.adopt(town.organisation.id, OTHER, None, NOW)
        new = a_case(town)

        numbers = {
            row.id: protocols.parsed_versions(town.organisation.id, {row.protocol_version_id})[
                row.protocol_version_id
            ]
            .step("S02")
            .title.nl
            for row in stored(Case)
        }

        assert numbers == {old.id: "Eerste opvang", new.id: "Eerste gesprek"}


def test_a_version_counts_from_its_day_on(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            protocols.adopt(town.organisation.id, OTHER, None, NOW + timedelta(days=1))

        before = protocols.current(town.organisation.id, now=NOW)
        after = protocols.current(town.organisation.id, now=NOW + timedelta(days=2))

        assert (before.number, after.number) == (1, 2)


def test_an_organisation_without_protocol_is_told_so(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        organisation = an_organisation()

        with pytest.raises(RuleBroken, match="no_protocol"):
            protocols.current(organisation.id, now=NOW)


def test_an_empty_calendar_is_the_default_one() -> None:
    assert protocols.calendar_of({}) == WorkCalendar()


def test_a_stored_calendar_has_its_own_hours_closing_days_and_choices() -> None:
    calendar = protocols.calendar_of(
        {
            "office_hours": {"mon": ["09:00", "16:00"], "sat": ["10:00", "14:00"], "tue": None},
            "closing_days": ["2026-03-09"],
            "liberation_day_free": True,
            "good_friday_free": False,
        }
    )

    assert calendar.hours_on(date(2026, 3, 2)) == (time(9), time(16))
    assert calendar.hours_on(date(2026, 3, 7)) == (time(10), time(14))
    assert calendar.hours_on(date(2026, 3, 3)) is None
    assert calendar.hours_on(date(2026, 3, 9)) is None
    assert (calendar.liberation_day_free, calendar.good_friday_free) == (True, False)


@pytest.mark.parametrize(
    ("hours", "paused", "group"),
    [
        (-1, False, Lateness.LATE),
        (-1, True, Lateness.LATER),
        (2, False, Lateness.TODAY),
        (9, False, Lateness.WEEK),
        (24 * 2, False, Lateness.WEEK),
        (24 * 3, False, Lateness.LATER),
        (None, False, Lateness.LATER),
    ],
)
def test_a_friday_afternoons_worklist_has_its_groups(
    hours: int | None, *, paused: bool, group: Lateness
) -> None:
    bounds = rules.bounds(WorkCalendar(), NOW)
    due = NOW + timedelta(hours=hours) if hours is not None else None

    assert bounds.group(due, paused=paused) is group

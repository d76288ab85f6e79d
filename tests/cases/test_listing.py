"""The list of cases: search by reference, place, category, status and unit."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, a_location
from tests.cases.builders import LATER, Counted, a_case, a_town
from vpt.cases import queries, reach, searching
from vpt.cases.rules import CaseSearch, CaseStatus
from vpt.infra.db import db, unit_of_work


def found(person: Person, **search: object) -> list[object]:
    rows = queries.case_list(person.actor(), CaseSearch(**search), now=NOW).rows  # type: ignore[arg-type]
    return [row.id for row in rows]


def test_newest_cases_come_first(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        first, second = a_case(town), a_case(town, at=LATER)

        assert found(town.coordinator) == [second.id, first.id]


def test_a_reference_finds_its_case_in_any_case_of_letters(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        case = a_case(town)

        assert found(town.coordinator, text=case.reference.lower()) == [case.id]


def test_a_place_finds_its_cases(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        with unit_of_work():
            pool = a_location(town.organisation, "Zwembad De Brink")
        case = a_case(town, location_id=pool.id)

        assert found(town.coordinator, text="zwembad") == [case.id]


def test_a_percent_sign_is_no_wildcard(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)

        assert found(town.coordinator, text="%") == []


def test_status_and_category_narrow_the_list(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        fresh = a_case(town)
        late = a_case(town, at=NOW - timedelta(days=9), category="PHYS")
        closed = a_case(town)
        with unit_of_work():
            db.session.merge(closed).closed_at = NOW

        assert found(town.coordinator, status=CaseStatus.LATE) == [late.id]
        assert found(town.coordinator, status=CaseStatus.CLOSED) == [closed.id]
        assert set(found(town.coordinator, status=CaseStatus.OPEN)) == {fresh.id, late.id}
        assert found(town.coordinator, category="PHYS") == [late.id]


def test_everybody_sees_only_what_is_in_reach(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        elsewhere = a_case(town, unit=town.other_unit)

        assert found(town.other_manager) == [elsewhere.id]
        assert found(town.employee) == found(town.privacy_officer) == []


def test_pages_follow_each_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(5):
            a_case(town)
        actor = town.coordinator.actor()

        seen, after = [], None
        for _ in range(3):
            page = queries.case_list(actor, CaseSearch(), after=after, limit=2, now=NOW)
            seen.extend(row.id for row in page.rows)
            after = page.after

        assert after is None
        assert sorted(seen) == sorted(town.made)


def test_pages_of_a_place_follow_each_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            pool = a_location(town.organisation, "Zwembad De Brink")
        a_case(town)
        wanted = [
            a_case(town, at=NOW - timedelta(hours=hours), location_id=pool.id).id
            for hours in range(5)
        ]
        actor = town.manager.actor()

        seen, after = [], None
        for _ in range(3):
            page = queries.case_list(actor, CaseSearch(text="brink"), after=after, limit=2, now=NOW)
            seen.extend(row.id for row in page.rows)
            after = page.after

        assert seen == wanted
        assert after is None


def test_a_reference_everybody_shares_still_finds_all(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "MOST_REFERENCES", 1)
    monkeypatch.setattr(searching, "MOST_PLACES", 0)
    with app.app_context():
        town = a_town()
        first, second = a_case(town), a_case(town, at=LATER)
        name = town.location.name

        assert found(town.coordinator, text=first.reference[:5]) == [second.id, first.id]
        assert found(town.coordinator, text=name) == [second.id, first.id]


def test_a_manager_finds_cases_of_the_unit_and_cases_that_were_given(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        of_unit = a_case(town)
        given = a_case(town, unit=town.other_unit, at=LATER)
        a_case(town, unit=town.other_unit)
        with unit_of_work():
            db.session.merge(given).assignee_id = town.manager.id

        assert found(town.manager) == [given.id, of_unit.id]
        assert found(town.manager, text=given.reference) == [given.id]


def test_who_leads_very_many_units_finds_the_same(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, unit=town.other_unit)
        of_unit = a_case(town)
        monkeypatch.setattr(reach, "MOST_BRANCHES", 0)

        assert found(town.manager) == [of_unit.id]


def test_a_list_costs_two_statements(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(3):
            a_case(town)
        actor = town.coordinator.actor()

        with Counted() as statements:
            queries.case_list(actor, CaseSearch(), now=NOW)

        assert len(statements) == 2

"""The list of cases: search by reference, place, category, status and unit."""

from datetime import timedelta

from flask import Flask

from tests.builders import NOW, Person, a_location
from tests.cases.builders import LATER, Counted, a_case, a_town
from vpt.cases import queries
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


def test_a_list_costs_two_statements(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(3):
            a_case(town)
        actor = town.coordinator.actor()

        with Counted() as statements:
            queries.case_list(actor, CaseSearch(), now=NOW)

        assert len(statements) == 2

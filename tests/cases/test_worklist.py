"""The worklist: what is in it for whom, in which order, page by page."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, a_person, an_organisation
from tests.cases.builders import Counted, a_case, a_ref, a_town, complete, version_of
from vpt.cases import assigning, findings, protocols, queries, rules, service
from vpt.cases.rules import Lateness, PauseReason, WorkFilters
from vpt.cases.worklist import Worklist, count_label
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work

ALL = WorkFilters()


def listed(person: Person, filters: WorkFilters = ALL, **more: object) -> Worklist:
    actor = person.actor()
    return queries.worklist(actor, filters, **{"now": NOW, **more})  # type: ignore[arg-type]


def keys(person: Person, filters: WorkFilters = ALL, **more: object) -> list[str]:
    return [row.ref.key for row in listed(person, filters, **more).rows]


def test_rows_come_soonest_due_first(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        a_case(town, at=NOW - timedelta(days=5))

        due = [row.due_at for row in listed(town.coordinator).rows]

        assert due == sorted(due)
        assert len(due) > 5


def test_the_manager_sees_the_own_unit_and_another_manager_does_not(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)

        assert "S02" in keys(town.manager)
        assert keys(town.other_manager) == []


def test_the_deputy_sees_what_the_manager_sees(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)

        assert keys(town.deputy) == keys(town.manager)


def test_a_confined_case_is_in_no_manager_list(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, recipient="coordinator")

        assert keys(town.manager) == []
        assert "S02" in keys(town.coordinator)


def test_a_party_never_has_the_case_in_the_list(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, victims=(town.employee, town.coordinator))
        a_case(town, victims=(town.employee, town.manager))

        of_coordinator = {row.case_id for row in listed(town.coordinator).rows}
        of_manager = {row.case_id for row in listed(town.manager).rows}

        assert of_coordinator == {town.made[1]}
        assert of_manager == {town.made[0]}


def test_a_coordinator_elsewhere_an_employee_and_the_privacy_officer_see_nothing(
    app: Flask,
) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        with unit_of_work():
            stranger = a_person(an_organisation("Elders (demo)"), Role.COORDINATOR)

        assert keys(stranger) == keys(town.employee) == keys(town.privacy_officer) == []


def test_the_support_team_sees_only_the_aftercare_it_was_given(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        assert keys(town.support) == []

        with unit_of_work():
            assigning.assign_step(
                town.coordinator.actor(), case.id, a_ref("S18"), town.support.id,
                version=2, now=NOW + timedelta(hours=2),
            )  # fmt: skip

        assert keys(town.support) == ["S18"]


def test_pages_follow_each_other_without_loss_or_repetition(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(4):
            a_case(town)
        whole = [row.id for row in listed(town.coordinator).rows]

        pages, after = [], None
        while True:
            page = listed(town.coordinator, after=after, limit=3)
            pages.extend(row.id for row in page.rows)
            after = page.after
            if after is None:
                break

        assert pages == whole


def test_a_row_finished_between_two_pages_does_not_shift_the_next_page(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        for _ in range(3):
            a_case(town)
        whole = [row.id for row in listed(town.manager).rows]
        first = listed(town.manager, limit=4)

        gone = first.rows[0]
        case = next(one for one in [gone.case_id])
        complete(town.manager, _Named(case), gone.ref, _any(gone.step))  # type: ignore[arg-type]

        second = listed(town.manager, after=first.after, limit=4)
        assert [row.id for row in second.rows] == whole[4:8]


class _Named:
    def __init__(self, case_id: object) -> None:
        self.id = case_id


def _any(step: object) -> str:
    return next(one.key for one in step.outcomes if not one.requires)  # type: ignore[attr-defined]


def test_a_cursor_that_makes_no_sense_starts_at_the_beginning(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)

        assert keys(town.coordinator, after="onzin") == keys(town.coordinator)


def test_steps_without_a_term_come_last(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            findings.record_fact(
                town.coordinator.actor(), case.id, ("public_order", None), True,
                version=1, now=NOW,
            )  # fmt: skip

        assert keys(town.coordinator)[-1] == "S22"
        whole = [row.id for row in listed(town.coordinator).rows]
        before = listed(town.coordinator, limit=len(whole) - 1)
        assert [row.id for row in listed(town.coordinator, after=before.after).rows] == whole[-1:]


@pytest.mark.parametrize("group", list(Lateness))
def test_groups_and_counts_agree(app: Flask, group: Lateness) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        a_case(town, at=NOW - timedelta(days=5))

        of_group = listed(town.coordinator, WorkFilters(lateness=group))

        assert {row.group for row in of_group.rows} <= {group}
        assert of_group.counts[group] == len(of_group.rows)


def test_filters_narrow_by_step_category_unit_and_mine(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        a_case(town, unit=town.other_unit, category="PHYS")

        assert set(keys(town.coordinator, WorkFilters(step="S02"))) == {"S02"}
        by_category = listed(town.coordinator, WorkFilters(category="PHYS")).rows
        assert {row.case_id for row in by_category} == {town.made[1]}
        by_unit = listed(town.coordinator, WorkFilters(unit_id=town.other_unit.id)).rows
        assert {row.case_id for row in by_unit} == {town.made[1]}
        mine = listed(town.coordinator, WorkFilters(mine=True)).rows
        assert all(row.assignee_id == town.coordinator.id for row in mine)


def test_counting_stops_at_a_hundred() -> None:
    assert count_label(99) == "99"
    assert count_label(100) == "99+"


def test_a_page_of_many_cases_costs_as_much_as_a_page_of_one(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        actor = town.coordinator.actor()
        with Counted() as few:
            queries.worklist(actor, ALL, now=NOW)
        for _ in range(6):
            a_case(town)

        with Counted() as many:
            queries.worklist(actor, ALL, now=NOW)

        assert len(many) <= len(few) <= 12


@pytest.mark.parametrize(
    ("due", "paused", "group"),
    [
        pytest.param("2026-03-06T14:59Z", False, Lateness.LATE, id="a minute ago"),
        pytest.param("2026-03-06T23:00Z", False, Lateness.TODAY, id="tonight at 24:00"),
        pytest.param("2026-03-06T23:01Z", False, Lateness.WEEK, id="just after midnight"),
        pytest.param("2026-03-08T23:00Z", False, Lateness.WEEK, id="Sunday at 24:00"),
        pytest.param("2026-03-09T08:00Z", False, Lateness.LATER, id="next Monday"),
        pytest.param("2026-03-01T08:00Z", True, Lateness.LATER, id="long past, but paused"),
        pytest.param(None, False, Lateness.LATER, id="without a term"),
    ],
)
def test_a_due_moment_falls_in_the_group_people_expect(
    due: str | None, paused: bool, group: Lateness
) -> None:
    on_friday = rules.bounds(protocols.calendar_of({}), NOW)
    at = datetime.fromisoformat(due) if due else None

    assert on_friday.group(at, paused=paused) is group


def test_a_paused_step_comes_after_everything_that_runs(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, at=NOW - timedelta(days=5))
        paused = listed(town.coordinator).rows[0]
        pausable = next(row for row in listed(town.coordinator).rows if row.step.pausable)
        assert paused.group is Lateness.LATE
        with unit_of_work():
            service.pause_step(
                town.coordinator.actor(), case.id, pausable.ref, PauseReason.POLICE,
                version=version_of(case), now=NOW,
            )  # fmt: skip

        rows = listed(town.coordinator).rows
        running = [row for row in rows if not row.is_paused]
        assert rows[: len(running)] == tuple(running)
        assert [row.ref for row in rows if row.is_paused] == [pausable.ref]

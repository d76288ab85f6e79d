import pytest
from sqlalchemy import select

from tests.builders import NOW, Person, a_person, a_unit
from tests.cases.builders import Town, a_case, a_town
from vpt.administration import moving
from vpt.audit.models import AuditEntry
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.infra.db import Base, db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def a_keeper(town: Town) -> Person:
    with unit_of_work():
        return a_person(town.organisation, Role.ADMINISTRATOR)


def cases_of(person: Person) -> int:
    return len(list(db.session.scalars(reach.visible(person.actor()))))


def test_cases_and_steps_follow_the_branch_they_happened_in(town):
    keeper, case_id = a_keeper(town), a_case(town).id

    with unit_of_work():
        actor = keeper.actor()
        moving.move(actor, town.unit.id, town.other_unit.id, seen=0, now=NOW)

    case = db.session.scalars(select(Case)).one()
    steps = list(db.session.scalars(select(CaseStep.unit_path)))
    assert case.id == case_id
    assert case.unit_path.startswith(town.other_unit.path)
    assert case.unit_path == town.unit.path
    assert set(steps) == {case.unit_path}
    assert case.version == 1
    assert cases_of(town.other_manager) == 1
    assert cases_of(town.manager) == 1


def test_who_led_the_branch_above_sees_it_no_longer(town):
    keeper = a_keeper(town)
    a_case(town)
    with unit_of_work():
        actor = keeper.actor()
        moving.move(actor, town.unit.id, town.other_unit.id, seen=0, now=NOW)

    with unit_of_work():
        moving.put_back(keeper.actor(), town.unit.id, 0, seen=1, now=NOW)

    assert cases_of(town.other_manager) == 0
    assert cases_of(town.manager) == 1


def test_who_watches_over_roles_hears_of_it_and_the_trail_counts(town):
    keeper = a_keeper(town)
    a_case(town)

    with unit_of_work():
        moving.move(keeper.actor(), town.unit.id, town.other_unit.id, seen=0, now=NOW)

    messages = db.session.scalars(select(Message).where(Message.kind == Kind.UNIT_MOVED))
    trail = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "account.unit_moved")
    ).one()
    told = {one.recipient_id for one in messages}
    assert told == {town.coordinator.id, town.privacy_officer.id}
    assert trail.codes["cases"] == "1"
    assert int(trail.codes["case_steps"]) > 1


def test_nobody_moves_cases_to_where_he_leads_himself(town):
    with unit_of_work():
        keeper = a_person(town.organisation, Role.ADMINISTRATOR)
        own = a_unit(town.organisation, "Eigen", manager=keeper)

    with pytest.raises(RuleBroken, match="own_reach"), unit_of_work():
        moving.move(keeper.actor(), town.unit.id, own.id, seen=0, now=NOW)

    db.session.refresh(town.unit)
    assert town.unit.parent_id is None


def test_the_numbers_tell_what_hangs_in_a_branch_and_only_to_the_administrator(town):
    keeper = a_keeper(town)
    a_case(town)

    found = moving.reach_of(keeper.actor(), town.unit.id, now=NOW)

    assert (found.units, found.locations, found.open_cases, found.closed_cases) == (0, 1, 1, 0)
    assert found.people == 4
    assert moving.heads_above(keeper.actor(), town.unit.id, now=NOW) == (
        "Dana Vervanger (demo)",
        "Mehmet Leider (demo)",
    )
    with pytest.raises(NotAllowed):
        moving.reach_of(town.manager.actor(), town.unit.id, now=NOW)


def test_every_column_that_keeps_a_path_of_a_unit_follows():
    columns = {
        (mapper.local_table.name, column.name)
        for mapper in Base.registry.mappers
        for column in mapper.local_table.columns
        if column.name.endswith("unit_path")
    }

    assert columns == {(one.class_.__tablename__, one.key) for one in moving.CARRIERS}

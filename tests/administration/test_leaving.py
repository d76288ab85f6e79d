"""Somebody leaves: all open work goes over in one action, and nothing of a case is shown."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.builders import NOW, Person, a_person, a_unit, an_organisation, stored
from tests.cases.builders import LATER, Counted, Town, _involve, a_case, a_town, disable
from vpt.accounts.models import Unit
from vpt.accounts.people import Absence, Membership, RoleRequest, SingleUseToken, User
from vpt.accounts.rules import TokenPurpose
from vpt.administration import leaving
from vpt.administration.leaving import Left, Plan
from vpt.audit.models import AuditEntry
from vpt.cases import stranded
from vpt.cases.leaving import is_work
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message


@dataclass
class Scene:
    town: Town
    keeper: Person

    def leave(self, who: Person, to: Person | None = None, **plan: object) -> Left:
        db.session.rollback()
        with unit_of_work():
            given = Plan(successor_id=to.id if to else None, **plan)  # type: ignore[arg-type]
            return leaving.deactivate(self.keeper.actor(), who.id, given, now=LATER)


@pytest.fixture
def scene(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            keeper = a_person(town.organisation, Role.ADMINISTRATOR, name="Anouk (demo)")
            town.organisation.set_up_at = NOW - timedelta(days=30)
        yield Scene(town, keeper)


def handler_of(case: Case) -> UUID | None:
    return db.session.scalar(select(Case.assignee_id).where(Case.id == case.id))


def open_steps_of(person: Person) -> int:
    counted = select(func.count()).where(CaseStep.assignee_id == person.id, *is_work())
    return db.session.scalar(counted) or 0


def make_party(case: Case, person: Person) -> None:
    with unit_of_work():
        incident = db.session.scalars(select(Incident).where(Incident.id == case.id)).one()
        _involve(incident, "witness", 7, person, known=True)


def is_told(person: Person) -> bool:
    kinds = select(Message.kind).where(Message.recipient_id == person.id)
    return "case.handed_over" in set(db.session.scalars(kinds))


def test_everything_goes_to_the_successor_who_knew_of_it_already(scene):
    cases = [a_case(scene.town), a_case(scene.town)]
    before = leaving.load(scene.keeper.actor(), scene.town.manager.id, now=LATER)

    left = scene.leave(scene.town.manager, scene.town.deputy)

    assert {handler_of(one) for one in cases} == {scene.town.deputy.id}
    assert (left.cases, left.steps) == (before.cases, before.steps) == (2, before.steps)
    assert open_steps_of(scene.town.manager) == 0
    assert is_told(scene.town.deputy)


def test_nothing_opens_for_a_successor_who_could_not_see_it_before(scene):
    case = a_case(scene.town)

    scene.leave(scene.town.manager, scene.town.other_manager)

    assert handler_of(case) == scene.town.coordinator.id
    assert not is_told(scene.town.other_manager)


def test_a_party_never_gets_the_work(scene):
    case, free = a_case(scene.town), a_case(scene.town)
    make_party(case, scene.town.deputy)

    scene.leave(scene.town.manager, scene.town.deputy)

    assert handler_of(case) == scene.town.coordinator.id
    assert handler_of(free) == scene.town.deputy.id


def test_a_confined_case_goes_from_one_coordinator_to_another_and_to_nobody_else(scene):
    case = a_case(scene.town, recipient="coordinator")
    with unit_of_work():
        second = a_person(scene.town.organisation, Role.COORDINATOR, name="Zoë (demo)")

    scene.leave(scene.town.coordinator, scene.town.hr)

    assert handler_of(case) == second.id


def test_without_anybody_who_can_take_it_nothing_happens(scene):
    case = a_case(scene.town, recipient="coordinator")

    with pytest.raises(RuleBroken, match="nobody_able"):
        scene.leave(scene.town.coordinator, scene.town.hr)

    db.session.rollback()
    assert handler_of(case) == scene.town.coordinator.id
    assert db.session.get_one(User, scene.town.coordinator.id).disabled_at is None


def test_only_numbers_reach_who_keeps_the_accounts(scene):
    case = a_case(scene.town, recipient="coordinator")
    counts = leaving.load(scene.keeper.actor(), scene.town.coordinator.id, now=LATER)
    with unit_of_work():
        a_person(scene.town.organisation, Role.COORDINATOR)

    left = scene.leave(scene.town.coordinator)

    shown = f"{counts} {asdict(left)}"
    assert counts.cases == 1
    assert case.reference not in shown
    assert str(case.id) not in shown
    assert str(scene.town.unit.id) not in shown


def test_roles_sessions_links_and_account_end_and_the_trail_says_so(scene):
    user_id = scene.town.manager.id
    with unit_of_work():
        db.session.add(
            SingleUseToken(id=new_id(), user_id=user_id, purpose=TokenPurpose.INVITE,
                           expires_at=NOW + timedelta(days=7))
        )  # fmt: skip
    epoch = db.session.get_one(User, user_id).session_epoch

    left = scene.leave(scene.town.manager)

    user = db.session.get_one(User, user_id)
    assert left.is_closed
    assert user.disabled_at == LATER
    assert user.session_epoch > epoch
    assert all(one.used_at for one in stored(SingleUseToken) if one.user_id == user_id)
    assert all(one.valid_until for one in stored(Membership) if one.user_id == user_id)
    assert "account.left" in {one.action for one in stored(AuditEntry) if one.subject_id == user_id}
    assert db.session.get_one(Unit, (user.id and scene.keeper.organisation_id, scene.town.unit.id)
                              ).manager_id is None  # fmt: skip


def test_a_place_at_the_head_of_a_unit_waits_for_a_second_person(scene):
    left = scene.leave(scene.town.other_manager, scene.town.manager, leads_too=True)

    waits = stored(RoleRequest)
    assert left.waiting == len(waits) == 1
    assert waits[0].user_id == scene.town.manager.id


def test_who_works_elsewhere_too_keeps_the_account_and_loses_what_was_here(scene):
    with unit_of_work():
        other = an_organisation("Elders (demo)")
        db.session.add(
            Membership(organisation_id=other.id, id=new_id(), user_id=scene.town.manager.id,
                       role=Role.EMPLOYEE, valid_from=NOW)
        )  # fmt: skip

    left = scene.leave(scene.town.manager)

    assert not left.is_closed
    assert db.session.get_one(User, scene.town.manager.id).disabled_at is None
    held = [one for one in stored(Membership) if one.user_id == scene.town.manager.id]
    assert [one.organisation_id for one in held if one.valid_until is None] == [other.id]


def test_only_who_keeps_the_accounts_of_this_organisation_may(scene):
    with unit_of_work():
        elsewhere = an_organisation("Elders (demo)")
        stranger = a_person(elsewhere, Role.ADMINISTRATOR)

    with pytest.raises(NotVisible):
        leaving.deactivate(stranger.actor(), scene.town.manager.id, Plan(), now=LATER)
    with pytest.raises(NotAllowed):
        leaving.load(scene.town.coordinator.actor(), scene.town.manager.id, now=LATER)
    with pytest.raises(RuleBroken, match="own_account"):
        leaving.deactivate(scene.keeper.actor(), scene.keeper.id, Plan(), now=LATER)
    with pytest.raises(RuleBroken, match="successor_unable"):
        leaving.deactivate(
            scene.keeper.actor(), scene.town.manager.id, Plan(successor_id=stranger.id), now=LATER
        )


def test_the_last_coordinator_is_named_beforehand(scene):
    found = leaving.load(scene.keeper.actor(), scene.town.coordinator.id, now=LATER)

    assert found.last_of == (Role.COORDINATOR,)


def test_who_is_away_is_said_to_be(scene):
    with unit_of_work():
        db.session.add(
            Absence(organisation_id=scene.town.organisation.id, id=new_id(),
                    user_id=scene.town.hr.id, first_day=NOW.date(), last_day=NOW.date(),
                    added_at=NOW, added_by=scene.keeper.id)
        )  # fmt: skip

    takers = leaving.list_takers(scene.keeper.actor(), scene.town.manager.id, now=LATER)

    assert [one.id for one in takers if one.is_away] == [scene.town.hr.id]
    assert scene.town.manager.id not in {one.id for one in takers}


def test_the_number_of_cases_costs_no_more_statements(scene):
    def cost(who: Person) -> int:
        db.session.rollback()
        with unit_of_work(), Counted() as run:
            actor = scene.keeper.actor()
            leaving.deactivate(actor, who.id, Plan(), now=LATER)
        return len([one for one in run if "audit" not in one.lower()])

    a_case(scene.town)
    few = cost(scene.town.manager)
    for _ in range(5):
        a_case(scene.town, unit=scene.town.other_unit)
    many = cost(scene.town.other_manager)

    assert many <= few


def test_a_case_opened_at_the_moment_its_handler_left_goes_on_by_itself(scene):
    case = a_case(scene.town)
    disable(scene.town.manager)

    with unit_of_work():
        moved = stranded.give_on(LATER, 10)

    assert moved == 1
    assert handler_of(case) == scene.town.deputy.id
    assert stranded.list_stranded(LATER, 10) == []


def test_work_of_a_deputy_whose_days_are_over_returns_to_the_manager(scene):
    case = a_case(scene.town)
    with unit_of_work():
        db.session.get_one(Case, (case.organisation_id, case.id)).assignee_id = scene.town.deputy.id
        unit = db.session.get_one(Unit, (case.organisation_id, scene.town.unit.id))
        unit.deputy_until = (LATER - timedelta(days=1)).date()

    with unit_of_work():
        stranded.give_on(LATER, 10)

    assert handler_of(case) == scene.town.manager.id


def test_work_that_nobody_can_take_stays_where_it_is(scene):
    case = a_case(scene.town, recipient="coordinator")
    disable(scene.town.coordinator)

    with unit_of_work():
        assert stranded.give_on(LATER, 10) == 0

    assert handler_of(case) == scene.town.coordinator.id


def test_work_of_others_stays(scene):
    a_case(scene.town)
    with unit_of_work():
        a_unit(scene.town.organisation, "Leeg")

    assert stranded.list_stranded(LATER, 10) == []

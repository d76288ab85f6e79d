from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders import NOW, a_person
from tests.cases.builders import LATER, Counted, _involve, a_case, a_town, disable
from vpt.accounts.models import Unit
from vpt.audit.models import AuditEntry
from vpt.cases import handing_over, leaving
from vpt.cases.handing_over import Plan
from vpt.cases.models import Case
from vpt.cases.steps import CaseStep
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def handed(town, to, *, by=None, leaver=None, **plan):
    db.session.rollback()
    with unit_of_work():
        return handing_over.hand_over(
            (by or town.coordinator).actor(), (leaver or town.manager).id,
            Plan(successor_id=to.id, **plan), now=LATER,
        )  # fmt: skip


def handler_of(case):
    return db.session.scalar(select(Case.assignee_id).where(Case.id == case.id))


def open_steps_of(person):
    return db.session.scalar(
        select(func.count()).where(CaseStep.assignee_id == person.id, *leaving.is_work())
    )


def make_party(case, person, role="witness"):
    with unit_of_work():
        incident = db.session.scalars(select(Incident).where(Incident.id == case.id)).one()
        _involve(incident, role, 7, person, known=True)


def told(person):
    rows = db.session.scalars(
        select(Message).where(Message.recipient_id == person.id, Message.kind == "case.handed_over")
    )
    return len(rows.all())


def trail(case):
    return db.session.scalars(
        select(AuditEntry).where(
            AuditEntry.subject_id == case.id, AuditEntry.action == "case.handed_over"
        )
    ).all()


def test_all_open_work_goes_to_the_successor_in_one_action(town):
    cases = [a_case(town) for _ in range(3)]
    before = open_steps_of(town.manager)

    done = handed(town, town.deputy)

    assert (done.cases, done.steps, done.excepted) == (3, before, ())
    assert {handler_of(case) for case in cases} == {town.deputy.id}
    assert open_steps_of(town.manager) == 0
    assert open_steps_of(town.deputy) == before
    assert told(town.deputy) == 1
    [entry] = trail(cases[0])
    assert entry.codes["before"] == str(town.manager.id)
    assert entry.codes["assignee"] == str(town.deputy.id)


def test_what_is_asked_of_a_victim_stays_with_the_victim(town):
    a_case(town)
    with unit_of_work():
        step = db.session.scalars(select(CaseStep).where(CaseStep.key == "S02")).one()
        step.party, step.assignee_id = "employee", town.colleague.id

    with pytest.raises(RuleBroken, match="leaver_unknown"):
        handed(town, town.deputy, leaver=town.colleague)

    step = db.session.scalars(select(CaseStep).where(CaseStep.key == "S02")).one()
    assert step.assignee_id == town.colleague.id


def test_closed_cases_stay_with_who_closed_them(town):
    closed, running = a_case(town), a_case(town)
    with unit_of_work():
        db.session.scalars(select(Case).where(Case.id == closed.id)).one().closed_at = NOW

    done = handed(town, town.deputy)

    assert done.cases == 1
    assert handler_of(closed) == town.manager.id
    assert handler_of(running) == town.deputy.id
    assert trail(closed) == []


def test_a_case_to_which_the_successor_is_a_party_goes_to_the_coordinator(town):
    free, party = a_case(town), a_case(town)
    make_party(party, town.deputy)

    done = handed(town, town.deputy)

    assert done.excepted == (party.reference,)
    assert handler_of(free) == town.deputy.id
    assert handler_of(party) == town.coordinator.id
    assert told(town.coordinator) == 0  # did it herself


def test_a_coordinator_who_is_a_party_does_not_get_it_either(town):
    case = a_case(town)
    with unit_of_work():
        second = a_person(town.organisation, Role.COORDINATOR, name="Zus Tweede (demo)")
    make_party(case, town.deputy)
    make_party(case, town.coordinator, "victim")

    done = handed(town, town.deputy, by=second)

    assert done.excepted == (case.reference,)
    assert handler_of(case) == second.id


def test_a_case_the_coordinator_may_not_know_of_is_not_touched(town):
    case = a_case(town)
    make_party(case, town.coordinator)
    a_case(town)

    done = handed(town, town.deputy)

    assert done.cases == 1
    assert handler_of(case) == town.manager.id


def test_a_case_kept_from_the_manager_goes_to_no_manager_of_that_unit(town):
    case = a_case(town)
    with unit_of_work():
        row = db.session.scalars(select(Case).where(Case.id == case.id)).one()
        row.confined, row.assignee_id = True, town.hr.id

    done = handed(town, town.deputy, leaver=town.hr)

    assert done.excepted == (case.reference,)
    assert handler_of(case) == town.coordinator.id


def test_each_unit_can_have_a_successor_of_its_own(town):
    here = a_case(town)
    there = a_case(town, unit=town.other_unit)
    with unit_of_work():
        db.session.scalars(
            select(Case).where(Case.id == there.id)
        ).one().assignee_id = town.manager.id

    handed(town, town.deputy, by_unit={town.other_unit.id: town.other_manager.id})

    assert handler_of(here) == town.deputy.id
    assert handler_of(there) == town.other_manager.id
    assert told(town.deputy) == told(town.other_manager) == 1


def test_the_successor_can_take_over_the_unit_as_well(town):
    a_case(town)

    handed(town, town.deputy, with_units=True)

    unit = db.session.get_one(Unit, (town.organisation.id, town.unit.id))
    assert (unit.manager_id, unit.deputy_id) == (town.deputy.id, None)


def test_without_the_tick_the_unit_keeps_its_manager(town):
    a_case(town)

    handed(town, town.deputy)

    unit = db.session.get_one(Unit, (town.organisation.id, town.unit.id))
    assert (unit.manager_id, unit.deputy_id) == (town.manager.id, town.deputy.id)


def test_who_only_leads_a_unit_can_be_followed_up(town):
    handed(town, town.deputy, with_units=True)

    unit = db.session.get_one(Unit, (town.organisation.id, town.unit.id))
    assert unit.manager_id == town.deputy.id


def test_the_privacy_officer_hears_who_came_to_lead_a_unit(town):
    def opened(person):
        return db.session.scalars(
            select(Message.id).where(
                Message.recipient_id == person.id, Message.kind == Kind.ROLE_OPENED
            )
        ).all()

    a_case(town)
    handed(town, town.deputy)
    assert opened(town.privacy_officer) == []

    handed(town, town.hr, leaver=town.deputy, with_units=True)

    assert len(opened(town.privacy_officer)) == 1
    assert opened(town.coordinator) == []


@pytest.mark.parametrize("who", ["employee", "colleague", "manager", "deputy", "hr", "support"])
def test_only_a_coordinator_hands_over(town, who):
    case = a_case(town)

    with pytest.raises(NotAllowed):
        handed(town, town.deputy, by=getattr(town, who))
    with pytest.raises(NotAllowed):
        leaving.load_of(getattr(town, who).actor(), town.manager.id)

    assert handler_of(case) == town.manager.id


def test_who_cannot_handle_cases_is_no_successor(town):
    a_case(town)
    disable(town.other_manager)

    for person in (town.colleague, town.privacy_officer, town.other_manager):
        with pytest.raises(RuleBroken, match="successor_unable"):
            handed(town, person)
    with pytest.raises(RuleBroken, match="successor_leaves"):
        handed(town, town.manager)


def test_a_coordinator_of_another_organisation_moves_nothing(app, town):
    case = a_case(town)
    elsewhere = a_town()

    with pytest.raises(RuleBroken, match="leaver_unknown"):
        handed(elsewhere, elsewhere.deputy, leaver=town.manager)
    with pytest.raises(NotVisible):
        leaving.load_of(elsewhere.coordinator.actor(), town.manager.id)

    assert handler_of(case) == town.manager.id


def test_a_form_seen_before_is_out_of_date_after_it(town):
    case = a_case(town)
    seen = db.session.scalar(select(Case.version).where(Case.id == case.id))

    handed(town, town.deputy)

    assert db.session.scalar(select(Case.version).where(Case.id == case.id)) == seen + 1


def test_the_load_counts_cases_and_steps_by_unit(town):
    a_case(town)
    a_case(town)

    load = leaving.load_of(town.coordinator.actor(), town.manager.id)

    assert (load.cases, load.leads) == (2, ("Publieksbalie",))
    assert load.steps == open_steps_of(town.manager)
    assert [one.name for one in load.units] == ["Publieksbalie"]
    offered = dict(leaving.list_takers(town.coordinator.actor(), town.manager.id, now=NOW))
    assert town.deputy.id in offered
    assert not {town.manager.id, town.colleague.id, town.privacy_officer.id} & offered.keys()


def test_thirty_cases_take_no_more_statements_than_three(town):
    """A leaver's desk is moved with one statement for each kind of row, not for each case."""

    def cost(to):
        db.session.rollback()
        with Counted() as statements:
            handed(town, to, leaver=leaver)
        return len(statements)

    for one in range(3):
        a_case(town, at=NOW + timedelta(minutes=one))
    leaver = town.manager
    few = cost(town.deputy)
    for one in range(30):
        a_case(town, at=NOW + timedelta(minutes=one))

    many = cost(town.deputy)

    assert many <= few + 1
    assert many <= 20

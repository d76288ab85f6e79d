"""Who gets the aftercare, and who hears of what a victim lets know."""

from tests.builders import stored
from tests.cases.builders import LATER, a_case, a_ref, a_town, complete, disable, steps_of
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.support import own


def test_aftercare_goes_to_the_support_team_when_it_is_one_person(app):
    with app.app_context():
        town = a_town()
        disable(town.other_support)
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")

        assert [row.assignee_id for row in steps_of("S18")] == [town.support.id]


def test_with_a_choice_to_make_the_coordinator_passes_it_on(app):
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")

        assert [row.assignee_id for row in steps_of("S18")] == [town.coordinator.id]


def test_a_helper_who_is_party_gets_nothing(app):
    with app.app_context():
        town = a_town()
        disable(town.other_support)
        case = a_case(town, reporter=town.support)
        complete(town.manager, case, a_ref("S02"), "supported")

        assert [row.assignee_id for row in steps_of("S18")] == [town.coordinator.id]


def test_before_aftercare_began_the_handler_hears_that_a_call_is_wanted(app):
    with app.app_context():
        town = a_town()
        case = a_case(town)
        with unit_of_work():
            own.check(town.employee.actor(), case.id, 4, wants_contact=True, now=LATER)

        asked = [row for row in stored(Message) if row.kind == Kind.SUPPORT_ASKED]
        assert [row.recipient_id for row in asked] == [town.manager.id]

import pytest

from tests.builders import NOW, a_person, a_unit, an_organisation
from vpt.accounts import locations, queries
from vpt.accounts.locations import LocationDetails
from vpt.accounts.models import Location
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import db, unit_of_work

DESK = LocationDetails(name="Balie 3", kind="desk")


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


def test_a_place_can_be_found_by_the_code_on_its_wall(inside):
    actor = a_person(an_organisation()).actor()

    made = locations.add(actor, DESK, now=NOW)

    assert queries.find_location_by_code(actor, made.code.lower()) == made


def test_the_code_of_a_closed_place_leads_nowhere(inside):
    actor = a_person(an_organisation()).actor()
    made = locations.add(actor, DESK, now=NOW)

    locations.close(actor, made.id, version=1, now=NOW)

    assert queries.find_location_by_code(actor, made.code) is None
    assert queries.list_locations(actor) == []
    assert queries.list_locations(actor, with_closed=True) == [made]


def test_a_place_of_another_organisation_is_no_place(inside):
    made = locations.add(a_person(an_organisation()).actor(), DESK, now=NOW)
    stranger = a_person(an_organisation()).actor()

    with pytest.raises(NotVisible):
        locations.change(stranger, made.id, DESK, version=1, now=NOW)


def test_a_place_stays_in_a_unit_that_closed_and_none_is_put_there(inside):
    organisation = an_organisation()
    actor, unit = a_person(organisation).actor(), a_unit(organisation)
    there = LocationDetails(name="Balie 3", kind="desk", unit_id=unit.id)
    made = locations.add(actor, there, now=NOW)
    unit.closed_at = NOW

    locations.change(actor, made.id, there, version=1, now=NOW)

    new = LocationDetails(name="Balie 4", kind="desk", unit_id=unit.id)
    with pytest.raises(RuleBroken, match="unit_closed"):
        locations.add(actor, new, now=NOW)


def test_a_name_is_free_again_once_its_place_closed(inside):
    actor = a_person(an_organisation()).actor()
    old = locations.add(actor, DESK, now=NOW)
    locations.close(actor, old.id, version=1, now=NOW)

    locations.add(actor, DESK, now=NOW)

    with pytest.raises(RuleBroken, match="location_name_taken"):
        locations.reopen(actor, old.id, version=2, now=NOW)


def test_storing_what_it_was_already_is_no_change(inside):
    actor = a_person(an_organisation()).actor()
    made = locations.add(actor, DESK, now=NOW)

    locations.change(actor, made.id, DESK, version=1, now=NOW)

    assert db.session.get_one(Location, (actor.organisation_id, made.id)).version == 1

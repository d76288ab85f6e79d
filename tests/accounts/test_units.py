from datetime import date

import pytest

from tests.builders import NOW, a_person, an_organisation
from vpt.accounts import posts, queries, units
from vpt.accounts.posts import Appointment
from vpt.accounts.rules import Post
from vpt.core.actor import Author
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.history import queries as versions
from vpt.history.rules import Kind
from vpt.infra.db import unit_of_work
from vpt.infra.ids import new_id

TODAY = date(2026, 3, 6)


@pytest.fixture
def inside(app):
    with app.app_context(), unit_of_work():
        yield


@pytest.fixture
def system(inside):
    return Author(organisation_id=an_organisation().id)


def refuses(code, kind=RuleBroken):
    return pytest.raises(kind, match=f"^{code}$")


def a_tree(author, *names):
    made = []
    for name in names:
        parent = made[-1].id if made else None
        made.append(units.add(author, name, parent_id=parent, now=NOW))
    return made


def test_units_form_a_tree_within_one_organisation(system):
    top, below = a_tree(system, "Publiekszaken", "Balie")

    assert below.path.startswith(top.path)
    with refuses("not_found", NotVisible):
        other = Author(organisation_id=an_organisation().id)
        units.add(other, "Vreemd", parent_id=top.id, now=NOW)
    with refuses("not_found", NotVisible):
        units.add(system, "Los", parent_id=new_id(), now=NOW)


def test_everything_below_moves_along(system):
    top, middle, low = a_tree(system, "Publiekszaken", "Balie", "Ochtend")
    elsewhere = units.add(system, "Bedrijfsvoering", now=NOW)

    moved = units.move(system, middle.id, elsewhere.id, seen=0, now=NOW)

    assert moved.new_path == middle.path == f"{elsewhere.path}{middle.id.hex[-8:]}/"
    assert low.path == f"{middle.path}{low.id.hex[-8:]}/"
    assert not low.path.startswith(top.path)


def test_a_unit_hangs_under_nothing_of_its_own_and_under_nothing_closed(system):
    top, below = a_tree(system, "Publiekszaken", "Balie")
    shut = units.add(system, "Oud", now=NOW)
    units.close(system, shut.id, seen=0, now=NOW)

    with refuses("unit_under_itself"):
        units.move(system, top.id, below.id, seen=0, now=NOW)
    with refuses("unit_under_itself"):
        units.move(system, top.id, top.id, seen=0, now=NOW)
    with refuses("unit_closed"):
        units.move(system, below.id, shut.id, seen=0, now=NOW)
    with refuses("unit_closed"):
        units.add(system, "Nieuw", parent_id=shut.id, now=NOW)


def test_a_unit_closes_after_those_below_it_and_opens_before_them(system):
    top, below = a_tree(system, "Publiekszaken", "Balie")

    with refuses("unit_has_units"):
        units.close(system, top.id, seen=0, now=NOW)
    units.close(system, below.id, seen=0, now=NOW)
    units.close(system, top.id, seen=0, now=NOW)

    assert queries.list_units(a_person(an_organisation()).actor()) == []
    with refuses("unit_closed"):
        units.reopen(system, below.id, seen=1, now=NOW)


def test_an_earlier_name_and_place_come_back_together(system):
    top, below = a_tree(system, "Publiekszaken", "Balie")
    units.rename(system, below.id, "Loket", seen=0, now=NOW)
    units.move(system, below.id, None, seen=1, now=NOW)

    units.put_back(system, below.id, 0, seen=2, now=NOW)

    assert (below.name, below.parent_id) == ("Balie", top.id)
    kept = versions.list_versions(system.organisation_id, Kind.UNIT, str(below.id))
    assert [(one.number, one.back_to) for one in kept] == [(3, 0), (2, None), (1, None), (0, None)]


def test_who_saw_an_older_version_overwrites_nothing(system):
    (top,) = a_tree(system, "Publiekszaken")
    units.rename(system, top.id, "Dienstverlening", seen=0, now=NOW)

    with refuses("setting_changed", StaleData):
        units.rename(system, top.id, "Klantzaken", seen=0, now=NOW)

    assert top.name == "Dienstverlening"


def test_two_open_units_in_one_place_have_different_names(system):
    top, below = a_tree(system, "Publiekszaken", "Balie")

    with refuses("unit_name_taken"):
        units.add(system, " balie ", parent_id=top.id, now=NOW)
    with refuses("name_empty"):
        units.rename(system, below.id, " \u200e ", seen=0, now=NOW)
    assert units.add(system, "Balie", now=NOW).parent_id is None


def test_a_deputy_has_days_and_is_not_the_manager(system):
    (unit,) = a_tree(system, "Balie")
    person = a_person(an_organisation())
    posts.take(system, Appointment(unit_id=unit.id, post=Post.MANAGER, user_id=person.id), now=NOW)

    deputy = a_person(an_organisation())
    new = Appointment(
        unit_id=unit.id, post=Post.DEPUTY, user_id=deputy.id, first_day=TODAY, last_day=TODAY
    )
    posts.take(system, new, now=NOW)

    assert (unit.deputy_id, unit.deputy_from, unit.deputy_until) == (deputy.id, TODAY, TODAY)
    with refuses("deputy_is_manager"):
        again = Appointment(unit_id=unit.id, post=Post.DEPUTY, user_id=person.id)
        posts.take(system, again, now=NOW)


def test_an_empty_place_has_no_days_and_the_history_tells_both(system):
    (unit,) = a_tree(system, "Balie")
    deputy = a_person(an_organisation())
    posts.take(
        system,
        Appointment(unit_id=unit.id, post=Post.DEPUTY, user_id=deputy.id, first_day=TODAY),
        now=NOW,
    )

    posts.take(system, Appointment(unit_id=unit.id, post=Post.DEPUTY, user_id=None), now=NOW)

    assert (unit.deputy_id, unit.deputy_from) == (None, None)
    kept = versions.list_versions(system.organisation_id, Kind.UNIT, str(unit.id))
    assert [one.changed for one in kept[:2]] == [("deputy_id", "deputy_from")] * 2

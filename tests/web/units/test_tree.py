"""Setting the tree of units and who is at their head."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.builders import LONG_AGO, NOW, Person, a_person, a_unit, an_organisation, stored
from vpt.accounts import posts, units
from vpt.accounts.models import Organisation, Unit
from vpt.accounts.people import RoleRequest
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work


@dataclass
class Scene:
    app: Flask
    organisation: Organisation
    admin: Person
    employee: Person
    elsewhere: Person
    top: Unit
    desk: Unit
    other: Unit

    def url(self, rest: str = "") -> str:
        return f"/beheer/afdelingen/{self.desk.id}{rest}"

    def now(self) -> Unit:
        with self.app.app_context():
            return db.session.get_one(Unit, (self.organisation.id, self.desk.id))


@pytest.fixture
def scene(app) -> Scene:
    with app.app_context(), unit_of_work():
        organisation = an_organisation()
        organisation.set_up_at = LONG_AGO
        chief = a_person(organisation, name="Baas van Boven (demo)")
        other_chief = a_person(organisation, name="Baas Elders (demo)")
        top = a_unit(organisation, "Publiekszaken", manager=chief)
        desk = a_unit(organisation, "Balie", parent=top)
        return Scene(
            app=app,
            organisation=organisation,
            admin=a_person(organisation, Role.ADMINISTRATOR),
            employee=a_person(organisation, unit=desk, name="Mo Balie (demo)"),
            elsewhere=a_person(an_organisation(), Role.ADMINISTRATOR),
            top=top,
            desk=desk,
            other=a_unit(organisation, "Werk en inkomen", manager=other_chief),
        )


def test_the_tree_tells_what_hangs_under_what_and_who_leads(scene, client_for):
    page = client_for(scene.admin).get("/beheer/afdelingen").text

    assert page.index("Publiekszaken") < page.index("Balie") < page.index("Werk en inkomen")
    assert "vpt-depth--1" in page
    assert "Baas van Boven (demo)" in page
    assert "Niemand" in page


def test_moving_first_tells_what_it_does_and_then_moves(scene, client_for):
    client = client_for(scene.admin)
    chosen = {"parent_id": str(scene.other.id), "version": "0"}

    first = client.post(scene.url("/verplaatsen"), data=chosen)
    assert scene.now().parent_id == scene.top.id
    shown = first.text.split('name="shown"')[1].split('value="')[1].split('"')[0]
    done = client.post(scene.url("/verplaatsen"), data={**chosen, "shown": shown})

    assert "Ziet deze dossiers niet meer als leiding: Baas van Boven (demo)" in first.text
    assert "Ziet deze dossiers voortaan wel: Baas Elders (demo)" in first.text
    assert done.status_code == 302
    assert scene.now().parent_id == scene.other.id


def test_a_new_head_waits_for_a_second_person(scene, client_for):
    client = client_for(scene.admin)
    chosen = {"user_id": str(scene.employee.id), "first_day": "", "last_day": ""}

    page = client.post(scene.url("/leiding/vervanger"), data=chosen, follow_redirects=True).text

    assert "moet dit goedkeuren" in page
    assert "Mo Balie (demo) als vervanger" in page
    assert scene.now().deputy_id is None
    with scene.app.app_context():
        assert [one.user_id for one in stored(RoleRequest)] == [scene.employee.id]


def test_nobody_can_choose_himself(scene, client_for):
    client = client_for(scene.admin)

    page = client.post(scene.url("/leiding/leidinggevende"), data={"user_id": str(scene.admin.id)})

    assert page.status_code == 422
    assert scene.now().manager_id is None


def test_days_of_standing_in_the_wrong_way_round_are_refused_at_the_field(scene, client_for):
    days = {"first_day": "2027-05-02", "last_day": "2027-05-01"}
    chosen = {"user_id": str(scene.employee.id), **days}

    page = client_for(scene.admin).post(scene.url("/leiding/vervanger"), data=chosen)

    assert page.status_code == 422
    assert 'id="last_day-error"' in page.text


def test_the_page_of_a_unit_leads_to_where_the_place_at_its_head_ends(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        scene.desk.manager_id = scene.employee.id
        db.session.merge(scene.desk)

    page = client_for(scene.admin).get(scene.url()).text

    assert "Mo Balie (demo)" in page
    assert f"/afdeling/{scene.desk.id}/manager/stoppen" in page


def test_a_unit_does_not_move_to_where_it_hangs(scene, client_for):
    chosen = {"parent_id": str(scene.top.id), "version": "0"}

    page = client_for(scene.admin).post(scene.url("/verplaatsen"), data=chosen)

    assert page.status_code == 422
    assert "Daar hangt de afdeling al onder" in page.text


def test_who_leads_does_not_come_back_with_an_older_version(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        found = db.session.get_one(Unit, (scene.organisation.id, scene.desk.id))
        head = scene.employee.id
        posts.set_both(scene.admin.actor(), found, manager_id=head, deputy_id=None, now=NOW)

    page = client_for(scene.admin).get(scene.url("/versie/0")).text

    assert "Mo Balie (demo)" in page
    assert "Zet deze versie terug" not in page


def test_a_closed_unit_is_offered_nowhere_and_opens_again(scene, client_for):
    client = client_for(scene.admin)

    client.post(scene.url("/sluiten"), data={"version": "0"})
    shut = client.get("/beheer/afdelingen/nieuw").text
    for_places = client.get("/beheer/locaties/nieuw").text
    client.post(scene.url("/openen"), data={"version": "1"})

    assert "Balie" not in shut
    assert str(scene.desk.id) not in for_places
    assert "Balie" in client.get("/beheer/afdelingen/nieuw").text


def test_a_unit_that_cannot_open_again_says_why_and_stays_closed(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url("/sluiten"), data={"version": "0"})

    unseen = client.post(scene.url("/openen"))
    client.post(f"/beheer/afdelingen/{scene.top.id}/sluiten", data={"version": "0"})
    below = client.post(scene.url("/openen"), data={"version": "1"})

    assert (unseen.status_code, below.status_code) == (409, 409)
    assert "Een collega was je voor" in unseen.text
    assert "gesloten" in below.text
    assert scene.now().closed_at is not None


def test_a_unit_with_units_below_it_says_why_it_cannot_close(scene, client_for):
    address = f"/beheer/afdelingen/{scene.top.id}/sluiten"

    page = client_for(scene.admin).post(address, data={"version": "0"})

    assert page.status_code == 409
    assert "nog open afdelingen (1)" in page.text


def test_a_name_that_a_colleague_changed_first_is_not_overwritten(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url(), data={"name": "Loket", "version": "0"})

    late = client.post(scene.url(), data={"name": "Ontvangst", "version": "0"})

    assert late.status_code == 409
    assert 'value="Ontvangst"' in late.text
    assert scene.now().name == "Loket"


@pytest.mark.parametrize("name", ["", "   ", "a" * 121, "publiekszaken"])
def test_a_name_that_cannot_be_is_refused_at_the_field(scene, client_for, name):
    page = client_for(scene.admin).post(
        "/beheer/afdelingen/nieuw", data={"name": name, "parent_id": ""}
    )

    assert page.status_code == 422
    assert 'id="name-error"' in page.text


@pytest.mark.parametrize(
    "rest",
    ["", "/verplaatsen", "/leiding/leidinggevende", "/leiding/vervanger", "/sluiten", "/versie/0"],
)
def test_units_are_the_administrators_own(scene, client_for, rest):
    with scene.app.app_context(), unit_of_work():
        units.rename(scene.admin.actor(), scene.desk.id, "Loket", seen=0, now=NOW)

    assert client_for(scene.admin).get(scene.url(rest)).status_code == 200
    assert client_for(scene.employee).get(scene.url(rest)).status_code == 403
    assert client_for(scene.elsewhere).get(scene.url(rest)).status_code == 404


def test_there_are_two_places_at_the_head_and_no_more(scene, client_for):
    client = client_for(scene.admin)

    assert client.get(scene.url("/leiding/baas")).status_code == 404
    assert client.post(scene.url("/leiding/baas")).status_code == 404


def test_putting_a_version_back_brings_name_and_place(scene, client_for):
    client = client_for(scene.admin)
    client.post(scene.url(), data={"name": "Loket", "version": "0"})

    page = client.post(scene.url("/versie/0"), data={"version": "1"}, follow_redirects=True)

    assert "Teruggezet naar het begin" in page.text
    assert scene.now().name == "Balie"

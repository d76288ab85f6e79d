from datetime import timedelta

import pytest

from tests.cases.builders import a_case, a_town
from tests.web.watching import statements
from vpt.core import clock


def test_a_manager_sees_the_open_steps_of_the_own_unit(scene, client_for):
    page = client_for(scene.town.manager).get("/werkvoorraad")

    assert page.status_code == 200
    assert "Beoordelen" in page.text
    assert "Slachtoffer 1" in page.text
    assert scene.step_url("S05") in page.text


def test_a_manager_of_another_unit_sees_an_empty_worklist(scene, client_for):
    page = client_for(scene.town.other_manager).get("/werkvoorraad")

    assert page.status_code == 200
    assert "Alles is bij" in page.text


@pytest.mark.parametrize("address", ["/werkvoorraad", "/dossiers"])
def test_lists_are_closed_to_a_colleague_and_to_strangers(scene, client_for, address):
    assert client_for(scene.town.colleague).get(address).status_code == 403
    assert client_for(None).get(address).headers["Location"].startswith("/inloggen")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stap=S05", True),
        ("stap=S02", False),
        ("soort=THREAT", True),
        ("soort=PHYS", False),
        ("mij=y", True),
        ("soort=bestaat-niet&eenheid=ook-niet&na=onzin", True),
    ],
)
def test_the_worklist_can_be_narrowed(scene, client_for, query, found):
    page = client_for(scene.town.manager).get(f"/werkvoorraad?{query}")

    assert page.status_code == 200
    assert (scene.step_url("S05") in page.text) is found


def test_the_worklist_goes_on_where_the_page_ended(scene, app, client_for):
    with app.app_context():
        for days in range(1, 12):
            a_case(scene.town, at=clock.now() - timedelta(days=days))
    client = client_for(scene.town.coordinator)
    first = client.get("/werkvoorraad")
    address = first.text.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get(address.replace("&amp;", "&"))

    assert second.status_code == 200
    assert "Naar het begin" in second.text
    assert "Naar het begin" not in first.text


def test_cases_are_found_by_reference_and_place_and_by_nothing_else(scene, client_for):
    client = client_for(scene.town.coordinator)
    code = scene.town.organisation.short_code

    assert scene.url() in client.get(f"/dossiers?zoek={code}-2026").text
    assert scene.url() in client.get("/dossiers?zoek=balie").text
    assert scene.url() not in client.get("/dossiers?zoek=Naam").text
    assert "Niets gevonden" in client.get("/dossiers?stand=closed").text


def test_a_new_organisation_gets_words_instead_of_an_empty_table(app, client_for):
    with app.app_context():
        town = a_town()
    client = client_for(town.coordinator)

    assert "Nog geen dossiers" in client.get("/dossiers").text
    assert "Alles is bij" in client.get("/werkvoorraad").text


@pytest.mark.parametrize(("address", "most"), [("/werkvoorraad", 12), ("/dossiers", 10)])
def test_lists_ask_the_same_of_the_database_however_many_cases(
    scene, app, client_for, address, most
):
    client = client_for(scene.town.coordinator)
    client.get(address)  # protocols are kept parsed from the first visit on
    with statements(app) as few:
        client.get(address)
    with app.app_context():
        for days in range(1, 6):
            a_case(scene.town, at=clock.now() - timedelta(days=days))
    with statements(app) as many:
        client.get(address)

    assert len(few) == len(many)
    assert len(many) <= most

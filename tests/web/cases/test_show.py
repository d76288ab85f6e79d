from datetime import timedelta

import pytest

from tests.cases.builders import a_case
from tests.web.watching import statements
from vpt.audit import service
from vpt.core import clock
from vpt.infra.db import unit_of_work

TABS = ["", "/melding", "/betrokkenen", "/bewijs", "/berichten", "/documenten", "/inzage"]
MOST = 15
"""For the whole request: 2 for the session, 3 around every page, 1 to write the look down."""


@pytest.mark.parametrize("tab", TABS)
def test_a_case_opens_for_its_handler_and_the_coordinator_alone(scene, client_for, tab):
    town, address = scene.town, scene.url(tab)

    assert client_for(town.manager).get(address).status_code == 200
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.employee).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_the_next_action_stands_on_top_with_why_basis_and_term(scene, client_for):
    page = client_for(scene.town.manager).get(scene.url()).text

    assert page.index("Dit is de volgende stap") < page.index("De keten van dit dossier")
    assert "Bron: VAZ-2025" in page
    assert "nagelezen in de bron" in page
    assert "Begin met deze stap" in page


def test_the_chain_is_drawn_and_told_as_a_table(scene, client_for):
    page = client_for(scene.town.manager).get(scene.url()).text

    assert 'role="img"' in page
    assert "De keten als tabel" in page


def test_the_story_is_told_and_the_look_written_down(scene, client_for):
    page = client_for(scene.town.manager).get(scene.url("/melding"))

    assert "Hij riep dat hij mij wist te vinden." in page.text
    assert scene.trail("case.viewed")[-1].fields == ["narrative"]


def test_people_stand_by_number_until_somebody_opens_who_they_are(scene, client_for):
    client = client_for(scene.town.manager)

    closed = client.get(scene.url("/betrokkenen")).text
    opened = client.post(scene.url("/betrokkenen")).text

    assert "Veroorzaker 1" in closed
    assert "Naam perpetrator 1" not in closed
    assert "Naam perpetrator 1" in opened
    assert [entry.fields for entry in scene.trail("case.viewed")] == [[]]
    assert [entry.fields for entry in scene.trail("case.identity_opened")] == [["name"]]


def test_the_support_team_sees_neither_story_nor_perpetrator(scene, app, client_for):
    scene.give("S05", scene.town.support)
    client = client_for(scene.town.support)

    assert client.get(scene.url()).status_code == 404
    assert client.get(scene.url("/melding")).status_code == 403


def test_hr_does_not_read_what_reporter_and_handler_write(scene, client_for):
    assert client_for(scene.town.hr).get(scene.url("/berichten")).status_code == 404


def test_everybody_sees_who_can_see_this_and_who_did(scene, client_for):
    client_for(scene.town.manager).get(scene.url())
    page = client_for(scene.town.coordinator).get(scene.url("/inzage")).text

    assert "Wie kan dit zien" in page
    assert "Mehmet Leider (demo)" in page
    assert "Dossier geopend" in page


def test_what_was_done_stays_in_sight_however_often_people_look(scene, client_for):
    with scene.app.app_context(), unit_of_work():
        reader = scene.town.deputy.actor(clock.now())
        for _ in range(250):
            service.record(reader, "case.viewed", ("case", scene.case_id), at=clock.now())
    page = client_for(scene.town.manager).get(scene.url("/inzage")).text

    assert "Dossier geopend" in page
    assert page.count("Dana Vervanger (demo)") == 2


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_asks_the_same_of_the_database_however_many_cases(scene, app, client_for, tab):
    client = client_for(scene.town.manager)
    client.get(scene.url(tab))
    with statements(app) as few:
        client.get(scene.url(tab))
    with app.app_context():
        for days in range(1, 6):
            a_case(scene.town, at=clock.now() - timedelta(days=days))
    with statements(app) as many:
        client.get(scene.url(tab))

    assert len(few) == len(many)
    assert len(many) <= MOST, many


def test_opening_who_people_are_costs_no_more_than_a_tab(scene, app, client_for):
    client = client_for(scene.town.manager)
    with statements(app) as asked:
        client.post(scene.url("/betrokkenen"))

    assert len(asked) <= MOST, "; ".join(one.partition("FROM")[2][:40] for one in asked)


@pytest.mark.parametrize("key", ["S02", "S05", "S18"])
def test_the_page_of_a_step_costs_no_more_than_a_tab(scene, app, client_for, key):
    if key == "S18":
        data = {"outcome": "declined", "version": scene.version()}
        client_for(scene.town.manager).post(scene.step_url("S02", "/opvang"), data=data)
    for person in (scene.town.manager, scene.town.coordinator):
        client, address = client_for(person), scene.step_url(key)
        client.get(address)
        with statements(app) as asked:
            assert client.get(address).status_code == 200

        assert len(asked) <= MOST, "; ".join(one.partition("FROM")[2][:40] for one in asked)


def test_the_own_report_costs_no_more_than_a_tab(scene, app, client_for):
    client = client_for(scene.town.employee)
    client.get(f"/mijn-meldingen/{scene.case_id}")
    with statements(app) as asked:
        client.get(f"/mijn-meldingen/{scene.case_id}")

    assert len(asked) <= MOST, "; ".join(one.partition("FROM")[2][:40] for one in asked)


def test_what_every_page_shows_costs_at_most_four_statements(scene, app, client_for):
    client = client_for(scene.town.privacy_officer)
    with statements(app) as bare:
        client.get("/mijn-meldingen")

    own_reports, session = 1, 2
    assert len(bare) - own_reports - session <= 4


def test_messages_reach_the_reporter(scene, client_for):
    client_for(scene.town.manager).post(scene.url("/berichten"), data={"text": "Ik bel je zo."})
    page = client_for(scene.town.employee).get(f"/mijn-meldingen/{scene.case_id}")

    assert "Ik bel je zo." in page.text


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "Schrijf eerst een bericht."), ("BSN 111222333", "burgerservicenummer")],
)
def test_a_message_that_cannot_be_sent_stays_in_the_box(scene, client_for, text, said):
    page = client_for(scene.town.manager).post(scene.url("/berichten"), data={"text": text})

    assert page.status_code == 422
    assert said in page.text
    assert text in page.text


def test_only_who_handles_a_case_writes_to_its_reporter(scene, client_for):
    data = {"text": "Hallo"}

    assert (
        client_for(scene.town.colleague).post(scene.url("/berichten"), data=data).status_code == 403
    )
    assert (
        client_for(scene.town.other_manager).post(scene.url("/berichten"), data=data).status_code
        == 404
    )


def test_a_case_is_passed_on_to_a_colleague_who_is_no_party(scene, client_for):
    client = client_for(scene.town.manager)
    page = client.get(scene.url("/behandelaar")).text
    answer = {"user": str(scene.town.deputy.id), "version": scene.version()}
    done = client.post(scene.url("/behandelaar"), data=answer)

    assert "Dana Vervanger (demo)" in page
    assert "Sanne Melder (demo)</option>" not in page
    assert done.status_code == 302
    assert scene.step("S05").assignee_id == scene.town.deputy.id


def test_passing_on_to_nobody_is_refused_at_the_field(scene, client_for):
    page = client_for(scene.town.manager).post(scene.url("/behandelaar"), data={"user": ""})

    assert page.status_code == 422
    assert "Maak een keuze." in page.text

import pytest

from tests.builders import a_location, a_person, an_organisation, stored
from tests.cases.builders import Counted, a_case, a_town
from tests.measures.desk import a_ban
from vpt.audit.models import AuditEntry
from vpt.core import clock
from vpt.core.actor import Role
from vpt.core.worktime import AMSTERDAM
from vpt.infra.db import db, unit_of_work
from vpt.measures.sightings import Encounter

NAME, SEEN = "Naaldeman Voorbeeld", "Naaldeman stond in de hal"


@pytest.fixture
def town(app):
    with app.app_context():
        town = a_town()
        with unit_of_work():
            town.desk = a_person(
                town.organisation, Role.RECEPTION, unit=town.unit, name="Rita Receptie (demo)"
            )
            elsewhere = an_organisation()
            town.others = [
                a_person(town.organisation, Role.RECEPTION, unit=town.other_unit),
                a_person(elsewhere, Role.RECEPTION),
                a_person(elsewhere, Role.COORDINATOR),
            ]
            town.there_id = a_location(town.organisation, "Werf", town.other_unit).id
        town.case = a_case(town)
        town.measure = a_ban(town, town.case, name=NAME)
        return town


def typed(**changes):
    now = clock.now().astimezone(AMSTERDAM)
    return {
        "kind": "here_now",
        "day": now.date().isoformat(),
        "time": f"{now:%H:%M}",
        "location": "",
        "text": SEEN,
        "police_called": "y",
        **changes,
    }


@pytest.fixture
def url(town):
    return f"/maatregelen/{town.measure.id}/gezien"


@pytest.mark.parametrize("address", ["/maatregelen", "/maatregelen/daglijst"])
def test_the_desk_sees_what_it_needs_and_nothing_of_the_case(town, client_for, address):
    page = client_for(town.desk).get(address)

    assert page.status_code == 200
    for told in (NAME, "Gebouwontzegging", "Balie 3", "niet alleen aan", "toestel 12"):
        assert told in page.text
    for hidden in (town.case.reference, str(town.case.id), "Bedreiging", "Sanne", "<img"):
        assert hidden not in page.text


def test_other_roles_are_sent_away(town, url, client_for):
    for person in (town.employee, town.manager, town.hr, town.support, town.privacy_officer):
        client = client_for(person)
        got = [
            client.get(one).status_code for one in ("/maatregelen", "/maatregelen/daglijst", url)
        ]
        assert got == [403, 403, 403]
        assert client.post(url, data=typed()).status_code == 403


def test_the_desk_of_another_location_or_organisation_sees_nothing(town, app, url, client_for):
    for other in town.others:
        client = client_for(other)
        assert NAME not in client.get("/maatregelen").text
        assert "Vandaag gelden er geen maatregelen" in client.get("/maatregelen").text
        assert client.get(url).status_code == 404
        assert client.post(url, data=typed()).status_code == 404
    with app.app_context():
        assert stored(Encounter) == []


def test_noting_an_encounter_takes_one_form(town, app, url, client_for):
    client = client_for(town.desk)

    form = client.get(url).text
    answer = client.post(url, data=typed(location=str(town.location.id)))

    assert NAME in form
    assert answer.location == "/maatregelen"
    assert "Genoteerd" in client.get("/maatregelen").text
    with app.app_context():
        [row] = stored(Encounter)
        assert (row.kind, row.police_called, row.location_id) == (
            "here_now", True, town.location.id,
        )  # fmt: skip


def test_the_case_shows_what_reception_noted_to_its_handler_only(town, url, client_for):
    client_for(town.desk).post(url, data=typed(location=str(town.location.id)))
    tab = f"/dossiers/{town.case.id}/maatregelen"

    page = client_for(town.manager).get(tab).text

    assert f"Is hier nu (Balie 3): {SEEN}" in page
    assert "De politie is gebeld." in page
    assert "Genoteerd door Rita Receptie (demo)." in page
    assert client_for(town.other_manager).get(tab).status_code == 404


BAD = [
    ({"kind": "stood_there"}, "Deze keuze bestaat niet meer. Kies opnieuw."),
    ({"text": ""}, "Schrijf op wat je zag"),
    ({"text": "Naaldeman met nummer 111222333"}, "burgerservicenummer"),
    ({"day": "2099-01-01"}, "moet nog komen"),
    ({"day": "2020-01-01"}, "Vertel het de coördinator"),
    ({"time": "25:00"}, "Vul een tijd in"),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    town, app, url, client_for, changes, sentence
):
    answer = client_for(town.desk).post(url, data=typed(**changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    if "text" not in changes:
        assert SEEN in answer.text
    with app.app_context():
        assert stored(Encounter) == []


def test_a_place_in_the_address_narrows_the_list(town, app, client_for):
    client = client_for(town.coordinator)

    assert NAME in client.get(f"/maatregelen?locatie={town.location.id}").text
    assert NAME not in client.get(f"/maatregelen?locatie={town.there_id}").text
    assert NAME not in client.get("/maatregelen?locatie=onzin").text


def test_the_first_page_of_reception_leads_with_the_list(town, client_for):
    home = client_for(town.desk).get("/").text

    assert home.index("1 maatregel") < home.index("Is er iets gebeurd?")
    assert 'href="/maatregelen"' in home
    assert NAME not in home  # names only on the list itself, where looking is written down


def test_looking_through_the_page_is_written_down(town, app, client_for):
    client_for(town.desk).get("/maatregelen")

    with app.app_context():
        [look] = [one for one in stored(AuditEntry) if one.action == "measure.shown_at_desk"]
    assert (look.subject_id, look.actor_id) == (town.measure.id, town.desk.id)
    assert NAME not in repr(vars(look))


def test_the_whole_page_takes_as_many_statements_for_fifty_measures_as_for_one(
    town, app, client_for
):
    client = client_for(town.desk)
    client.get("/maatregelen")

    def statements():
        with app.app_context():
            db.session.remove()
            with Counted() as counted:
                client.get("/maatregelen")
        return len(counted)

    one = statements()
    with app.app_context():
        for _ in range(49):
            a_ban(town, town.case)

    assert statements() == one <= 15

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.builders import a_person, an_organisation, stored
from tests.cases.builders import a_town
from tests.incidents.builders import a_picture
from tests.web.incidents.filling import a_page
from vpt.cases.models import Case
from vpt.core import clock
from vpt.incidents.evidence import Draft, Evidence
from vpt.incidents.models import Incident
from vpt.incidents.people import Involved
from vpt.infra.db import unit_of_work


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


def test_three_answers_make_an_incident_with_a_case(app, client_for, town):
    client = client_for(town.employee)

    response = a_page(client).send()

    assert response.status_code == 302
    with app.app_context():
        [incident] = stored(Incident)
        assert response.location == f"/melden/klaar/{incident.id}"
        assert incident.summary == "Bedreiging met de dood"
        assert [case.id for case in stored(Case)] == [incident.id]
        assert stored(Draft) == []


def test_the_page_after_sending_says_who_when_and_where_help_is(app, client_for, town):
    client = client_for(town.employee)

    page = client.get(a_page(client).send().location)

    assert page.status_code == 200
    with app.app_context():
        assert stored(Incident)[0].reference in page.text
    assert "Mehmet Leider (demo) pakt jouw melding op" in page.text
    assert "Bel 112" in page.text
    assert "Olga Opvang (demo)" in page.text


def test_a_filled_form_stores_all_of_it(app, client_for, town):
    answers = {
        "location": str(town.location.id),
        "place": "",
        "precision": "about",
        "narrative": "Hij sloeg op tafel 😡",
        "who": "Een man",
        "relation": "client",
        "perpetrators-0-name": "Çelik-O'Brien",
        "perpetrators-0-surname": "van 't Hoff",
        "perpetrators-0-birth_date": "1980-02-01",
        "witnesses-0-name": "Een collega",
        "injured": "y",
        "medical": "Blauwe plek",
        "damage-0-item": "Telefoon",
        "damage-0-euros": "250",
        "support": ["talk", "doctor"],
        "victim_score": "4",
        "recipient": "coordinator",
    }

    response = a_page(client_for(town.employee)).send(**answers)

    assert response.status_code == 302
    with app.app_context():
        [incident] = stored(Incident)
        assert incident.summary == "Bedreiging met de dood door een klant, aan de balie"
        assert incident.narrative == "Hij sloeg op tafel 😡"
        assert incident.answers["damage"] == [
            {"item": "Telefoon", "amount_cents": 25_000, "owner": "organisation"}
        ]
        assert (incident.victim_score, incident.recipient) == (4, "coordinator")
        names = {row.role: row.identity for row in stored(Involved)}
        assert names["perpetrator"]["name"] == "Çelik-O'Brien van 't Hoff"


def test_the_code_on_the_wall_fills_in_the_place(client_for, town):
    page = a_page(client_for(town.employee), f"/melden?plek={town.location.code.lower()}")

    assert f'selected value="{town.location.id}"' in page.html


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"categories": [], "subtypes": []}, "Kies wat er gebeurde"),
        ({"place": ""}, "Kies een locatie of beschrijf de plek"),
        ({"day": "2999-01-01"}, "Dit moment moet nog komen"),
        ({"day": "1999-12-31"}, "Kies een datum na 1 januari 2000"),
        ({"day": "30-02-2026"}, "Vul een datum in die bestaat"),
        ({"time": "25:99"}, "Vul een tijd in"),
        ({"precision": "period", "until_day": "2001-01-01"}, "Het einde ligt vóór het begin"),
        ({"narrative": "nummer 111222333"}, "burgerservicenummer"),
        ({"perpetrators-0-customer_number": "111222333"}, "burgerservicenummer"),
        ({"narrative": "x" * 20_001}, "Deze tekst is te lang"),
        ({"location": "niet-een-plek"}, "Deze keuze bestaat niet meer"),
        ({"absence_days": "veel"}, "Vul een heel getal in"),
    ],
)
def test_bad_input_is_named_at_the_field_and_everything_is_kept(
    app, client_for, town, answers, sentence
):
    client = client_for(town.employee)

    response = a_page(client).send(**{"literal_words": "Ik weet je te vinden", **answers})

    assert response.status_code == 422
    assert sentence in response.text
    assert "Ik weet je te vinden" in response.text
    with app.app_context():
        assert stored(Incident) == []
        assert stored(Draft)[0].content["literal_words"] == ["Ik weet je te vinden"]
    assert "Ik weet je te vinden" in client.get("/melden").text


def test_ten_megabytes_of_text_are_refused_at_the_field_and_kept(app, client_for, town):
    text = "lang " * 2_000_000

    response = a_page(client_for(town.employee)).send(narrative=text)

    assert response.status_code == 422
    assert "Deze tekst is te lang" in response.text
    with app.app_context():
        assert stored(Draft)[0].content["narrative"] == [text.strip()]


def test_control_characters_and_direction_marks_do_not_get_in(app, client_for, town):
    text = "a\x00b\u202ec\u2066d\re\r\nf\x1b"

    a_page(client_for(town.employee)).send(narrative=text, place="Balie \u202e3")

    with app.app_context():
        [incident] = stored(Incident)
        assert incident.narrative == "abcd\ne\nf"
        assert incident.answers["place"] == "Balie 3"


def test_a_clock_that_is_behind_or_ahead_a_little_is_no_obstacle(app, client_for, town):
    local = (clock.now() + timedelta(minutes=3)).astimezone(ZoneInfo("Europe/Amsterdam"))

    response = a_page(client_for(town.employee)).send(
        day=f"{local:%Y-%m-%d}", time=f"{local:%H:%M}"
    )

    assert response.status_code == 302


def test_about_a_colleague_nothing_is_stored_and_the_counsellor_is_shown(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.autosave(narrative="Hij is mijn collega")

    response = page.send(relation="colleague", narrative="Hij is mijn collega")

    assert response.status_code == 422
    assert "vertrouwenspersoon" in response.text
    assert "Hij is mijn collega" in response.text
    with app.app_context():
        assert stored(Incident) == stored(Draft) == []


def test_sending_twice_makes_one_incident(app, client_for, town):
    page = a_page(client_for(town.employee))

    first, second = page.send(), page.send()

    assert first.location == second.location
    with app.app_context():
        assert len(stored(Incident)) == 1
        assert stored(Draft) == []


def test_other_words_in_a_second_tab_stay_in_a_draft(app, client_for, town):
    page = a_page(client_for(town.employee))
    page.send(narrative="Zo ging het")

    response = page.send(narrative="Zo ging het, en hij gooide ook een stoel")

    assert response.status_code == 302
    with app.app_context():
        assert len(stored(Incident)) == 1
        assert stored(Draft)[0].content["narrative"] == ["Zo ging het, en hij gooide ook een stoel"]


def test_somebody_else_does_not_see_the_page_after_sending(client_for, app, town):
    location = a_page(client_for(town.employee)).send().location
    with app.app_context(), unit_of_work():
        stranger = a_person(an_organisation())

    assert client_for(town.colleague).get(location).status_code == 404
    assert client_for(stranger).get(location).status_code == 404


def test_a_photo_is_sent_along(app, client_for, town):
    photo = (a_picture("JPEG"), "foto van Jan.jpg")

    response = a_page(client_for(town.employee)).send(files=[photo])

    assert response.status_code == 302
    with app.app_context():
        [evidence] = stored(Evidence)
        assert evidence.subject_id == stored(Incident)[0].id
        assert evidence.title == "foto van Jan.jpg"
        assert evidence.preview_id is not None

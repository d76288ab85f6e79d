"""/beheer/organisatie: what papers say about the organisation, with its versions and back."""

import pytest

from tests.web.administration.settings_desk import House, a_house, hidden, set_to
from vpt.core import clock
from vpt.incidents.models import ReferenceCounter
from vpt.infra.db import db, unit_of_work

PAGE = "/beheer/organisatie"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def filled(house: House, **changes: str) -> dict[str, str]:
    row = house.organisation
    return {"version": "0", "name": row.name, "code": row.short_code, "sector": "", "region": "",
            "domicile": row.domicile, "help_text": "", **changes}  # fmt: skip


def test_a_change_is_told_before_it_is_stored(house, client_for):
    admin = client_for(house.admin)

    page = admin.post(PAGE, data=filled(house, name="Nieuwe Naam"))

    assert page.status_code == 200
    assert "Nieuwe Naam" in page.text
    assert "De nieuwe naam komt op elke pagina" in page.text
    assert house.row().name == house.organisation.name
    assert house.versions() == []


def test_what_was_seen_is_stored_with_who_and_what_it_was(house, client_for):
    admin = client_for(house.admin)

    answer = set_to(admin, PAGE, filled(house, name="Nieuwe Naam", help_text="Bel 0800"))

    assert answer.status_code == 302
    assert (house.row().name, house.row().help_text) == ("Nieuwe Naam", "Bel 0800")
    first, second = house.versions()
    assert first.content["name"] == house.organisation.name
    assert (second.content["name"], second.set_by) == ("Nieuwe Naam", house.admin.id)
    page = admin.get(PAGE).text
    assert "Ada Beheer (demo)" in page
    assert "Zo was het in het begin" in page


def test_the_trail_names_fields_and_never_what_was_typed(house, client_for):
    set_to(client_for(house.admin), PAGE, filled(house, domicile="Kerkstraat 9, Elders"))

    [entry] = house.trail()
    assert entry.fields == ["domicile"]
    assert entry.codes == {"kind": "organisation", "number": "1"}
    assert entry.subject_id == house.organisation.id


def test_values_that_were_changed_after_looking_are_shown_again_first(house, client_for):
    admin = client_for(house.admin)
    looked = admin.post(PAGE, data=filled(house, name="Eerst zo"))

    answer = admin.post(PAGE, data={**filled(house, name="Toch zo"), **hidden(looked.text)})

    assert answer.status_code == 200
    assert "Toch zo" in answer.text
    assert house.row().name == house.organisation.name


def test_two_people_at_once_lose_nothing_they_typed(house, client_for):
    admin = client_for(house.admin)
    data = {"version": "0", **filled(house, region="Salland")}
    looked = admin.post(PAGE, data=data)
    set_to(admin, PAGE, filled(house, region="Twente"))

    answer = admin.post(PAGE, data={**data, **hidden(looked.text), "version": "0"})

    assert answer.status_code == 409
    assert "Een collega was je voor" in answer.text
    assert "Salland" in answer.text
    assert house.row().region == "Twente"
    assert hidden(answer.text)["version"] == "1"


def test_an_older_version_can_be_seen_and_put_back(house, client_for):
    admin = client_for(house.admin)
    set_to(admin, PAGE, filled(house, region="Twente"))
    set_to(admin, PAGE, filled(house, region="Salland"))

    page = admin.get(f"{PAGE}/versies/1")
    answer = admin.post(f"{PAGE}/versies/1", data=hidden(page.text))

    assert "Salland" in page.text
    assert "Twente" in page.text
    assert answer.status_code == 302
    assert house.row().region == "Twente"
    assert (house.versions()[-1].number, house.versions()[-1].back_to) == (3, 1)
    assert "Teruggezet naar versie 1" in admin.get(PAGE).text


def test_going_back_from_a_page_that_is_no_longer_true_changes_nothing(house, client_for):
    admin = client_for(house.admin)
    set_to(admin, PAGE, filled(house, region="Twente"))
    page = admin.get(f"{PAGE}/versies/0")
    set_to(admin, PAGE, filled(house, region="Salland"))

    answer = admin.post(f"{PAGE}/versies/0", data=hidden(page.text))

    assert answer.status_code == 409
    assert house.row().region == "Salland"


def test_the_code_stays_once_a_reference_carries_it(house, client_for):
    admin = client_for(house.admin)
    with house.app.app_context(), unit_of_work():
        year = clock.now().year
        db.session.add(ReferenceCounter(organisation_id=house.organisation.id, year=year, last=1))
    looked = admin.post(PAGE, data=filled(house, code="ANDERS"))

    answer = admin.post(PAGE, data={**filled(house, code="ANDERS"), **hidden(looked.text)})

    assert answer.status_code == 422
    assert "De code blijft" in answer.text
    assert house.row().short_code == house.organisation.short_code


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "  ", "Vul dit veld in"),
        ("code", "a-b", "2 tot 6 hoofdletters"),
        ("domicile", "x" * 301, "hoogstens 300 tekens"),
        ("help_text", "x" * 501, "hoogstens 500 tekens"),
    ],
)
def test_nonsense_stands_at_its_field(house, client_for, field, value, said):
    answer = client_for(house.admin).post(PAGE, data=filled(house, **{field: value}))

    assert answer.status_code == 422
    assert said in answer.text
    assert house.versions() == []


def test_nobody_but_the_administrator_sets_it(house, client_for):
    set_to(client_for(house.admin), PAGE, filled(house, region="Achterhoek"))
    for person in (house.coordinator, house.employee):
        client = client_for(person)
        for address in (PAGE, f"{PAGE}/versies/0"):
            assert client.get(address).status_code == 403
            assert client.post(address, data=filled(house, name="X")).status_code == 403
    stranger = client_for(house.stranger)
    assert stranger.get(f"{PAGE}/versies/0").status_code == 404
    assert "Achterhoek" not in stranger.get(PAGE).text
    assert house.row().region == "Achterhoek"

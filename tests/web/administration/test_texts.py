"""/beheer/teksten: own words, really on the pages they name."""

import pytest
from sqlalchemy import select

from tests.builders import a_person
from tests.web.administration.settings_desk import House, a_house, hidden, set_to
from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.accounts.rules import OrganisationKind
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work

PAGE = "/beheer/teksten"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def test_the_list_tells_which_texts_are_own(house, client_for):
    admin = client_for(house.admin)
    set_to(admin, f"{PAGE}/melden", {"nl": "Vertel het {organisatie}.", "en": ""})

    page = admin.get(PAGE).text

    assert page.count("Eigen tekst") == 1
    assert page.count("Gewone tekst") == 4
    assert "Vertel het {organisatie}." in page


@pytest.mark.parametrize(
    ("slug", "address"),
    [("melden", "/melden"), ("privacy", "/privacy")],
)
def test_a_text_is_seen_as_readers_will_and_then_stands_on_its_page(
    house, client_for, slug, address
):
    admin, words = (
        client_for(house.admin),
        {"nl": "Welkom bij {organisatie} & co.", "en": "", "version": "0"},
    )

    looked = admin.post(f"{PAGE}/{slug}", data=words)
    answer = set_to(admin, f"{PAGE}/{slug}", words)

    said = f"Welkom bij {house.organisation.name} &amp; co."
    assert said in looked.text
    assert "Er is nog niets bewaard" in looked.text
    assert "Wie Engels leest, ziet ook de Nederlandse tekst." in looked.text
    assert answer.status_code == 302
    assert said in client_for(house.employee).get(address).text
    assert said not in client_for(house.stranger).get(address).text


def test_the_route_to_the_counsellor_names_them(house, client_for):
    with house.app.app_context(), unit_of_work():
        a_person(house.organisation, Role.COUNSELLOR, name="Vera Vertrouwen (demo)")
    set_to(client_for(house.admin), f"{PAGE}/vertrouwenspersoon",
           {"nl": "Ga naar {vertrouwenspersonen}.", "en": ""})  # fmt: skip

    page = client_for(house.employee).get("/melden").text

    assert "Ga naar Vera Vertrouwen (demo)." in page


def test_help_with_signing_in_is_the_only_employers(house, client_for):
    with house.app.app_context(), unit_of_work():
        for row in db.session.scalars(select(Organisation)):
            if row.id != house.organisation.id:
                row.kind = OrganisationKind.POLICE
    set_to(client_for(house.admin), f"{PAGE}/inloggen", {"nl": "Bel de servicedesk.", "en": ""})

    assert "Bel de servicedesk." in client_for(None).get("/inloggen").text


def test_with_more_employers_nobody_is_told_of_the_others(house, client_for):
    set_to(client_for(house.admin), f"{PAGE}/inloggen", {"nl": "Bel de servicedesk.", "en": ""})

    page = client_for(None).get("/inloggen").text

    assert "Bel de servicedesk." not in page
    assert "Lukt inloggen niet?" in page
    assert "je werkgever" in client_for(None).get("/privacy").text


def test_an_english_reader_hears_that_a_text_is_dutch(house, client_for):
    set_to(client_for(house.admin), f"{PAGE}/melden", {"nl": "Alleen Nederlands.", "en": ""})
    with house.app.app_context(), unit_of_work():
        db.session.get_one(User, house.employee.id).locale = "en"

    assert (
        '<span lang="nl">Alleen Nederlands.</span>'
        in client_for(house.employee).get("/melden").text
    )


def test_the_text_of_before_can_be_put_back(house, client_for):
    admin = client_for(house.coordinator)
    set_to(admin, f"{PAGE}/melden", {"nl": "Eerste.", "en": "First."})
    page = admin.get(f"{PAGE}/melden/versies/0")

    answer = admin.post(f"{PAGE}/melden/versies/0", data=hidden(page.text))

    assert "De gewone tekst" in page.text
    assert answer.status_code == 302
    assert house.row().texts == {}
    [first, second] = house.trail()
    assert first.fields == ["nl", "en"]
    assert second.codes == {"kind": "texts", "number": "2", "back_to": "0"}


def test_two_people_at_once_lose_nothing(house, client_for):
    admin, words = client_for(house.admin), {"nl": "Later.", "en": "", "version": "0"}
    looked = admin.post(f"{PAGE}/melden", data=words)
    set_to(admin, f"{PAGE}/melden", {"nl": "Eerder.", "en": ""})

    answer = admin.post(f"{PAGE}/melden", data={**hidden(looked.text), **words})

    assert answer.status_code == 409
    assert "Later." in answer.text
    assert house.row().texts["report_intro"]["nl"] == "Eerder."


def test_a_blank_that_is_not_on_the_list_stands_at_its_field(house, client_for):
    answer = client_for(house.admin).post(
        f"{PAGE}/melden", data={"nl": "Bel {wachtwoord}", "version": "0"}
    )

    assert answer.status_code == 422
    assert "{wachtwoord} kan hier niet" in answer.text


def test_a_citizen_service_number_stands_at_its_field(house, client_for):
    answer = client_for(house.admin).post(
        f"{PAGE}/melden", data={"nl": "Noem 111222333.", "version": "0"}
    )

    assert answer.status_code == 422
    assert "burgerservicenummer" in answer.text


def test_only_who_keeps_texts_opens_them(house, client_for):
    assert client_for(house.coordinator).get(PAGE).status_code == 200
    set_to(client_for(house.admin), f"{PAGE}/melden", {"nl": "Van ons.", "en": ""})
    employee, stranger = client_for(house.employee), client_for(house.stranger)

    for address in (PAGE, f"{PAGE}/melden", f"{PAGE}/melden/versies/0"):
        assert employee.get(address).status_code == 403
    assert employee.post(f"{PAGE}/melden", data={"nl": "X"}).status_code == 403
    assert stranger.get(f"{PAGE}/melden/versies/0").status_code == 404
    assert stranger.get(f"{PAGE}/bestaat-niet").status_code == 404
    assert "Van ons." not in stranger.get(PAGE).text

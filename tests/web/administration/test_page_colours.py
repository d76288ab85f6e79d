"""/beheer/kleuren: one colour, read everywhere, shown before it is stored."""

import pytest

from tests.web.administration.settings_desk import House, a_house, hidden, set_to
from vpt.core import colours

PAGE = "/beheer/kleuren"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def test_the_page_itself_shows_the_colour_before_it_is_stored(house, client_for):
    admin = client_for(house.admin)

    page = admin.post(PAGE, data={"base": "#7A1F5C", "version": "0"})

    assert page.status_code == 200
    assert "/beheer/kleuren/voorbeeld/7a1f5c.css" in page.text
    assert "--brand-500: #7a1f5c;" in admin.get("/beheer/kleuren/voorbeeld/7a1f5c.css").text
    assert house.row().brand == {}


def test_a_stored_colour_reaches_every_page_at_once(house, client_for):
    set_to(client_for(house.admin), PAGE, {"base": "7a1f5c"})

    assert house.row().brand == colours.shades("#7a1f5c")
    page = client_for(house.employee).get("/").text
    address = f"/huisstijl/{house.organisation.id}.css?v=7a1f5c"
    assert address in page
    assert "--brand-600" in client_for(house.employee).get(address).text
    [entry] = house.trail()
    assert (entry.fields, entry.codes["number"]) == (["base"], "1")


def test_a_colour_that_is_too_light_is_refused_with_one_that_fits(house, client_for):
    answer = client_for(house.admin).post(PAGE, data={"base": "#ffd500", "version": "0"})

    assert answer.status_code == 422
    assert colours.dark_enough("#ffd500") in answer.text


@pytest.mark.parametrize("base", ["blauw", "#12345", "#1234567", "url(x)", "#ggggg0"])
def test_what_is_no_colour_stands_at_its_field(house, client_for, base):
    answer = client_for(house.admin).post(PAGE, data={"base": base, "version": "0"})

    assert answer.status_code == 422
    assert "# met zes tekens" in answer.text


def test_the_colours_of_before_can_be_put_back(house, client_for):
    admin = client_for(house.admin)
    set_to(admin, PAGE, {"base": "#7a1f5c"})
    page = admin.get(f"{PAGE}/versies/0")

    answer = admin.post(f"{PAGE}/versies/0", data=hidden(page.text))

    assert "De kleuren van VPT" in page.text
    assert answer.status_code == 302
    assert house.row().brand == {}


def test_two_people_at_once_choose_one_colour(house, client_for):
    admin = client_for(house.admin)
    looked = admin.post(PAGE, data={"base": "#154273", "version": "0"})
    set_to(admin, PAGE, {"base": "#7a1f5c"})

    answer = admin.post(PAGE, data={**hidden(looked.text), "base": "#154273", "version": "0"})

    assert answer.status_code == 409
    assert house.row().brand["500"] == "#7a1f5c"


def test_nobody_but_the_administrator_colours_anything(house, client_for):
    set_to(client_for(house.admin), PAGE, {"base": "#7a1f5c"})

    for person in (house.coordinator, house.employee):
        client = client_for(person)
        for address in (PAGE, f"{PAGE}/versies/0", f"{PAGE}/voorbeeld/7a1f5c.css"):
            assert client.get(address).status_code == 403
    assert client_for(house.stranger).get(f"{PAGE}/versies/0").status_code == 404
    assert client_for(house.admin).get(f"{PAGE}/voorbeeld/rood.css").status_code == 404

"""/beheer/zegel: the seal in use, without any key in the browser."""

import pytest

from tests.builders import give_seal
from tests.web.administration.settings_desk import House, a_house
from vpt.core import clock

PAGE = "/beheer/zegel"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def test_without_a_seal_it_says_how_to_get_one(house, client_for):
    page = client_for(house.admin).get(PAGE)

    assert "Er is geen zegel" in page.text
    assert "flask vpt seal create" in page.text
    assert client_for(house.admin).get(f"{PAGE}/uitgever.pem").status_code == 404


def test_the_seal_is_told_with_its_issuer_and_never_its_key(house, client_for):
    with house.app.app_context():
        old = give_seal(house.organisation, now=clock.now())
        new = give_seal(house.organisation, now=clock.now())
    admin = client_for(house.admin)

    page, issuer = admin.get(PAGE).text, admin.get(f"{PAGE}/uitgever.pem")

    assert new.fingerprint[:4] in page
    assert old.fingerprint[:4] in page
    assert "Eerdere zegels" in page
    assert issuer.data == new.ca_certificate_pem
    assert "attachment" in issuer.headers["Content-Disposition"]
    assert b"PRIVATE" not in issuer.data + page.encode()


def test_nobody_but_the_administrator_looks_at_it(house, client_for):
    for person in (house.coordinator, house.employee):
        for address in (PAGE, f"{PAGE}/uitgever.pem"):
            assert client_for(person).get(address).status_code == 403
    with house.app.app_context():
        give_seal(house.organisation, now=clock.now())
    assert client_for(house.stranger).get(f"{PAGE}/uitgever.pem").status_code == 404

from dataclasses import replace

import pytest

from tests.builders import NOW, a_person, an_organisation
from vpt.accounts import service
from vpt.accounts.people import User
from vpt.app import create_app
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id


def a_demo(app, *, is_demo=True):
    with app.app_context(), unit_of_work():
        service.ensure_installation(is_demo=is_demo, now=NOW)
        person = a_person(an_organisation(), Role.COORDINATOR, name="Sanne de Vries (demo)")
        db.session.get_one(User, person.id).demo_role = "Coördinator"
        return person


def click(app, person_id, **kwargs):
    client = app.test_client()
    return client, client.post("/demo/inloggen", data={"user": str(person_id)}, **kwargs)


def test_a_demo_offers_its_people_and_one_click_lets_in(app):
    person = a_demo(app)

    page = app.test_client().get("/inloggen")
    client, response = click(app, person.id)

    assert "Sanne de Vries (demo)" in page.text
    assert response.location == "/"
    assert client.get("/account").status_code == 200


def test_every_page_of_a_demo_says_so(app):
    a_demo(app)

    for url in ("/inloggen", "/wachtwoord-vergeten"):
        assert "vpt-demo" in app.test_client().get(url).text


def test_a_real_database_offers_nothing_and_refuses(app):
    person = a_demo(app, is_demo=False)

    page = app.test_client().get("/inloggen")
    client, response = click(app, person.id)

    assert "Sanne" not in page.text
    assert "vpt-demo" not in page.text
    assert response.status_code == 404
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.4"}},
        {"headers": {"X-Forwarded-For": "192.0.2.4"}},
        {"headers": {"Forwarded": "for=192.0.2.4"}},
    ],
    ids=["another machine", "a proxy", "a modern proxy"],
)
def test_nobody_from_elsewhere_gets_in_with_one_click(app, elsewhere):
    person = a_demo(app)

    page = app.test_client().get("/inloggen", **elsewhere)
    _, response = click(app, person.id, **elsewhere)

    assert "Sanne" not in page.text
    assert response.status_code == 404


def test_production_never_offers_it(app, settings):
    person = a_demo(app)
    other = create_app(replace(settings, production=True))
    other.config["WTF_CSRF_ENABLED"] = False

    page = other.test_client().get("/inloggen")
    _, response = click(other, person.id)
    with other.app_context():
        db.engine.dispose()
        other.extensions["vpt_queue"].storage.close()

    assert "Sanne" not in page.text
    assert response.status_code == 404


def test_only_the_offered_people_get_in(app):
    a_demo(app)
    with app.app_context(), unit_of_work():
        hidden = a_person(an_organisation())

    for person_id, status in ((hidden.id, 403), (new_id(), 403), ("niets", 404)):
        client, response = click(app, person_id)
        assert response.status_code == status
        assert client.get("/account").status_code == 302


def test_one_click_asks_for_the_token_of_the_page(app):
    person = a_demo(app)
    app.config["WTF_CSRF_ENABLED"] = True

    assert click(app, person.id)[1].status_code == 400

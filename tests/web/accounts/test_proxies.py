from dataclasses import replace

import pytest

from tests import databases
from vpt.app import create_app


@pytest.fixture
def behind(settings):
    made = []

    def make(proxies):
        app = create_app(replace(settings, proxies=proxies))
        app.config["WTF_CSRF_ENABLED"] = False
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            databases.close(app)


def wrong(app, number, forwarded):
    return app.test_client().post(
        "/inloggen",
        data={"email": f"nr{number}@voorbeeld.example", "password": "mis"},
        headers={"X-Forwarded-For": forwarded},
    )


def test_behind_a_proxy_visitors_are_counted_apart(behind):
    app = behind(1)
    for number in range(30):
        wrong(app, number, "192.0.2.1")

    assert wrong(app, 30, "192.0.2.1").status_code == 429
    assert wrong(app, 31, "192.0.2.2").status_code == 422


def test_a_visitor_cannot_make_up_an_address_in_front_of_the_proxys_word(behind):
    app = behind(1)
    for number in range(30):
        wrong(app, number, f"10.0.0.{number}, 192.0.2.1")

    assert wrong(app, 30, "10.0.0.99, 192.0.2.1").status_code == 429


def test_without_a_proxy_nobody_is_believed(behind):
    app = behind(0)
    for number in range(30):
        wrong(app, number, f"192.0.2.{number}")

    assert wrong(app, 30, "192.0.2.99").status_code == 429

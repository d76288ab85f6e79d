from dataclasses import replace

from tests import databases
from vpt.app import create_app


def test_says_that_every_part_works(app):
    response = app.test_client().get("/gezond")

    assert response.status_code == 200
    assert {response.json[part] for part in ("database", "keys", "queue")} == {"up"}


def test_says_503_and_which_part_when_the_keys_are_gone(settings):
    app = create_app(replace(settings, keys_folder=settings.instance / "no keys"))
    try:
        response = app.test_client().get("/gezond")
    finally:
        with app.app_context():
            databases.close(app)

    assert response.status_code == 503
    assert response.json["keys"] == "down"

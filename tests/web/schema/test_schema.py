"""Anybody can read the shape of the data inside a dossier."""

from pathlib import Path

ADDRESS = "/schema/dossier-1.json"
PUBLISHED = Path(__file__).parents[3] / "docs" / "schema" / "dossier-1.json"


def test_a_stranger_reads_the_schema(app):
    answer = app.test_client().get(ADDRESS)

    assert answer.status_code == 200
    assert answer.mimetype == "application/schema+json"
    assert answer.json["$id"] == ADDRESS


def test_what_is_served_is_what_the_documentation_holds(app):
    served = app.test_client().get(ADDRESS).data

    assert served == PUBLISHED.read_bytes()


def test_nobody_can_write_it(app):
    assert app.test_client().post(ADDRESS, data=b"{}").status_code == 405

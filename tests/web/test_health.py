from pathlib import Path


def test_says_that_every_part_works(app):
    response = app.test_client().get("/gezond")

    assert response.status_code == 200
    assert {response.json[part] for part in ("database", "keys", "queue")} == {"up"}


def test_says_503_and_which_part_when_the_keys_are_gone(app, settings):
    hidden = Path(settings.keys_folder / "master.keyset")
    content = hidden.read_bytes()
    hidden.unlink()
    try:
        response = app.test_client().get("/gezond")
    finally:
        hidden.write_bytes(content)
        hidden.chmod(0o600)

    assert response.status_code == 503
    assert response.json["keys"] == "down"

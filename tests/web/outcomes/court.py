"""Recording on the pages what the chain decided."""

from datetime import timedelta

from vpt.core import clock

PAGE = {
    "S17": "/nieuws-politie",
    "S20": "/beslissing-om",
    "S22": "/burgemeester",
    "S23": "/zitting",
}


def day(days):
    """Return a day counted from today, as a form sends it."""
    return (clock.now() + timedelta(days=days)).date().isoformat()


ANSWER = {
    "S20": {
        "outcome": "summons", "number": "08/123456-26", "hearing_on": day(30),
        "hearing_time": "13:30", "court": "Politierechter", "place": "Almelo",
    },
    "S22": {"outcome": "person_centred", "words": "Er komt een vaste contactpersoon."},
    "S23": {"outcome": "convicted_compensation", "amount_1": "850,00", "measure_1": "yes"},
}  # fmt: skip


def url(scene, key):
    """Return the address of the page of a step."""
    return scene.step_url(key, PAGE[key])


def post(scene, client, key, **changed):
    """Send the form of a step."""
    data = {"version": scene.version(), **ANSWER[key], **changed}
    return client.post(url(scene, key), data=data)


def to_court(scene, client, **changed):
    """Summon the suspect, and record the judgment."""
    for key in ("S20", "S23"):
        done = post(scene, client, key, **(changed if key == "S23" else {}))
        assert done.status_code == 302, done.text


def mine(scene):
    """Return the address of the own page with news."""
    return f"/mijn-meldingen/{scene.case_id}/nieuws"

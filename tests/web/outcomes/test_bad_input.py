"""The forms of the chain, every field filled with what nobody should post."""

import pytest

from tests.builders import stored
from tests.web.outcomes.court import post, url
from tests.web.test_bad_input import BAD, FIELDS, MARKUP
from vpt.outcomes.models import ChainOutcome

FORMS = {"S20": "outcomes.decision", "S22": "outcomes.mayor", "S23": "outcomes.judgment"}
CHOSEN = {"S20": "summons", "S22": "ordered", "S23": "convicted_compensation"}


@pytest.mark.parametrize("key", FORMS)
def test_nothing_that_is_typed_breaks_a_page(scene, client_for, key):
    client = client_for(scene.town.coordinator)
    if key == "S23":
        post(scene, client, "S20")
    before = len(kept(scene))
    for bad in BAD.values():
        data = dict.fromkeys(FIELDS[FORMS[key]], bad) | {"outcome": CHOSEN[key]}
        answered = client.post(url(scene, key), data=data | {"version": scene.version()})

        assert answered.status_code in {409, 413, 422}, (bad[:20], answered.status_code)
        assert MARKUP not in answered.text
    assert len(kept(scene)) == before


def kept(scene):
    with scene.app.app_context():
        return stored(ChainOutcome)

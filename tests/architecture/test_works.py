"""Work that a protocol may name has a page to do it on, and is done in the demo."""

import pytest

from vpt.demo.acts import ACTS
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text
from vpt.web.rooms import EXTENSION

NAMED = {step.work for step in loader.load(reference_text()).steps if step.work}


def test_every_work_of_the_reference_protocol_has_a_page(app):
    works = app.extensions[EXTENSION].works

    assert set(works) >= NAMED


def test_the_page_of_a_work_takes_the_case_and_the_step(app):
    rules = {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}

    wrong = [
        endpoint
        for endpoint in app.extensions[EXTENSION].works.values()
        if rules[endpoint] != {"case_id", "step_id"}
    ]
    assert wrong == []


@pytest.mark.parametrize("work", sorted(NAMED))
def test_the_demo_does_every_work(work):
    assert work in ACTS

"""Scenes of the chain: a case at the prosecution with two victims and somebody who reported it."""

from datetime import timedelta

import pytest

from tests.cases.builders import a_case, a_ref, a_town, complete, version_of
from tests.web.scenes import Scene
from vpt.cases import findings
from vpt.core import clock
from vpt.infra.db import db, unit_of_work

FACTS = ("criminal_file_at_om", "public_order")


@pytest.fixture
def scene(app):
    """Sanne reported it; Carlijn and Dana are the victims, Dana without being asked anything."""
    with app.app_context():
        town = a_town()
        begun = clock.now() - timedelta(hours=20)
        victims = (town.colleague, town.deputy)
        case = a_case(town, reporter=town.employee, victims=victims, at=begun)
        complete(town.manager, case, a_ref("S05"), "criminal", begun + timedelta(hours=1))
        for key in FACTS:
            with unit_of_work():
                findings.record_fact(
                    town.coordinator.actor(), case.id, (key, None), value=True,
                    version=version_of(case), now=begun + timedelta(hours=2),
                )  # fmt: skip
        db.session.refresh(town.organisation)
        db.session.refresh(town.location)
        return Scene(app, town, case.id)

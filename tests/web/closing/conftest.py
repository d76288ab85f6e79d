"""The scenes these pages are tested in: a case that runs, and one that is ready to close."""

import pytest

from tests.cases.builders import a_ref, complete
from tests.web.scenes import Scene, scene
from vpt.cases.models import Case
from vpt.core import clock
from vpt.infra.db import db

__all__ = ["scene"]


@pytest.fixture
def ready(scene: Scene) -> Scene:
    """The scene with everything decided that a case needs before it closes."""
    with scene.app.app_context():
        town, now = scene.town, clock.now()
        case = db.session.get_one(Case, (town.organisation.id, scene.case_id))
        complete(town.manager, case, a_ref("S02"), "supported", at=now)
        complete(town.manager, case, a_ref("S05"), "not_criminal", at=now)
        complete(town.hr, case, a_ref("S18"), "finished", at=now)
        complete(town.manager, case, a_ref("S19"), "reporter_and_team", at=now)
    return scene

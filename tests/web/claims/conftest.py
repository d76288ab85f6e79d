"""The scene these pages are tested in: somebody's damage is on the table."""

import pytest

from tests.claims.builders import add, an_item, victim_of
from tests.web.scenes import Scene, scene
from vpt.cases.models import Case
from vpt.claims.rules import ItemKind
from vpt.infra.db import db

__all__ = ["scene"]


@pytest.fixture
def damaged(scene: Scene) -> Scene:
    """The scene with a screen of the employer and two items of the victim on the list."""
    with scene.app.app_context():
        case = db.session.get_one(Case, (scene.town.organisation.id, scene.case_id))
        victim = victim_of(case)
        add(scene.town.hr, case, an_item())
        add(scene.town.hr, case, an_item(victim, amount_cents=8500, what="Bril"))
        medical = an_item(victim, kind=ItemKind.MEDICAL, amount_cents=4200, what="Fysiotherapie")
        add(scene.town.hr, case, medical)
    return scene

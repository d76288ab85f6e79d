"""A scene whose case may be criminal, with stalking in it, and a seal to make papers with."""

from datetime import timedelta

import pytest

from tests.cases.builders import a_case, a_ref, a_town, complete
from tests.web.scenes import Scene
from vpt.cases import founding
from vpt.cases.opening import Seen
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import seals
from vpt.infra.db import unit_of_work


@pytest.fixture
def scene(app):
    with app.app_context():
        town = a_town()
        begun = clock.now() - timedelta(hours=20)
        case = a_case(town, seen=Seen(subtypes=("stalking",)), at=begun)
        complete(town.manager, case, a_ref("S05"), "criminal", begun + timedelta(hours=1))
        material = founding.make_seal(town.organisation.name, demo=True, now=clock.now())
        with unit_of_work():
            owner = Author(organisation_id=town.organisation.id)
            seals.store(owner, town.organisation.keyset_id, material, now=clock.now())
        return Scene(app, town, case.id)

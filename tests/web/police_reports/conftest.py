"""A scene whose case may be criminal, with stalking in it, and a seal to make papers with."""

from datetime import timedelta

import pytest

from tests.builders import give_seal
from tests.cases.builders import a_case, a_ref, a_town, complete
from tests.web.scenes import Scene
from vpt.cases.opening import Seen
from vpt.core import clock


@pytest.fixture
def scene(app):
    with app.app_context():
        town = a_town()
        begun = clock.now() - timedelta(hours=20)
        case = a_case(town, seen=Seen(subtypes=("stalking",)), at=begun)
        complete(town.manager, case, a_ref("S05"), "criminal", begun + timedelta(hours=1))
        give_seal(town.organisation, now=clock.now())
        return Scene(app, town, case.id)

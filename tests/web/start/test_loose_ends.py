"""What lies with nobody stands on the first page of who keeps the settings."""

import pytest
from flask import Flask

from tests.builders import a_person
from tests.cases.builders import Town, a_town, disable
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work


@pytest.fixture
def town(app: Flask) -> Town:
    with app.app_context():
        made = a_town()
        disable(made.manager)
        return made


def test_the_administrator_sees_what_is_missing_with_a_way_out(app, town, client_for):
    with app.app_context(), unit_of_work():
        keeper = client_for(a_person(town.organisation, Role.ADMINISTRATOR))

    for page in (keeper.get("/").text, keeper.get("/beheer").text):
        assert "Dit ligt bij niemand" in page
        assert "Afdeling zonder leidinggevende: Publieksbalie" in page
        assert "Je bent de enige beheerder" in page
        assert 'href="/beheer/afdelingen"' in page


@pytest.mark.parametrize("who", ["employee", "coordinator", "privacy_officer"])
def test_others_are_not_bothered_with_it(town, client_for, who):
    assert "Dit ligt bij niemand" not in client_for(getattr(town, who)).get("/").text

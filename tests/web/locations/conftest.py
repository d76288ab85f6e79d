"""An organisation with one place, and who may set it."""

from dataclasses import dataclass

import pytest
from flask import Flask

from tests.builders import Person, a_location, a_person, a_unit, an_organisation
from vpt.accounts.models import Location, Unit
from vpt.core.actor import Role
from vpt.infra.db import unit_of_work


@dataclass
class Scene:
    """The people and the places of these tests."""

    app: Flask
    admin: Person
    employee: Person
    elsewhere: Person
    place: Location
    unit: Unit

    def url(self, rest: str = "") -> str:
        """Return the address of a page of the place."""
        return f"/beheer/locaties/{self.place.id}{rest}"


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context(), unit_of_work():
        organisation, other = an_organisation(), an_organisation("Gemeente Elders (demo)")
        unit = a_unit(organisation)
        return Scene(
            app=app,
            admin=a_person(organisation, Role.ADMINISTRATOR),
            employee=a_person(organisation, unit=unit),
            elsewhere=a_person(other, Role.ADMINISTRATOR),
            place=a_location(organisation, "Balie Stadhuis", unit),
            unit=unit,
        )

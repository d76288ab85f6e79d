"""An organisation that was set up long ago, with the people who keep and confirm its roles."""

from dataclasses import dataclass

from tests.builders import LONG_AGO, NOW, Person, a_person, a_unit, an_organisation
from vpt.accounts.models import Organisation, Unit
from vpt.core.actor import Actor, Role


@dataclass(frozen=True)
class Town:
    """The people of one organisation."""

    organisation: Organisation
    unit: Unit
    keeper: Person
    coordinator: Person
    officer: Person
    colleague: Person

    def acting(self, person: Person) -> Actor:
        """Return somebody as services know them."""
        return person.actor(NOW)


def a_town(*, in_set_up: bool = False) -> Town:
    """Return an organisation with administrator, coordinator, privacy officer and an employee."""
    organisation = an_organisation()
    organisation.set_up_at = None if in_set_up else LONG_AGO
    unit = a_unit(organisation)
    return Town(
        organisation=organisation,
        unit=unit,
        keeper=a_person(organisation, Role.ADMINISTRATOR, name="Kees (demo)"),
        coordinator=a_person(organisation, Role.COORDINATOR, name="Carla (demo)"),
        officer=a_person(organisation, Role.PRIVACY_OFFICER, name="Fenna (demo)"),
        colleague=a_person(organisation, unit=unit, name="Wim (demo)"),
    )

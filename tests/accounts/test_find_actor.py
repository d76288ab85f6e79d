import pytest

from tests.builders import NOW, a_person, a_unit, an_organisation
from vpt.core.actor import Permission, Role
from vpt.infra.db import unit_of_work


@pytest.mark.parametrize(
    ("role", "leads_cases"),
    [
        pytest.param(Role.EMPLOYEE, True, id="an employee who leads a unit is its manager"),
        pytest.param(Role.PARTNER, False, id="a partner's contact leads no cases"),
        pytest.param(Role.ANALYST, False, id="nor does an analyst of the region"),
    ],
)
def test_who_leads_a_unit_handles_its_cases(app, role, leads_cases):
    with app.app_context():
        with unit_of_work():
            organisation = an_organisation()
            person = a_person(organisation, role)
            a_unit(organisation, manager=person)

        actor = person.actor(NOW)

        assert actor.may(Permission.CASE_READ) is leads_cases
        assert (Role.MANAGER in actor.roles) is leads_cases

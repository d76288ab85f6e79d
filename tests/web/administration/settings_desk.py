"""A town with an administrator, and short ways to set something in two steps."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from tests.builders import Person, a_person, an_organisation, stored
from vpt.accounts.models import Organisation
from vpt.audit.models import AuditEntry
from vpt.core.actor import Role
from vpt.history.models import SettingVersion
from vpt.infra.db import unit_of_work

FIELD = re.compile(r'name="(version|shown)"[^>]*value="([^"]*)"')


@dataclass
class House:
    """An organisation, its administrator, a colleague, and the administrator of another one."""

    app: Flask
    organisation: Organisation
    admin: Person
    coordinator: Person
    employee: Person
    stranger: Person

    def row(self) -> Organisation:
        """Return the organisation as stored."""
        with self.app.app_context():
            return next(row for row in stored(Organisation) if row.id == self.organisation.id)

    def versions(self) -> list[SettingVersion]:
        """Return the versions kept here, oldest first."""
        with self.app.app_context():
            rows = [r for r in stored(SettingVersion) if r.organisation_id == self.organisation.id]
        return sorted(rows, key=lambda row: row.number)

    def trail(self, action: str = "setting.changed") -> list[AuditEntry]:
        """Return what was written down."""
        with self.app.app_context():
            return [row for row in stored(AuditEntry) if row.action == action]


def a_house(app: Flask) -> House:
    with app.app_context(), unit_of_work():
        organisation, other = an_organisation(), an_organisation("Elders (demo)")
        return House(
            app,
            organisation,
            admin=a_person(organisation, Role.ADMINISTRATOR, name="Ada Beheer (demo)"),
            coordinator=a_person(organisation, Role.COORDINATOR),
            employee=a_person(organisation),
            stranger=a_person(other, Role.ADMINISTRATOR),
        )


def hidden(page: str) -> dict[str, str]:
    """Return the hidden fields of a setting's form."""
    return dict(FIELD.findall(page))


def set_to(client: FlaskClient, address: str, data: dict[str, object]):
    """Look at the consequences and store: what somebody does who reads the page."""
    before = hidden(client.get(address).text)
    looked = client.post(address, data={**data, **before})
    assert looked.status_code == 200, looked.text
    return client.post(address, data={**data, **hidden(looked.text)})

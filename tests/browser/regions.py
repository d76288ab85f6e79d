"""Two sites for tests that share them: the demo region, and an organisation on its first day."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from sqlalchemy import select

from tests import databases
from tests.browser import open_work
from tests.browser.serving import Site, serving
from tests.builders import Person, a_person, an_organisation
from tests.cases.builders import a_town
from vpt.accounts import queries as accounts
from vpt.accounts.people import User
from vpt.accounts.rules import OrganisationKind
from vpt.app import create_app
from vpt.core import clock
from vpt.core.actor import GRANTS, Role
from vpt.demo import service as demo
from vpt.infra.db import db, unit_of_work

SCALE = 0.03
"""The hand-picked cases of the demo and a few more."""


@dataclass(frozen=True)
class Region:
    """A site and who works there: somebody per role, and by name."""

    site: Site
    people: dict[Role, Person]
    named: dict[str, Person]

    def somebody(self, role: Role) -> Person:
        """Return who stands for a role."""
        return self.people[role]


@pytest.fixture(scope="session")
def region(
    database: databases.Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    """The demo region: cases in every stage, evidence, documents, messages."""
    with _own_site(database, tmp_path_factory, "region") as site:
        with ThreadPoolExecutor(1) as aside:  # sealing has an event loop, and so has the browser
            named = aside.submit(_seeded, site.app).result()
        yield Region(site, _by_role(site, named), named)


@pytest.fixture(scope="session")
def first_day(
    database: databases.Database, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Region]:
    """An organisation that has everybody and nothing to do yet."""
    with _own_site(database, tmp_path_factory, "first-day") as site:
        with site.app.app_context():
            people = _staff()
        yield Region(site, people, {})


@contextmanager
def _own_site(
    database: databases.Database, factory: pytest.TempPathFactory, name: str
) -> Iterator[Site]:
    folder = factory.mktemp(name)
    settings = replace(
        database.settings,
        instance=folder,
        database_url=database.fresh(folder),
        storage_folder=folder / "files",
        queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
    )
    app: Flask = create_app(settings)
    with serving(app) as site:
        yield site
    with app.app_context():
        databases.close(app)


def _seeded(app: Flask) -> dict[str, Person]:
    with app.app_context():
        demo.seed(now=clock.now(), scale=SCALE)
        named = dict(_named())
        open_work.add(named, now=clock.now())
        db.session.remove()
        return named


def _named() -> Iterator[tuple[str, Person]]:
    now = clock.now()
    for user in db.session.scalars(select(User).where(User.demo_role != "")):
        for organisation in accounts.list_organisations_of(user.id, now=now):
            yield user.email.split("@", maxsplit=1)[0], Person(user.id, organisation.id)


def _by_role(site: Site, named: dict[str, Person]) -> dict[Role, Person]:
    """Return the first demo person who holds each role and no role above it."""
    found: dict[Role, Person] = {}
    with site.app.app_context():
        for role in GRANTS:
            for person in named.values():
                roles = person.actor(clock.now()).roles
                if role in roles and (role is not Role.EMPLOYEE or roles == {role}):
                    found.setdefault(role, person)
    return found


def _staff() -> dict[Role, Person]:
    town = a_town()
    people = {
        Role.EMPLOYEE: town.employee,
        Role.MANAGER: town.manager,
        Role.COORDINATOR: town.coordinator,
        Role.HR: town.hr,
        Role.SUPPORT_TEAM: town.support,
        Role.PRIVACY_OFFICER: town.privacy_officer,
    }
    with unit_of_work():
        outside = an_organisation("Politie (demo)", OrganisationKind.POLICE)
        for role in GRANTS:
            if role not in people:
                home = outside if role is Role.PARTNER else town.organisation
                people[role] = a_person(home, role, name=f"{role.value.title()} (demo)")
    return people

"""A whole installation in a temporary folder: keys, schema, an organisation, people and cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_urlsafe
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select, text

from bench import bulk, databases
from bench.bulk import Ground
from config import from_env
from tests.builders import Person, a_location, a_person, a_unit
from tests.databases import close
from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation, Unit
from vpt.accounts.rules import OrganisationKind
from vpt.accounts.service import NewOrganisation
from vpt.app import create_app
from vpt.cases import founding, protocols
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.infra.db import db, unit_of_work
from vpt.infra.keys import KeyFolder
from vpt.infra.migrations import upgrade

UNITS, LOCATIONS, REPORTERS = 8, 20, 40
RARE = "Zwembad"
NAME = "Gemeente Proef (demo)"
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A filled installation; `environment` is what its web server is started with."""

    app: Flask
    size: int
    folder: Path
    environment: dict[str, str]
    coordinator: Person
    manager: Person
    small_manager: Person
    reporter: Person

    def browser(self, person: Person) -> FlaskClient:
        """Return a browser in which this person is signed in."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update(person.session())
        return client

    def cookie(self, person: Person) -> str:
        """Return the Cookie header of this person for a server of this installation."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]  # Flask's default interface
        return f"{self.app.config['SESSION_COOKIE_NAME']}={signer.dumps(person.session())}"

    def has(self, endpoint: str) -> bool:
        """Return whether this version has the page."""
        return endpoint in self.app.view_functions

    def newest_case(self) -> UUID:
        """Return the case that was opened last."""
        with self.app.app_context():
            found = db.session.scalar(select(Case.id).order_by(Case.opened_at.desc()).limit(1))
        assert found is not None
        return found

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """Collect the statements that are executed inside the block, without BEGIN and COMMIT."""
        seen: list[str] = []

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            if not statement.startswith(CONTROL):
                seen.append(statement)

        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)


@contextmanager
def installed(server: str, size: int, root: Path) -> Iterator[Installation]:
    """Set up an installation with `size` cases, and take it down afterwards."""
    folder = root / f"with-{size}"
    folder.mkdir()
    with databases.empty(server, str(size), folder) as url:
        environment = {"VPT_INSTANCE": str(folder), "VPT_DATABASE_URL": url}
        _make_keys(folder / "keys")
        app = create_app(from_env(environment))
        try:
            with app.app_context():
                upgrade()
                people = _populate(size)
            yield Installation(app=app, size=size, folder=folder, environment=environment, **people)
        finally:
            with app.app_context():
                close(app)


def _make_keys(folder: Path) -> None:
    KeyFolder(folder).create()
    (folder / "session.key").write_text(token_urlsafe(48), encoding="ascii")


def _populate(size: int) -> dict[str, Person]:
    now = datetime.now(UTC)
    seal = founding.make_seal(NAME, demo=True, now=now)
    with unit_of_work():
        accounts.ensure_installation(is_demo=False, now=now)
        new = NewOrganisation(name=NAME, code="BNCH", kind=OrganisationKind.EMPLOYER)
        organisation = founding.found(new, seal, now=now)
    with unit_of_work():
        people, ground = _people(organisation, now)
    bulk.fill(ground, size, now)
    if db.engine.dialect.name == "postgresql":  # what its own housekeeping does after a while
        db.session.execute(text("ANALYZE"))
    db.session.remove()
    return people


def _people(organisation: Organisation, now: datetime) -> tuple[dict[str, Person], Ground]:
    units = [a_unit(organisation, f"Team {number}") for number in range(UNITS)]
    small = a_unit(organisation, "Klein team")
    people = {
        "coordinator": a_person(organisation, Role.COORDINATOR, name="Ineke Coördinator (demo)"),
        "manager": _leader(organisation, units[0], "Mehmet Leider (demo)"),
        "small_manager": _leader(organisation, small, "Karin Klein (demo)"),
        "reporter": a_person(organisation, unit=small, name="Sanne Melder (demo)"),
    }
    others = [a_person(organisation, unit=units[n % UNITS]).id for n in range(REPORTERS)]
    places = [a_location(organisation, f"Balie {number}").id for number in range(LOCATIONS)]
    assert organisation.keyset_id is not None
    ground = Ground(
        organisation_id=organisation.id,
        keyset_id=organisation.keyset_id,
        protocol_version_id=protocols.current(organisation.id, now=now).version_id,
        units=[(unit.id, unit.path) for unit in units],
        small_unit=(small.id, small.path),
        locations=places,
        rare_location=a_location(organisation, RARE).id,
        reporters=others,
        reporter=people["reporter"].id,
        coordinator=people["coordinator"].id,
    )
    return people, ground


def _leader(organisation: Organisation, unit: Unit, name: str) -> Person:
    person = a_person(organisation, Role.MANAGER, unit=unit, name=name)
    unit.manager_id = person.id
    return person

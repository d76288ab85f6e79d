"""One migrated database per test on either back end, and people who sign in to it."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import databases
from tests.builders import Person
from vpt.core.settings import Settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--backend", default="both", choices=["both", "sqlite", "postgresql"])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames:
        in_browser = "browser" in metafunc.definition.path.parts  # pages look alike on either
        backends = ["sqlite"] if in_browser else databases.wanted(metafunc.config)
        metafunc.parametrize("backend", backends, scope="session")


def pytest_report_header(config: pytest.Config) -> list[str]:
    return databases.notices()


def pytest_terminal_summary(terminalreporter: object) -> None:
    for line in databases.notices():
        terminalreporter.write_line(line, red=True, bold=True)  # type: ignore[attr-defined]  # pytest's reporter


@pytest.fixture(scope="session")
def database(
    backend: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[databases.Database]:
    """A migrated, empty database of this back end, emptied between tests."""
    with databases.migrated(backend, tmp_path_factory) as ready:
        yield ready


@pytest.fixture(scope="session")
def premises(
    database: databases.Database, tmp_path_factory: pytest.TempPathFactory
) -> databases.Premises:
    """Where every test on this back end lives: the same folder and application, emptied between."""
    return databases.Premises(database, tmp_path_factory.mktemp("premises") / "instance")


@pytest.fixture
def settings(premises: databases.Premises) -> Settings:
    premises.empty()
    return premises.settings


@pytest.fixture
def app(settings: Settings, premises: databases.Premises) -> Iterator[Flask]:
    """The application on a fresh database; no application context is held open."""
    with premises.application() as app:
        app.config["WTF_CSRF_ENABLED"] = False
        yield app


@pytest.fixture
def client_for(app: Flask) -> Callable[[Person | None], FlaskClient]:
    """A browser of its own for each person; None is somebody who is not signed in."""

    def make(person: Person | None) -> FlaskClient:
        client = app.test_client()
        if person is not None:
            with client.session_transaction() as session:
                session.update(person.session())
        return client

    return make

"""One migrated database per test on either back end, and people who sign in to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import databases
from tests.builders import Person
from vpt.app import create_app
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


@pytest.fixture
def settings(database: databases.Database, tmp_path: Path) -> Settings:
    instance = tmp_path / "instance"
    instance.mkdir()
    return replace(
        database.settings,
        instance=instance,
        database_url=database.fresh(instance),
        storage_folder=instance / "files",
        queue_url=f"sqlite:///{instance / 'queue.sqlite3'}",
    )


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The application on a fresh database; no application context is held open."""
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    with app.app_context():
        databases.close(app)


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

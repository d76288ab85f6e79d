"""Real databases for tests: SQLite files, and PostgreSQL given, installed or absent."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import make_url

from vpt.app import create_app
from vpt.core.settings import Settings
from vpt.infra.db import Base, db
from vpt.infra.migrations import upgrade

HOW = (
    "PostgreSQL not found: only SQLite was tested. "
    "Install it (Debian: apt-get install postgresql) or set TEST_DATABASE_URL."
)
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@dataclass
class Database:
    """A migrated database and how to get it empty."""

    backend: str
    settings: Settings

    def address(self, folder: Path) -> str:
        """Return where the database of an installation in this folder is."""
        if self.backend == "sqlite":
            return f"sqlite:///{folder / 'vpt.sqlite3'}"
        return self.settings.database_url

    def fresh(self, folder: Path) -> str:
        """Return the address of an empty database for one test."""
        if self.backend == "sqlite":
            template = self.settings.database_url.removeprefix("sqlite:///")
            shutil.copy(template, folder / "vpt.sqlite3")
            return self.address(folder)
        with psycopg.connect(_libpq(self.settings.database_url), autocommit=True) as connection:
            tables = "; ".join(f"DELETE FROM {name}" for name in Base.metadata.tables)
            connection.execute(f"SET session_replication_role = replica; {tables}".encode())
        return self.settings.database_url


class Premises:
    """One folder and one application for many tests: making them anew cost more than the tests.

    What a test changed of the application's configuration is put back after it.
    """

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self.settings = replace(
            database.settings,
            instance=folder,
            database_url=database.address(folder),
            storage_folder=folder / "files",
            queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
        )
        self._app: Flask | None = None

    def empty(self) -> None:
        """Leave nothing of the test before."""
        shutil.rmtree(self.settings.instance, ignore_errors=True)
        self.settings.instance.mkdir()
        self._database.fresh(self.settings.instance)

    @contextmanager
    def application(self) -> Iterator[Flask]:
        """Lend the application out as it was made."""
        if self._app is None:
            self._app = create_app(self.settings)
        app = self._app
        app.extensions["vpt_queue"].storage.initialize_schema()
        config, extensions = dict(app.config), dict(app.extensions)
        try:
            yield app
        finally:
            for changed, before in ((app.config, config), (app.extensions, extensions)):
                changed.clear()
                changed.update(before)
            with app.app_context():
                close(app)


def binaries() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def available() -> bool:
    return bool(os.environ.get("TEST_DATABASE_URL")) or binaries() is not None


def notices() -> list[str]:
    return [] if available() else [HOW]


def wanted(config: pytest.Config) -> list[str]:
    """Return the back ends to run on; REQUIRE_PG=1 makes an absent PostgreSQL an error."""
    asked = config.getoption("--backend")
    if asked != "both":
        return [asked]
    if available():
        return ["sqlite", "postgresql"]
    if os.environ.get("REQUIRE_PG") == "1":
        raise pytest.UsageError(HOW)
    return ["sqlite"]


@contextmanager
def migrated(backend: str, factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = factory.mktemp(backend)
    with _address(backend, folder) as url:
        settings = Settings(
            instance=folder,
            database_url=url,
            secret_key="only for tests",
            keys_folder=folder / "keys",
            storage_folder=folder / "files",
            testing=True,
        )
        app = create_app(settings)
        app.extensions["vpt_keys"].create()
        with app.app_context():
            upgrade()
            close(app)
        yield Database(backend, settings)


def close(app: Flask) -> None:
    """Give every connection back, so that nothing warns about one left open."""
    db.session.remove()
    db.engine.dispose()
    app.extensions["vpt_queue"].storage.close()


@contextmanager
def _address(backend: str, folder: Path) -> Iterator[str]:
    if backend == "sqlite":
        yield f"sqlite:///{folder / 'template.sqlite3'}"
    elif given := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(given).set(drivername="postgresql").render_as_string(hide_password=False)
    else:
        with cluster() as url:
            yield url


@contextmanager
def cluster(options: str = QUICK) -> Iterator[str]:
    """Run a throw-away server in a temporary folder, as an unprivileged user when root."""
    found = binaries()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="vpt-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd=folder)

    data = str(folder / "data")
    run(str(found / "initdb"), "-D", data, "-A", "trust", "-U", "vpt", "--no-sync", "-E", "UTF8",
        "--locale=C.UTF-8")  # fmt: skip
    run(str(found / "pg_ctl"), "-s", "-D", data, "-w", "-l", str(folder / "log"),
        "-o", f"-k {folder} -h '' {options}", "start")  # fmt: skip
    try:
        with psycopg.connect(host=str(folder), user="vpt", dbname="postgres", autocommit=True) as c:
            c.execute("CREATE DATABASE vpt_test")
        yield f"postgresql://vpt@/vpt_test?host={folder}"
    finally:
        run(str(found / "pg_ctl"), "-s", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _libpq(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)

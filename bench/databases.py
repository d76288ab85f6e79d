"""Empty databases to measure on: SQLite files, or databases on a PostgreSQL server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.databases import cluster

THROW_AWAY = "postgresql"


@contextmanager
def server(asked: str) -> Iterator[str]:
    """Return the address databases are made on: empty for SQLite.

    The word "postgresql" starts the installed server in a temporary folder, with its own
    settings for durability.
    """
    if asked == THROW_AWAY:
        with cluster(options="") as address:
            yield address
    else:
        yield asked


@contextmanager
def empty(address: str, name: str, folder: Path) -> Iterator[str]:
    """Return the address of an empty database that is gone afterwards."""
    if not address:
        yield f"sqlite:///{folder / 'vpt.sqlite3'}"
        return
    url = make_url(address).set(drivername="postgresql")
    own = f"vpt_bench_{os.getpid()}_{name}"
    _run(url.render_as_string(hide_password=False), f"CREATE DATABASE {own}")
    try:
        yield url.set(database=own).render_as_string(hide_password=False)
    finally:
        drop = f"DROP DATABASE {own} WITH (FORCE)"
        _run(url.render_as_string(hide_password=False), drop)


def _run(address: str, statement: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())

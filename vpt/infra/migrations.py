"""The shape of the database, for commands alone: a web worker that never reads this is 12 MiB less.

Alembic is imported here and nowhere at the top of what serves pages.
"""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import Migrate
from flask_migrate import downgrade as migrate_down
from flask_migrate import upgrade as migrate_up

from vpt.infra.db import db

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def attach(app: Flask) -> None:
    """Let `flask db` and the functions below find the migrations of this application."""
    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(FOLDER), render_as_batch=True)


def upgrade() -> None:
    """Bring the database of the current application to the newest shape."""
    attach(current_app)
    migrate_up()


def downgrade(revision: str) -> None:
    """Take the shape of the database back to an older one; "base" is empty."""
    attach(current_app)
    migrate_down(revision=revision)


def are_pending() -> bool:
    """Return whether the database is not at the newest migration."""
    heads = set(ScriptDirectory(str(FOLDER)).get_heads())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) != heads

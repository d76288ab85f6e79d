"""Runs migrations with the application's own engine and metadata."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from vpt.infra.db import Base, db
from vpt.infra.sealed import Blind, SealedBytes
from vpt.infra.types import Moment

MAPPED = (
    "assessment.models", "preservation.models",
    "accounts.models", "accounts.parked", "accounts.people", "attention.models", "audit.models", "cases.models", "cases.steps", "claims.models", "closing.models",
    "documents.models", "incidents.evidence", "incidents.models", "incidents.people",
    "infra.keysets", "infra.storage", "measures.models", "measures.sightings", "measures.unlock_models", "notifications.models",
    "police_reports.models", "support.models",
    "patterns.models", "post.models",
    "history.models", "revision.models",
    "answers.models", "meetings.models", "outcomes.models", "partners.models", "prosecution.models", "sharing.models",
)  # fmt: skip
PLAIN = {
    Moment: "sa.DateTime(timezone=True)",
    SealedBytes: "sa.LargeBinary()",
    Blind: "sa.LargeBinary()",
}


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Write plain column types, so that a migration does not change when our types do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return PLAIN.get(type(item), False)
    return False


@contextmanager
def whole_references(connection: Connection) -> Iterator[None]:
    """Let SQLite copy a table that others point at, and check every reference before the end.

    SQLite changes a table by copying it and dropping the first one, which its foreign keys
    forbid while rows point there; they can only be switched outside a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def ensure_whole(connection: Connection) -> None:
    """Refuse, and so undo, a migration after which a row points at nothing."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            message = f"rows without their counterpart in: {sorted({row[0] for row in broken})}"
            raise RuntimeError(message)


for name in MAPPED:
    importlib.import_module(f"vpt.{name}")
connectable = context.config.attributes.get("connection") or db.engine
with (
    current_app.app_context(),
    connectable.connect() as connection,
    whole_references(connection),
):
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=True,
        transactional_ddl=True,  # SQLite too: our connections open real transactions
    )
    with context.begin_transaction():
        context.run_migrations()
        ensure_whole(connection)

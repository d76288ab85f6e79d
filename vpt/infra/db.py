"""The database: base class, tenancy, and the only place that commits."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, ForeignKeyConstraint, MetaData, Uuid, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from vpt.infra.ids import new_id
from vpt.infra.types import Moment

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_TIMEOUT_MS = 10_000
WRITES = "vpt_writes"
_inside: ContextVar[bool] = ContextVar("inside_unit_of_work", default=False)


class Base(DeclarativeBase):
    """Parent of every mapped class."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={datetime: Moment, UUID: Uuid},
    )


class Tenant:
    """Mixin for rows that belong to one organisation: the organisation leads the primary key.

    A reference between tenant rows carries the organisation (`tenant_fk`), so that a row of one
    organisation cannot be stored pointing at a row of another.
    """

    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True, sort_order=-2
    )
    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id, sort_order=-1)


def tenant_fk(column: str, table: str) -> ForeignKeyConstraint:
    """Return a reference to a tenant table that cannot leave the organisation."""
    return ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"]
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


@contextmanager
def unit_of_work() -> Iterator[None]:
    """Commit everything done inside the block, or nothing at all.

    Ends a read transaction that is still open (loaded rows are read afresh), takes SQLite's write
    lock at the start so that two writers queue instead of failing, and refuses to nest.
    """
    if _inside.get():
        message = "a unit of work is already open"
        raise RuntimeError(message)
    db.session.rollback()
    db.session.connection(execution_options={WRITES: True})
    token = _inside.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _inside.reset(token)


def ensure_outside_unit_of_work(act: str) -> None:
    """Refuse slow work (hashing, encrypting files, drawing, sealing, sending) under the lock."""
    if _inside.get():
        message = f"{act} may not run inside a unit of work"
        raise RuntimeError(message)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None  # the driver's own BEGIN would be deferred
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

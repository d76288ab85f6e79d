"""Looks where nobody should find anything: in rows as they are stored, files, and file names."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from vpt.infra.db import Base, db
from vpt.infra.sealed import Blind, SealedBytes


def rows_as_bytes(app: Flask) -> Iterator[tuple[str, bytes]]:
    """Return every value of every table as bytes, whatever the database does with its files."""
    with app.app_context():
        for table in Base.metadata.tables.values():
            for row in db.session.execute(select(table)):
                for name, value in row._mapping.items():
                    yield (
                        f"{table.name}.{name}",
                        value if isinstance(value, bytes) else str(value).encode(),
                    )


def files_with(needles: Iterable[bytes], *folders: Path) -> set[str]:
    """Return the files and folders that hold a needle, in their name or in their bytes."""
    wanted = list(needles)
    return {
        str(path)
        for folder in folders
        for path in folder.rglob("*")
        for one in wanted
        if one.decode() in path.name or (path.is_file() and one in path.read_bytes())
    }


def everything_sealed(app: Flask) -> set[str]:
    """Return the sealed columns in which at least one row holds something."""
    with app.app_context():
        return {
            f"{table.name}.{column.name}"
            for table in Base.metadata.tables.values()
            for column in table.columns
            if isinstance(column.type, SealedBytes | Blind)
            and db.session.execute(select(column).where(column.is_not(None)).limit(1)).first()
        }

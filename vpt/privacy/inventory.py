"""Reads the inventory of columns, for whoever must show or check what is kept."""

import tomllib
from enum import StrEnum
from pathlib import Path

FILE = Path(__file__).with_name("inventory.toml")


class DataClass(StrEnum):
    """How the content of a column is protected (DESIGN §7)."""

    ACCOUNT = "account"
    PSEUDONYM = "pseudonym"
    SEALED = "sealed"
    BLIND = "blind"
    NONE = "none"


def columns() -> dict[tuple[str, str], DataClass]:
    """Return the class of every (table, column). Raises ValueError on a column listed twice."""
    listed: dict[tuple[str, str], DataClass] = {}
    for table, classes in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        for name, members in classes.items():
            for column in members:
                if (table, column) in listed:
                    message = f"{table}.{column} is listed twice"
                    raise ValueError(message)
                listed[table, column] = DataClass(name)
    return listed

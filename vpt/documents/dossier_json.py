"""The dossier as data: what is printed, word for word, in the shape of a published schema."""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import resources
from typing import Any

SCHEMA_PATH = "/schema/dossier-1.json"
"""Where the schema is published on every installation; also what the data says it follows."""
_FILE = "dossier-1.json"
_LEFT_OUT = frozenset({"jpeg", "house", "watermark", "preview"})
"""How a page looks, and bytes that are in the file already."""


def machine_readable(view: Any) -> bytes:
    """Return the view-model of a dossier as JSON; the same view gives the same bytes.

    A section this reader may not see is missing, just as in print.
    """
    said = {"schema": SCHEMA_PATH, **_plain(view)}
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode(errors="replace")  # half a character cannot be written in UTF-8


@cache
def schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of the data, as it is published."""
    return resources.files("vpt.documents").joinpath("schema", _FILE).read_bytes()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        parts = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _plain(part) for name, part in parts if _is_said(name, part)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _is_said(name: str, part: Any) -> bool:
    return part is not None and name not in _LEFT_OUT

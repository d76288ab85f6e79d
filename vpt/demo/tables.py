"""Turns TOML tables into frozen dataclasses and says precisely which value does not fit."""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from vpt.demo.shapes import ContentError

T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """Read the tables of one file; raises ContentError naming the file when it is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name}: {error}") from error


def build(shape: type[T], table: dict[str, Any], where: str) -> T:
    """Make one instance from one table; unknown, missing and ill-typed keys are errors."""
    hints = typing.get_type_hints(shape)
    fields = {field.name: field for field in dataclasses.fields(shape)}  # type: ignore[arg-type]  # every shape is a dataclass
    place = f"{where} '{table.get('key') or table.get('short_code') or '?'}'"
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise ContentError(f"{place}: unknown key {', '.join(unknown)}")
    missing = sorted(
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and name not in table
    )
    if missing:
        raise ContentError(f"{place}: missing key {', '.join(missing)}")
    values = {name: _fit(hints[name], value, f"{place}: {name}") for name, value in table.items()}
    return shape(**values)


def _fit(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, types.UnionType):
        (hint,) = (option for option in typing.get_args(hint) if option is not type(None))
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ContentError(f"{where}: a list is expected")
        item = typing.get_args(hint)[0]
        return tuple(_fit(item, entry, where) for entry in value)
    if dataclasses.is_dataclass(hint) and isinstance(value, dict):
        return build(typing.cast("type[Any]", hint), value, where)
    return _plain(hint, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    if type(value) is not hint:
        raise ContentError(f"{where}: {hint.__name__} is expected, not {value!r}")
    if isinstance(value, str):
        value = " ".join(value.split())  # long texts are wrapped in the files
        if not value:
            raise ContentError(f"{where}: is empty")
    return value

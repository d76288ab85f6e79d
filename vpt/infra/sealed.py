"""Sealed fields: read and written as text or values, stored as ciphertext bound to their row."""

import json
from abc import ABC, abstractmethod
from typing import Any, Generic, Protocol, TypeVar, cast, overload
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from vpt.infra import keysets

Value = TypeVar("Value")


class SealedBytes(TypeDecorator[bytes]):
    """A column of ciphertext; its type marks it for the inventory of personal data."""

    impl = LargeBinary
    cache_ok = True


class Blind(TypeDecorator[bytes]):
    """A blind index: equal for equal values, meaningless without the key outside the database."""

    impl = LargeBinary
    cache_ok = True


class SealedRow(Protocol):
    """What a row must have before a sealed field can be read or written."""

    __tablename__: str
    organisation_id: Any
    id: Any
    keyset_id: Any


class _Sealed(ABC, Generic[Value]):
    """Descriptor over a ciphertext column, bound to table, column and row id.

    The column is the descriptor's name with `_sealed` behind it; `keyset` names the attribute
    that holds the keyset id. Organisation, id and keyset must be set before the field.
    """

    def __init__(self, keyset: str = "keyset_id") -> None:
        self._keyset = keyset
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, row: None, owner: type) -> "_Sealed[Value]": ...
    @overload
    def __get__(self, row: object, owner: type) -> Value | None: ...
    def __get__(self, row: object | None, owner: type) -> "_Sealed[Value] | Value | None":
        if row is None:
            return self
        ciphertext = getattr(row, f"{self._name}_sealed")
        if ciphertext is None:
            return None
        primitive, bound = self._open(cast("SealedRow", row))
        return self._load(primitive.decrypt(ciphertext, bound).decode())

    def __set__(self, row: object, value: Value | None) -> None:
        ciphertext = None
        if value is not None:
            primitive, bound = self._open(cast("SealedRow", row))
            ciphertext = primitive.encrypt(self._dump(value).encode(), bound)
        setattr(row, f"{self._name}_sealed", ciphertext)

    def _open(self, row: SealedRow) -> tuple[Any, bytes]:
        keyset_id: UUID | None = getattr(row, self._keyset)
        if keyset_id is None or row.id is None or row.organisation_id is None:
            message = f"{row.__tablename__}.{self._name}: organisation, id and keyset come first"
            raise RuntimeError(message)
        bound = f"{row.__tablename__}|{self._name}|{row.id}".encode()
        return keysets.primitive(row.organisation_id, keyset_id), bound

    @abstractmethod
    def _load(self, text: str) -> Value:
        """Turn opened text into the value."""

    @abstractmethod
    def _dump(self, value: Value) -> str:
        """Turn the value into text to be sealed."""


class SealedText(_Sealed[str]):
    """A sealed field that holds text."""

    def _load(self, text: str) -> str:
        return text

    def _dump(self, value: str) -> str:
        return value


class SealedValues(_Sealed[dict[str, Any]]):
    """A sealed field that holds named values (JSON)."""

    def _load(self, text: str) -> dict[str, Any]:
        values: dict[str, Any] = json.loads(text)
        return values

    def _dump(self, value: dict[str, Any]) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

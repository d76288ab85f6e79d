"""Fills any view-model by its types alone: a new kind is covered before anybody thinks of it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from PIL import Image

from vpt.documents.kinds.kind import Kind
from vpt.documents.meta import DocumentMeta, House

KEPT = frozenset({
    "issued_at_iso", "check_address", "answer_address",
    "places.answer_address", "posters.answer_address",
})  # fmt: skip
"""Made by the application itself, in a form of its own: a moment, and addresses in a QR code."""


@cache
def a_photo(width: int = 64) -> bytes:
    """Return a small photo, as a picture in a document."""
    buffer = BytesIO()
    Image.new("RGB", (width, width * 3 // 4), (90, 120, 150)).save(buffer, "JPEG")
    return buffer.getvalue()


OTHERWISE: dict[Any, Callable[[], object]] = {bytes: a_photo, bool: bool, int: int, float: float}


@dataclass
class Filling:
    """What stands in every field: `says` gets a place such as "people.name" and its number."""

    says: Callable[[str, int], str]
    rows: int = 1
    most: Mapping[str, int] = field(default_factory=dict)
    """Lists that have room for so many rows on a paper, by name."""
    kept: Collection[str] = KEPT
    written: dict[str, str] = field(default_factory=dict)
    """Place to text; with many rows, of the first and the last."""

    def view(self, kind: Kind) -> Any:
        """Return a view-model of the kind with something in every field, also where it is new."""
        empty = kind.empty_example()
        values = {
            name: self._value(hint, name)
            for name, hint in get_type_hints(kind.view).items()
            if name != "meta" and name in _names(kind.view)
        }
        return replace(empty, meta=self._meta(empty.meta), **values)

    def _meta(self, meta: DocumentMeta) -> DocumentMeta:
        texts = {
            one.name: self._said(f"meta.{one.name}")
            for one in fields(meta)
            if isinstance(getattr(meta, one.name), str) and one.name not in self.kept
        }
        return replace(meta, **texts)

    def _value(self, hint: Any, place: str, number: int = 0) -> Any:
        origin, parts = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            return self._value(next(one for one in parts if one is not NoneType), place, number)
        if origin is tuple:
            return self._rows(parts, place)
        if is_dataclass(hint):
            return self._filled(hint, place, number)
        if hint is str:
            return self._said(place, number)
        return parts[0] if origin is Literal else OTHERWISE[hint]()

    def _rows(self, parts: tuple[Any, ...], place: str) -> tuple[Any, ...]:
        if Ellipsis not in parts:
            return tuple(self._value(one, f"{place}.{at}") for at, one in enumerate(parts))
        # Rows within rows would multiply; one of them is enough there.
        many = min(self.rows, self.most.get(place, self.rows) if "." not in place else 1)
        return tuple(self._value(parts[0], place, number) for number in range(many))

    def _filled(self, model: Any, place: str, number: int) -> Any:
        if model is House:
            return House()
        hints = get_type_hints(model)
        return model(
            **{
                one.name: self._value(hints[one.name], f"{place}.{one.name}", number)
                for one in fields(model)
            }
        )

    def _said(self, place: str, number: int = 0) -> str:
        if place in self.kept:
            return "https://vpt.example/antwoord/4k7mq2x9d5w3r8t6b1n0hcvj2e"
        text = self.says(place, number)
        last = min(self.rows, self.most.get(place.partition(".")[0], self.rows)) - 1
        if number in {0, last}:
            self.written[f"{place}[{number}]"] = text
        return text


def _names(model: Any) -> set[str]:
    return {one.name for one in fields(model)}


def marked(text: str) -> Callable[[str, int], str]:
    """Return what says this text everywhere, behind a word that belongs to its place alone."""
    return lambda place, number: f"{marker(place, number)} {text}"


def marker(place: str, number: int) -> str:
    """Return the word that stands for a place, e.g. "qpeopleq0q"."""
    return f"q{place.replace('.', 'q').replace('_', '')}q{number}q"

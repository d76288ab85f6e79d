"""Which things keep versions, and what differs between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Content = Mapping[str, Any]
"""What was set: plain JSON, ids instead of people. Never what a person said or is called."""


class Kind(StrEnum):
    """Everything an organisation sets that keeps its versions here.

    The protocol keeps its own, and so do house style and seals.
    """

    ORGANISATION = "organisation"
    HOURS = "hours"
    TEXTS = "texts"
    UNIT = "unit"
    LOCATION = "location"
    LETTER = "letter"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody looked at before changing a setting: the number of the version that held."""

    number: int
    """0 when nothing was ever changed."""
    back_to: int | None = None
    """The number of the version they put back, when that is what they do."""


def changed_fields(before: Content, after: Content) -> tuple[str, ...]:
    """Return the names of the fields that differ, in the order of the newer content."""
    names = dict.fromkeys([*after, *before])
    return tuple(name for name in names if before.get(name) != after.get(name))

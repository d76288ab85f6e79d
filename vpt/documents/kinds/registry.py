"""The kinds of documents that can be drawn, by key: every file of this folder that names one."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from vpt.documents import kinds
from vpt.documents.kinds.kind import EXAMPLE, Kind


def _found() -> Iterator[Kind]:
    """Yield what each file calls KIND or lists as KINDS; a new kind is one new file."""
    for module in iter_modules(kinds.__path__):
        if module.name != __name__.rpartition(".")[2] and not module.name.startswith(EXAMPLE):
            file = import_module(f"{kinds.__name__}.{module.name}")
            one: Kind | None = getattr(file, "KIND", None)
            yield from (one,) if one else getattr(file, "KINDS", ())


KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _found()})

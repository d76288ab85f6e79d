"""What a kind of document is: one file names it, draws it, and says where its examples are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from vpt.documents.meta import Attachment

EXAMPLE = "example"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: what it is called, for whom it exists, and how it is drawn.

    `render` takes the kind's own view-model and the attachments, and returns the unsealed PDF.
    """

    key: str
    title: str
    layout_version: str
    profiles: tuple[str, ...]
    view: type[Any]
    render: Callable[[Any, Sequence[Attachment]], bytes]
    examples: str = ""
    """Module beside this one that holds the examples; empty for `example_<key>`."""
    example_name: str = EXAMPLE
    """Its function for the rich example; the empty one is called `empty_` and then this."""
    is_case_paper: bool = True
    """Listed among the documents of the case, for whoever may issue from it."""
    versions_add_up: bool = False
    """A later version supplements the earlier ones instead of taking their place."""
    filed_under: str = "case"
    """What the trail files it under: a paper about several cases belongs to none of them."""

    def example(self, profile: str) -> Any:
        """Return the rich example as the given profile would get it."""
        return getattr(self._examples(), self.example_name)(profile)

    def empty_example(self) -> Any:
        """Return the example of which nothing is recorded."""
        return getattr(self._examples(), f"empty_{self.example_name}")()

    def _examples(self) -> Any:
        # Loaded when asked for: an installation that works for people never draws one.
        return import_module(f"{__package__}.{self.examples or f'{EXAMPLE}_{self.key}'}")

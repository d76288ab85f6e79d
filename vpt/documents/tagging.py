"""A canvas that remembers the logical structure of what is drawn on it.

ReportLab draws, but writes no structure. This canvas brackets every drawing with marked content
and collects the elements; `vpt.documents.structure` writes them into the file afterwards.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas


class MarkedContent(NamedTuple):
    """One bracketed piece of a page; pages count from 1."""

    page: int
    number: int


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree: a role of ISO 32000-1, 14.8.4, and what is below it."""

    role: str
    scope: str | None = None
    described: str = ""
    """What a figure shows, for who cannot see it."""
    box: tuple[float, float, float, float] | None = None
    """Where a figure or a link stands on its page, in points."""
    leads_to: "Element | None" = None
    """In a link: the heading a reader jumps to."""
    parent: "Element | None" = None
    kids: "list[Element | MarkedContent]" = field(default_factory=list)

    def adopt(self, child: "Element") -> None:
        """Put a child at the end, unless it has a place already (the rest of a split one)."""
        if child.parent is None:
            child.parent = self
            self.kids.append(child)


class Bookmark(NamedTuple):
    """An entry of the outline; `top` is in points from the bottom of the page."""

    level: int
    title: str
    page: int
    top: float


class Place(NamedTuple):
    """Where an element was drawn; `top` is in points from the bottom of the page."""

    page: int
    top: float


Furniture = Callable[["TaggedCanvas", int, int], None]
Underlay = Callable[["TaggedCanvas"], None]


class TaggedCanvas(Canvas):
    """Collects elements while drawing, and draws the page furniture when the pages are counted."""

    _code: list[str]  # ReportLab's list of page operators
    _startPage: Callable[[], None]  # noqa: N815 - ReportLab's name

    def __init__(
        self,
        filename: Any,
        *,
        furniture: Furniture,
        underlay: Underlay | None = None,
        **options: Any,
    ) -> None:
        super().__init__(filename, **options)
        self.root = Element("Document")
        self.bookmarks: list[Bookmark] = []
        self.places: dict[Element, Place] = {}
        self._furniture = furniture
        self._underlay = underlay
        self._above = [self.root]
        self._next_number = 0
        self._is_open = False
        self._finished: list[dict[str, Any]] = []
        self._later: dict[int, list[Callable[[], None]]] = defaultdict(list)

    @contextmanager
    def group(self, element: Element) -> Iterator[None]:
        """Draw the following elements below this one."""
        self._above[-1].adopt(element)
        self._above.append(element)
        try:
            yield
        finally:
            self._above.pop()

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """Draw the content of this element itself; inside other content it is part of that."""
        if self._is_open:
            yield
            return
        self._above[-1].adopt(element)
        number, self._next_number = self._next_number, self._next_number + 1
        element.kids.append(MarkedContent(self.getPageNumber(), number))
        with self._marked(f"/{element.role} <</MCID {number}>> BDC"):
            yield

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw something a screen reader must skip; inside other content it stays part of it."""
        if self._is_open:
            yield
            return
        with self._marked(f"/Artifact <</Type /{kind}>> BDC"):
            yield

    def bookmark(self, level: int, title: str, top: float) -> None:
        """Put the current page in the outline."""
        self.bookmarks.append(Bookmark(level, title, self.getPageNumber(), top))

    def settle(self, element: Element, top: float) -> None:
        """Remember where an element stands, for links and page numbers that lead to it."""
        self.places[element] = Place(self.getPageNumber(), top)

    def later(self, draw: Callable[[], None]) -> None:
        """Draw on this page when every place is known, in coordinates of the whole page."""
        self._later[self.getPageNumber()].append(draw)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Put the page aside; it is written when the number of pages is known."""
        self._finished.append(dict(self.__dict__))
        self._startPage()
        self._next_number = 0

    def save(self) -> None:
        """Draw the furniture on every page and write the file."""
        pages = self._finished
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._draw_underlay()
            for draw in self._later.pop(number, ()):
                draw()
            with self.artifact("Pagination"):
                self._furniture(self, number, len(pages))
            super().showPage()
        super().save()

    def _draw_underlay(self) -> None:
        """Draw what lies under the page before what is on it already."""
        if self._underlay is None:
            return
        drawn, self._code = self._code, []
        with self.artifact("Pagination /Subtype /Watermark"):
            self._underlay(self)
        self._code = [*self._code, *drawn]

    @contextmanager
    def _marked(self, begin: str) -> Iterator[None]:
        self._code.append(begin)
        self._is_open = True
        try:
            yield
        finally:
            self._code.append("EMC")
            self._is_open = False

"""The phases of the chain side by side: a coloured bar, a title and a caption each."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.flowables import text
from vpt.documents.paragraphs import Text
from vpt.documents.tagging import Element, TaggedCanvas

_GAP = 2.5 * mm
_BAR = 3.5
_BELOW_BAR = 5.0
_MOST_IN_A_ROW = 5


class PhaseCell(NamedTuple):
    """One phase: its words, and the name of its colour in `layout.PROGRESS`."""

    title: str
    caption: str
    progress: str


class PhaseStrip(Flowable):
    """A row of at most five phases, tagged as a list; the bars are decoration."""

    canv: TaggedCanvas

    def __init__(self, cells: Sequence[PhaseCell], columns: int, element: Element) -> None:
        super().__init__()
        self._columns = columns
        self._element = element
        self._cells = [
            (text(cell.title, layout.PHASE_TITLE), text(cell.caption, layout.PHASE_CAPTION), cell)
            for cell in cells
        ]
        self.spaceAfter = layout.LINE

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the tallest phase decides the height."""
        self._column = (availWidth + _GAP) / self._columns - _GAP
        heights = [
            sum(part.wrap(self._column, availHeight)[1] for part in (title, caption))
            for title, caption, _ in self._cells
        ]
        self.width, self.height = availWidth, _BAR + _BELOW_BAR + max(heights)
        return self.width, self.height

    def draw(self) -> None:
        """Draw bar, title and caption of every phase."""
        with self.canv.group(self._element):
            for index, (title, caption, cell) in enumerate(self._cells):
                x = index * (self._column + _GAP)
                self._draw_bar(x, cell.progress)
                self._draw_words(x, title, caption)

    def _draw_bar(self, x: float, progress: str) -> None:
        with self.canv.artifact():
            self.canv.setFillColor(layout.PROGRESS[progress])
            self.canv.rect(x, self.height - _BAR, self._column, _BAR, stroke=0, fill=1)

    def _draw_words(self, x: float, title: Text, caption: Text) -> None:
        y = self.height - _BAR - _BELOW_BAR - title.height
        with self.canv.group(Element("LI")), self.canv.group(Element("LBody")):
            title.drawOn(self.canv, x, y)
            caption.drawOn(self.canv, x, y - caption.height)


def phase_strips(cells: Sequence[PhaseCell]) -> list[Flowable]:
    """Return the phases in rows of equal length, at most five each, together one list."""
    if not cells:
        return []
    columns = ceil(len(cells) / ceil(len(cells) / _MOST_IN_A_ROW))
    element = Element("L")
    rows = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    return [PhaseStrip(row, columns, element) for row in rows]

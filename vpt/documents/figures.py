"""Figures: a QR code drawn as shapes and described in words, beside what it belongs to."""

from collections.abc import Sequence

import segno
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.tagging import Element, TaggedCanvas

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004); scanners need them."""


class QrCode(Flowable):
    """A QR code with its quiet zone, as one figure; `side` is in points."""

    canv: TaggedCanvas

    def __init__(self, content: str, described: str, side: float) -> None:
        super().__init__()
        self._modules = modules_of(content)
        self._element = Element("Figure", described=described)
        self.width = self.height = side

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size, which never changes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dark modules as one shape: no seams between them at any size."""
        x, y = self.canv.absolutePosition(0, 0)
        self._element.box = (x, y, x + self.width, y + self.height)
        size = self.width / (len(self._modules) + 2 * QUIET)
        path = self.canv.beginPath()
        for number, row in enumerate(self._modules):
            bottom = self.height - (number + QUIET + 1) * size
            for first, last in _runs(row):
                path.rect((first + QUIET) * size, bottom, (last - first) * size, size)
        with self.canv.content(self._element):
            self.canv.setFillColor(layout.INK)
            self.canv.drawPath(path, stroke=0, fill=1)


class SideBySide(Flowable):
    """Content at the left, read first, with a figure and its words in a column at the right."""

    def __init__(
        self, left: Flowable, right: Sequence[Flowable], right_width: float = layout.FIGURE_WIDTH
    ) -> None:
        super().__init__()
        self._left, self._right, self._right_width = left, right, right_width
        self._sizes: list[float] = []
        self._left_height = 0.0
        self.spaceBefore = left.getSpaceBefore()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the taller of the two decides the height."""
        room = availWidth - self._right_width - layout.GUTTER
        _, self._left_height = self._left.wrapOn(self.canv, room, availHeight)
        self._sizes = [
            part.wrapOn(self.canv, self._right_width, availHeight)[1] for part in self._right
        ]
        self.width, self.height = availWidth, max(self._left_height, sum(self._sizes))
        return self.width, self.height

    def draw(self) -> None:
        """Draw the left side first, so that it is read first."""
        self._left.drawOn(self.canv, 0, self.height - self._left_height)
        top = self.height
        for part, height in zip(self._right, self._sizes, strict=True):
            top -= height
            part.drawOn(self.canv, self.width - self._right_width, top)


def modules_of(content: str) -> tuple[tuple[bool, ...], ...]:
    """Return which modules of the QR code are dark, row by row from the top."""
    code = segno.make(content, error="m", micro=False)
    return tuple(tuple(bool(one) for one in row) for row in code.matrix)


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """Return where dark modules begin and end."""
    edges = [
        at for at, (a, b) in enumerate(zip((False, *row), (*row, False), strict=True)) if a != b
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))

"""Figures: a QR code drawn as shapes and described in words, beside what it belongs to."""

import re
from collections.abc import Sequence

import segno
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.paragraphs import Text, tagged
from vpt.documents.tagging import Element, TaggedCanvas

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004); scanners need them."""
CHECK = "Controleer dit document"
CHECK_DESCRIBED = "QR-code naar de pagina waar iedereen dit document kan controleren: "
_PIECES = re.compile(r"[^./]*[./]+|[^./]+")
"""What an address is broken into when it is wide."""


class QrCode(Flowable):
    """A QR code with its quiet zone, as one figure; `side` is in points.

    One that hangs has its quiet zone in the margin, so that it lines up with the words around it.
    """

    canv: TaggedCanvas

    def __init__(self, content: str, described: str, side: float, *, hangs: bool = False) -> None:
        super().__init__()
        self._hangs = hangs
        self._modules = modules_of(content)
        self._element = Element("Figure", described=described)
        self.width = self.height = side

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size, which never changes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dark modules as one shape: no seams between them at any size."""
        size = self.width / (len(self._modules) + 2 * QUIET)
        left = -QUIET * size if self._hangs else 0
        x, y = self.canv.absolutePosition(left, 0)
        self._element.box = (x, y, x + self.width, y + self.height)
        path = self.canv.beginPath()
        for number, row in enumerate(self._modules):
            bottom = self.height - (number + QUIET + 1) * size
            for first, last in _runs(row):
                path.rect(left + (first + QUIET) * size, bottom, (last - first) * size, size)
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
        self.spaceAfter = left.getSpaceAfter()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the taller of the two decides the height."""
        room = availWidth - self._right_width - layout.GUTTER
        _, self._left_height = self._left.wrapOn(self.canv, room, availHeight)
        self._sizes = [
            part.wrapOn(self.canv, self._right_width, availHeight)[1] for part in self._right
        ]
        self.width, self.height = availWidth, max(self._left_height, sum(self._sizes))
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return nothing while both fit on a page; else the left side goes on after the figure."""
        if self.height <= layout.HEIGHT:
            return []
        room = availWidth - self._right_width - layout.GUTTER
        parts = self._left.splitOn(self.canv, room, availHeight)
        if not parts or sum(self._sizes) > availHeight:
            return []
        return [SideBySide(parts[0], self._right, self._right_width), *parts[1:]]

    def draw(self) -> None:
        """Draw the left side first, so that it is read first."""
        self._left.drawOn(self.canv, 0, self.height - self._left_height)
        top = self.height
        for part, height in zip(self._right, self._sizes, strict=True):
            top -= height
            part.drawOn(self.canv, self.width - self._right_width, top)


class Column(Flowable):
    """Parts under each other in a column of fixed width; never broken over pages."""

    def __init__(self, parts: Sequence[Flowable], width: float) -> None:
        super().__init__()
        self._parts, self.width = parts, width
        self._sizes: list[float] = []

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the width given and the height of all parts."""
        self._sizes = [part.wrapOn(self.canv, self.width, availHeight)[1] for part in self._parts]
        self.height = sum(self._sizes)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the parts from the top, which is the order they are read in."""
        top = self.height
        for part, height in zip(self._parts, self._sizes, strict=True):
            top -= height
            part.drawOn(self.canv, 0, top)


def check_figure(address: str, width: float = layout.CHECK_WIDTH) -> Column:
    """Return where a copy is checked: words, a QR code and the address, in a column."""
    shown = address.partition("://")[2] or address
    lines = broken(shown, layout.FIGURE_TEXT, width)
    return Column(
        [
            tagged(Text, CHECK, layout.CAPTION, "P"),
            QrCode(address, CHECK_DESCRIBED + shown, layout.CHECK_SIDE, hangs=True),
            *(tagged(Text, line, layout.FIGURE_TEXT, "P") for line in lines),
        ],
        width,
    )


def broken(address: str, style: ParagraphStyle, width: float) -> list[str]:
    """Return an address in lines that fit, broken after a dot or a slash and nowhere else."""
    lines = [""]
    for piece in _PIECES.findall(address):
        if lines[-1] and stringWidth(lines[-1] + piece, style.fontName, style.fontSize) > width:
            lines.append("")
        lines[-1] += piece
    return lines


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

"""One line of text that is not broken: for the short cells of a register of a thousand rows."""

from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents.flowables import text
from vpt.documents.glyphs import printable
from vpt.documents.paragraphs import Text
from vpt.documents.tagging import Element, TaggedCanvas


class Line(Flowable):
    """A paragraph of one line; where it does not fit after all it becomes an ordinary one."""

    canv: TaggedCanvas

    def __init__(self, value: str, style: ParagraphStyle) -> None:
        super().__init__()
        self._words, self._style = printable(value), style
        self._taken = stringWidth(self._words, style.fontName, style.fontSize)
        self._broken: Text | None = None
        self.element = Element("P")

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size: one line high when it fits."""
        self.width = availWidth
        if self._taken <= availWidth:
            self.height = self._style.leading
        else:
            self._broken = self._broken or text(self._words, self._style)
            self._broken.element = self.element
            _, self.height = self._broken.wrap(availWidth, availHeight)
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts around a page break: one line never breaks."""
        return self._broken.split(availWidth, availHeight) if self._broken else []

    def draw(self) -> None:
        """Draw the words where a paragraph would have them."""
        if self._broken is not None:
            self._broken.drawOn(self.canv, 0, 0)
            return
        canvas: Any = self.canv
        style = self._style
        with self.canv.content(self.element):
            canvas.setFillColor(style.textColor)
            canvas.setFont(style.fontName, style.fontSize)
            canvas.drawString(0, self.height - style.fontSize, self._words)


def lines(*parts: tuple[str, ParagraphStyle]) -> tuple[Flowable, ...]:
    """Return the content of one cell: short lines under each other, empty ones left out."""
    return tuple(
        Line(line, style) for value, style in parts for line in value.splitlines() if line.strip()
    )

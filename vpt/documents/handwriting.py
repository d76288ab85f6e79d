"""Room to write by hand and boxes to tick: decoration for who reads aloud, words for everybody."""

from collections.abc import Sequence
from math import ceil

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.flowables import text
from vpt.documents.glyphs import printable
from vpt.documents.tagging import Element, TaggedCanvas

MOST_COLUMNS = 4
PEN = 7.0 * mm
"""From line to line: room for a pen."""
PEN_WIDTH = 0.6
PEN_COLOUR = HexColor(0x767F88)
"""Dark enough for a printer without colour, lighter than what is written on it."""
BOX = 8.0
ABOVE_BOX = 1.2
AFTER = 3.0
INDENT = 13.0
GUIDE = ParagraphStyle("form-guide", layout.BODY, fontSize=9, leading=12.5, spaceAfter=2)
NOTE = ParagraphStyle("form-note", layout.BODY, fontSize=8, leading=10.5, textColor=layout.MUTED)
HEADING = ParagraphStyle(
    "form-heading", layout.HEADING, fontSize=10.5, leading=14, spaceBefore=7, spaceAfter=2
)
LABEL = ParagraphStyle("form-label", layout.BODY, fontSize=8.5, leading=11, spaceBefore=3)
CHOICE = ParagraphStyle("form-choice", layout.BODY, fontSize=8.5, leading=13)


class Lines(Flowable):
    """Lines to write on, as far apart as a pen needs."""

    canv: TaggedCanvas

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count
        self.spaceAfter = AFTER

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size: the whole width, a step for each line."""
        self.width, self.height = availWidth, self._count * PEN
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines; there is nothing to read."""
        with self.canv.artifact():
            self.canv.setStrokeColor(PEN_COLOUR)
            self.canv.setLineWidth(PEN_WIDTH)
            for number in range(self._count):
                y = self.height - (number + 1) * PEN
                self.canv.line(0, y, self.width, y)


class LabelledLine(Flowable):
    """A short question with the line to answer on behind it."""

    canv: TaggedCanvas

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = text(label, LABEL)
        self._taken = stringWidth(printable(label), LABEL.fontName, LABEL.fontSize)
        self.spaceAfter = AFTER

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size: one line of a pen, or more for a long question."""
        _, tall = self._label.wrap(availWidth, availHeight)
        self.width, self.height = availWidth, max(PEN, tall)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the question at the foot of the line, and the line behind it."""
        self._label.drawOn(self.canv, 0, 0)
        with self.canv.artifact():
            self.canv.setStrokeColor(PEN_COLOUR)
            self.canv.setLineWidth(PEN_WIDTH)
            self.canv.line(min(self._taken + INDENT / 2, self.width), 0, self.width, 0)


class Ticks(Flowable):
    """Choices with a box each, in as many columns as fit, read as a list."""

    canv: TaggedCanvas

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__()
        self._choices = [text(one, CHOICE) for one in choices]
        self._widest = max(
            stringWidth(printable(one), CHOICE.fontName, CHOICE.fontSize) for one in choices
        )
        self._element = Element("L")
        self.spaceAfter = AFTER

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; every row is as tall as the tallest choice."""
        needed = self._widest + INDENT + layout.GUTTER
        fitting = max(1, int((availWidth + layout.GUTTER) // needed))
        self._columns = min(fitting, MOST_COLUMNS, len(self._choices))
        self._step = (availWidth + layout.GUTTER) / self._columns
        room = self._step - layout.GUTTER - INDENT
        self._row = max(one.wrap(room, availHeight)[1] for one in self._choices)
        self.width = availWidth
        self.height = ceil(len(self._choices) / self._columns) * self._row
        return self.width, self.height

    def draw(self) -> None:
        """Draw box and words of every choice, row by row."""
        with self.canv.group(self._element):
            for number, choice in enumerate(self._choices):
                row, column = divmod(number, self._columns)
                x, top = column * self._step, self.height - row * self._row
                self._draw_box(x, top)
                with self.canv.group(Element("LI")), self.canv.group(Element("LBody")):
                    choice.drawOn(self.canv, x + INDENT, top - choice.height)

    def _draw_box(self, x: float, top: float) -> None:
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.INK)
            self.canv.setLineWidth(PEN_WIDTH)
            self.canv.rect(x, top - BOX - ABOVE_BOX, BOX, BOX, fill=0)

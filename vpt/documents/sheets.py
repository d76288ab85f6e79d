"""Paper of other sizes, and what is cut out of it: the page, labels with marks, a warning."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents import furniture, layout
from vpt.documents.cutting import fitted
from vpt.documents.figures import QrCode
from vpt.documents.meta import DocumentMeta
from vpt.documents.paragraphs import Text, tagged
from vpt.documents.tagging import Furniture, TaggedCanvas

LABEL_COLUMNS = 2
LABEL_HEIGHT = 53 * mm
LABEL_PADDING = 5 * mm
LABEL_CODE = 34 * mm
"""The side of the QR code on a label: read from an arm's length."""
TICK = 3 * mm
"""How long the marks are along which a label is cut."""
PANEL_PADDING = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of paper with its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right


A4_SHEET = Sheet(
    width=layout.PAGE_WIDTH,
    height=layout.PAGE_HEIGHT,
    left=layout.LEFT,
    right=layout.RIGHT,
    top=layout.TOP,
    bottom=layout.BOTTOM,
)
A5_SHEET = Sheet(
    width=A5[0], height=A5[1], left=14 * mm, right=14 * mm, top=15 * mm, bottom=15 * mm
)


def poster_furniture(meta: DocumentMeta) -> Furniture:
    """Return what draws the edge of a small page: whose it is, which page, and warnings."""
    sheet, size = A5_SHEET, layout.FURNITURE_SIZE

    def draw(canvas: TaggedCanvas, page: int, pages: int) -> None:
        warned = furniture.warnings(meta)
        edge = sheet.width - sheet.right
        canvas.setFont(layout.BOLD, size)
        canvas.setFillColor(layout.WARNING)
        canvas.drawRightString(edge, sheet.height - 9 * mm, warned)
        place = f"{page} van {pages}" if pages > 1 else ""
        canvas.setFont(layout.REGULAR, size)
        canvas.setFillColor(layout.MUTED)
        canvas.drawRightString(edge, 8 * mm, place)
        room = sheet.room - stringWidth(place, layout.REGULAR, size) - layout.GUTTER
        words = f"{meta.organisation}, opgemaakt op {meta.issued_at}"
        canvas.drawString(sheet.left, 8 * mm, fitted(words, layout.REGULAR, size, room))

    return draw


def centred(style: ParagraphStyle, **changes: Any) -> ParagraphStyle:
    """Return a style in the middle of its column."""
    return ParagraphStyle(f"{style.name}-centred", style, alignment=TA_CENTER, **changes)


class Label:
    """What is cut out: words at the left, a QR code at the right; `words` fit the room."""

    def __init__(self, words: Sequence[Text], code: QrCode) -> None:
        self._words, self._code = words, code

    def fits(self, width: float) -> bool:
        """Lay the words out and tell whether they fit on a label of this width."""
        room = width - 2 * LABEL_PADDING - LABEL_CODE - layout.GUTTER
        high = sum(word.wrap(room, LABEL_HEIGHT)[1] + word.getSpaceBefore() for word in self._words)
        return high <= LABEL_HEIGHT - 2 * LABEL_PADDING

    def draw(self, canvas: TaggedCanvas, left: float, width: float) -> None:
        """Draw the words from the top, then the code in the middle of what is left."""
        top = LABEL_HEIGHT - LABEL_PADDING
        for word in self._words:
            top -= word.height + word.getSpaceBefore()
            word.drawOn(canvas, left + LABEL_PADDING, top)
        self._code.drawOn(
            canvas, left + width - LABEL_PADDING - LABEL_CODE, (LABEL_HEIGHT - LABEL_CODE) / 2
        )


class LabelRow(Flowable):
    """Labels beside each other, each between marks to cut along."""

    canv: TaggedCanvas

    def __init__(self, labels: Sequence[Label]) -> None:
        super().__init__()
        self._labels = labels
        self.width, self.height = layout.WIDTH, LABEL_HEIGHT

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size, which never changes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the marks, which nobody hears, and every label."""
        width = self.width / LABEL_COLUMNS
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.MUTED)
            self.canv.setLineWidth(layout.HAIRLINE)
            for column in range(LABEL_COLUMNS + 1):
                for y in (0.0, LABEL_HEIGHT):
                    self._cross(column * width, y)
        for number, label in enumerate(self._labels):
            label.draw(self.canv, number * width, width)

    def _cross(self, x: float, y: float) -> None:
        self.canv.line(x - TICK, y, x + TICK, y)
        self.canv.line(x, y - TICK, x, y + TICK)


class Panel(Flowable):
    """A few words in white on a coloured panel as wide as the column."""

    canv: TaggedCanvas

    def __init__(self, words: str) -> None:
        super().__init__()
        style = ParagraphStyle(
            "panel",
            layout.SUBHEADING,
            fontSize=19,
            leading=25,
            textColor=white,
            alignment=TA_CENTER,
        )
        self._words = tagged(Text, words, style, "P")
        self.spaceBefore = self.spaceAfter = layout.LINE

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the width of the column and the height of the panel."""
        high = self._words.wrap(availWidth, availHeight)[1]
        self.width, self.height = availWidth, high + 2 * PANEL_PADDING
        return self.width, self.height

    def draw(self) -> None:
        """Draw the panel, which nobody hears, and the words on it."""
        with self.canv.artifact():
            self.canv.setFillColor(layout.WARNING)
            self.canv.roundRect(0, 0, self.width, self.height, 4, stroke=0, fill=1)
        self._words.drawOn(self.canv, 0, PANEL_PADDING)


class Middle(Flowable):
    """A figure in the middle of its column."""

    def __init__(self, figure: QrCode) -> None:
        super().__init__()
        self._figure = figure
        self.height = figure.height

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the width of the column and the height of the figure."""
        self.width = availWidth
        return self.width, self.height

    def draw(self) -> None:
        """Draw the figure."""
        self._figure.drawOn(self.canv, (self.width - self._figure.width) / 2, 0)

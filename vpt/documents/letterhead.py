"""The opening of a letter: whose paper it is, the address in the window, and what it is about."""

from collections.abc import Sequence
from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Spacer

from vpt.documents import envelope, layout
from vpt.documents.cutting import fitted
from vpt.documents.figures import Column, check_figure
from vpt.documents.glyphs import printable
from vpt.documents.logos import LogoFigure
from vpt.documents.meta import DocumentMeta
from vpt.documents.paragraphs import Text, tagged
from vpt.documents.tagging import Element, TaggedCanvas

MOST_LINES = 8
"""What an address has beyond these goes on behind the last."""
SIZES = tuple(size / 4 for size in range(40, 19, -1))
"""Of an address: as large as its longest line and its number of lines allow, in points."""
LEADING = 1.25
RETURN_SIZES = (6.5, 6.25, 6.0)
"""Of the return address on one line; a longer one takes a second, above it."""
_BACK = "Retour: "


class Letterhead(Flowable):
    """Logo or name, return line, address, and the column with date, reference and check.

    Stands first on the first page and reaches above the frame. With an address it is as high as
    the window needs, so that nothing of the letter itself can be read through it.
    """

    canv: TaggedCanvas

    def __init__(
        self, meta: DocumentMeta, address: Sequence[str], facts: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self._name = _name(meta)
        self._address = _in_lines(address)
        self._return = _return_line(meta.house.return_address) if self._address else None
        self._column = _column(meta, facts) if self._address else None
        self._lines: list[Text] = []

    @property
    def has_window(self) -> bool:
        """Tell whether there is an address, and with it the column beside it."""
        return bool(self._address)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size; the letter starts below it."""
        self._name.wrapOn(self.canv, layout.LETTER_LOGO_WIDTH, availHeight)
        ends = layout.LETTERHEAD_BOTTOM
        if self._return:
            self._return.wrapOn(self.canv, envelope.WIDTH, availHeight)
        if self._address:
            self._lines = fitting(self._address)
            for line in self._lines:
                line.wrapOn(self.canv, envelope.WIDTH, availHeight)
            ends = layout.LETTER_TOP
        if self._column:
            _, height = self._column.wrapOn(self.canv, layout.FIGURE_WIDTH, availHeight)
            ends = max(ends, layout.LETTER_COLUMN_TOP + height + layout.HALF)
        self.width, self.height = availWidth, ends - layout.TOP
        return self.width, self.height

    def draw(self) -> None:
        """Draw everything at its place on the page, in the order in which it is read."""
        self._name.drawOn(self.canv, 0, self._up(layout.LETTERHEAD_TOP + self._name.height))
        if self._return:
            self._draw_return(self._return)
        top = envelope.ADDRESS_TOP
        for line in self._lines:
            top += line.height
            line.drawOn(self.canv, 0, self._up(top))
        if self._column:
            below = layout.LETTER_COLUMN_TOP + self._column.height
            self._column.drawOn(self.canv, layout.WIDTH - layout.FIGURE_WIDTH, self._up(below))

    def _draw_return(self, line: Text) -> None:
        foot = self._up(envelope.ADDRESS_TOP - layout.HALF)
        line.drawOn(self.canv, 0, foot)
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.LINE_COLOUR)
            self.canv.setLineWidth(layout.HAIRLINE)
            self.canv.line(0, foot - 1, envelope.WIDTH, foot - 1)

    def _up(self, below_top: float) -> float:
        """Return the height above the foot of this flowable of a place below the page's top."""
        return self.height - (below_top - layout.TOP)


class Facts(Flowable):
    """Date, reference and the like: each label above its value, as a list of terms."""

    canv: TaggedCanvas

    def __init__(self, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = [
            (tagged(Text, label, layout.CAPTION, "Lbl"), tagged(Text, value, layout.CELL, "P"))
            for label, value in facts
        ]

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of all pairs under each other."""
        heights = [
            part.wrapOn(self.canv, availWidth, availHeight)[1] for row in self._rows for part in row
        ]
        self.width, self.height = availWidth, sum(heights) + len(self._rows) * layout.FACT_GAP
        return self.width, self.height

    def draw(self) -> None:
        """Draw the pairs from the top."""
        top = self.height
        with self.canv.group(Element("L")):
            for label, value in self._rows:
                with self.canv.group(Element("LI")):
                    top -= label.height
                    label.drawOn(self.canv, 0, top)
                    top -= value.height
                    with self.canv.group(Element("LBody")):
                        value.drawOn(self.canv, 0, top)
                    top -= layout.FACT_GAP


def fitting(address: Sequence[str]) -> list[Text]:
    """Return the address in the largest size in which it fits; what never fits is cut off."""
    for size in SIZES:
        style = _address_style(size)
        lines = [tagged(Text, line, style, "P") for line in address]
        if sum(line.wrap(envelope.WIDTH, envelope.HEIGHT)[1] for line in lines) <= envelope.HEIGHT:
            return lines
    smallest = _address_style(SIZES[-1])
    room = envelope.WIDTH - 1
    cut = [fitted(line, smallest.fontName, smallest.fontSize, room) for line in address]
    return [tagged(Text, line, smallest, "P") for line in cut]


def _in_lines(address: Sequence[str]) -> list[str]:
    """Return the lines that say something, as many as the window holds; none is lost."""
    lines = [line for line in address if printable(line)]
    kept, rest = lines[: MOST_LINES - 1], lines[MOST_LINES - 1 :]
    return [*kept, ", ".join(rest)] if rest else kept


def _name(meta: DocumentMeta) -> Flowable:
    if meta.house.logo:
        return LogoFigure(meta.house.logo, meta.organisation)
    return tagged(Text, meta.organisation, layout.LETTER_NAME, "P")


def _return_line(value: str) -> Text | None:
    if not printable(value):
        return None
    line = f"{_BACK}{value}"
    fits = (one for one in RETURN_SIZES if _is_within(line, one))
    return tagged(Text, line, _return_style(next(fits, RETURN_SIZES[0])), "P")


def _is_within(line: str, size: float) -> bool:
    return stringWidth(printable(line), layout.REGULAR, size) <= envelope.WIDTH


def _column(meta: DocumentMeta, facts: Sequence[tuple[str, str]]) -> Column | None:
    parts: list[Flowable] = [Facts(facts)] if facts else []
    if meta.check_address:
        parts += [Spacer(0, layout.HALF)] if facts else []
        parts.append(check_figure(meta.check_address, layout.FIGURE_WIDTH))
    return Column(parts, layout.FIGURE_WIDTH) if parts else None


@cache
def _address_style(size: float) -> ParagraphStyle:
    return ParagraphStyle(
        f"address-{size}", layout.LETTER_ADDRESS, fontSize=size, leading=size * LEADING
    )


@cache
def _return_style(size: float) -> ParagraphStyle:
    return ParagraphStyle(f"return-{size}", layout.LETTER_RETURN, fontSize=size)

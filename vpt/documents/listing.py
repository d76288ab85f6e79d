"""Points under each other that a screen reader hears as a list, also over a page break."""

from collections.abc import Sequence
from contextlib import ExitStack

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.paragraphs import Text, tagged
from vpt.documents.tagging import Element


class Point(Text):
    """One point; both halves of a split one lie in the same item of the list."""

    above: tuple[Element, ...] = ()
    """The list and the item, from the outside in."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts before and after the page break."""
        parts = super().split(availWidth, availHeight)
        for part in parts:
            if isinstance(part, Point):
                part.above = self.above
        return parts

    def draw(self) -> None:
        """Draw the point below its item."""
        with ExitStack() as inside:
            for element in self.above:
                inside.enter_context(self.canv.group(element))
            super().draw()


def points(lines: Sequence[str], style: ParagraphStyle, last: ParagraphStyle) -> list[Flowable]:
    """Return a list with a dash before every line; the last has a style of its own."""
    whole = Element("L")
    styles = [style] * (len(lines) - 1) + [last]
    return [_point(line, one, whole) for line, one in zip(lines, styles, strict=True)]


def _point(line: str, style: ParagraphStyle, whole: Element) -> Point:
    point = tagged(Point, f"{layout.DASH}{line}", style, "LBody")
    point.above = (whole, Element("LI"))
    return point

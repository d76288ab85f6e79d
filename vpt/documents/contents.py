"""A table of contents: headings, dots and page numbers that are only known when all is drawn."""

from collections.abc import Iterable, Iterator
from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.cutting import fitted
from vpt.documents.paragraphs import Heading
from vpt.documents.tagging import Element, TaggedCanvas

NAME = "Inhoud"
SECTION, PART = 2, 3
"""Levels of the headings that are listed."""
_STYLES = {SECTION: layout.CONTENTS, PART: layout.CONTENTS_PART}


class ContentsLine(Flowable):
    """One heading with the number of its page; the whole line is a link to it."""

    canv: TaggedCanvas

    def __init__(self, heading: Heading, listing: Element) -> None:
        super().__init__()
        self._heading, self._listing = heading, listing
        self._style = _STYLES[heading.level]
        self._indent = layout.CONTENTS_INDENT

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of one line."""
        self.width, self.height = availWidth, self._style.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the heading and the dots; the number follows when it is known."""
        x, y = self.canv.absolutePosition(0, 0)
        link = Element("Link", leads_to=self._heading.element)
        link.box = (x, y, x + self.width, y + self.height)
        with (
            self.canv.group(self._listing),
            self.canv.group(Element("TOCI")),
            self.canv.group(Element("Reference")),
        ):
            end = self._draw_words(link)
        self._draw_dots(end)
        right, baseline = x + self.width, y + self._baseline
        self.canv.later(partial(_draw_number, self.canv, link, (right, baseline), self._style))

    @property
    def _baseline(self) -> float:
        return (self.height - self._style.fontSize) / 2 + 1

    def _draw_words(self, link: Element) -> float:
        """Draw the heading, cut where the numbers begin; return where it ends."""
        style, room = self._style, self.width - self._indent - layout.CONTENTS_NUMBERS
        words = fitted(self._heading.title, style.fontName, style.fontSize, room)
        with self.canv.content(link):
            self.canv.setFillColor(style.textColor)
            self.canv.setFont(style.fontName, style.fontSize)
            # The spaces keep a reader from joining words and numbers.
            if self._heading.ordinal:
                self.canv.drawString(0, self._baseline, f"{self._heading.ordinal} ")
            self.canv.drawString(self._indent, self._baseline, f"{words} ")
        return self._indent + stringWidth(words, style.fontName, style.fontSize)

    def _draw_dots(self, start: float) -> None:
        """Draw dots that stand under those of the line above."""
        end = self.width - layout.CONTENTS_NUMBERS
        first = end - (end - start - layout.GUTTER / 2) // layout.DOTS * layout.DOTS
        if first >= end:
            return
        with self.canv.artifact():
            self.canv.saveState()
            self.canv.setStrokeColor(layout.LINE_COLOUR)
            self.canv.setLineWidth(0.9)
            self.canv.setLineCap(1)
            self.canv.setDash([0, layout.DOTS])
            self.canv.line(first, self._baseline + 0.6, end, self._baseline + 0.6)
            self.canv.restoreState()


class PageReference(Flowable):
    """Words that end in the number of the page of a heading, and lead to it."""

    canv: TaggedCanvas

    def __init__(self, words: str, heading: Heading, style: ParagraphStyle) -> None:
        super().__init__()
        self._words, self._style = words, style
        self._link = Element("Link", leads_to=heading.element)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of one line."""
        self.width, self.height = availWidth, self._style.leading
        return self.width, self.height

    def draw(self) -> None:
        """Take the place of the words; they are drawn when the number is known."""
        x, y = self.canv.absolutePosition(0, 0)
        self._link.box = (x, y, x + self.width, y + self.height)
        with self.canv.group(self._link):
            self.canv.later(partial(self._draw_words, self.canv, x, y))

    def _draw_words(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        if self._link.leads_to is None:
            return
        page = canvas.places[self._link.leads_to].page
        with canvas.content(self._link):
            canvas.setFillColor(self._style.textColor)
            canvas.setFont(self._style.fontName, self._style.fontSize)
            canvas.drawString(
                x, y + self._style.leading - self._style.fontSize, f"{self._words} {page}"
            )


def contents(story: Iterable[Flowable]) -> list[Flowable]:
    """Return the list of what follows; nothing when nothing does."""
    listing = Element("TOC")
    lines = [ContentsLine(heading, listing) for heading in headings_in(story)]
    return flowables.section(NAME, lines)


def numbered(story: list[Flowable]) -> list[Flowable]:
    """Return the story with a number before every section."""
    sections = [heading for heading in headings_in(story) if heading.level == SECTION]
    for number, heading in enumerate(sections, 1):
        heading.number(number)
    return story


def headings_in(story: Iterable[Flowable]) -> Iterator[Heading]:
    """Yield the headings that are listed, in order; also those kept with what follows them."""
    for flowable in story:
        if isinstance(flowable, Heading) and flowable.level in _STYLES:
            yield flowable
        yield from headings_in(getattr(flowable, "parts", ()))


def _draw_number(
    canvas: TaggedCanvas, link: Element, corner: tuple[float, float], style: ParagraphStyle
) -> None:
    if link.leads_to is None:
        return
    right, baseline = corner
    with canvas.content(link):
        canvas.setFillColor(style.textColor)
        canvas.setFont(style.fontName, style.fontSize)
        canvas.drawRightString(right, baseline, str(canvas.places[link.leads_to].page))

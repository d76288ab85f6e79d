"""The few tagged flowables every document is made of; user text is never read as markup."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph

from vpt.documents import layout
from vpt.documents.glyphs import printable
from vpt.documents.meta import DocumentMeta
from vpt.documents.tables import DEFINITIONS, TABLE, Roles, TableTagger, TaggedTable
from vpt.documents.tagging import Element, TaggedCanvas

if TYPE_CHECKING:
    from reportlab.platypus.tables import TableRenderCB

Cell = str | Flowable | Sequence[Flowable]


class Text(Paragraph):
    """A tagged paragraph; both halves of a split one are one element."""

    canv: TaggedCanvas
    blPara: Any  # noqa: N815 - ReportLab's broken lines
    frags: list[Any]

    def __init__(self, *content: Any, **options: Any) -> None:
        super().__init__(*content, **options)
        self.element = Element("P")
        self.ends_at_a_space = False

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts before and after the page break."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            part.element = self.element
        if len(parts) > 1:
            parts[0].ends_at_a_space = _ends_between_words(_words(parts[0]), _words(self))
            parts[1].ends_at_a_space = self.ends_at_a_space
        return parts

    def draw(self) -> None:
        """Draw the paragraph as the content of its element."""
        self._keep_spaces_at_line_ends()
        with self.canv.content(self.element):
            super().draw()

    def _keep_spaces_at_line_ends(self) -> None:
        """Put back the space of a soft line break; without it a reader joins the two words."""
        lines = self.blPara.lines
        remaining = iter(_words(self))
        pending = ""
        for index, (extra, words) in enumerate(lines):
            for word in words:
                pending = (pending or next(remaining, ""))[len(word) :]
            is_last = index == len(lines) - 1
            if words and (self.ends_at_a_space if is_last else not pending):
                lines[index] = (extra, [*words[:-1], f"{words[-1].rstrip()} "])


T = TypeVar("T", bound=Text)


def _words(paragraph: Text) -> list[str]:
    # A fresh paragraph holds text, a part of a split one holds the words of its lines.
    return [
        word
        for frag in paragraph.frags
        for word in (frag.text.split() if hasattr(frag, "text") else frag.words)
    ]


def _ends_between_words(part: list[str], whole: list[str]) -> bool:
    return part == whole[: len(part)]


class Heading(Text):
    """A heading that appears in the outline."""

    def __init__(self, *content: Any, **options: Any) -> None:
        super().__init__(*content, **options)
        self.level = 1

    def draw(self) -> None:
        """Draw the heading and remember where it stands."""
        _, top = self.canv.absolutePosition(0, self.height)
        self.canv.bookmark(self.level, self.getPlainText(), top)
        super().draw()


class Quote(Text):
    """Literal words of somebody, with a rule in the margin."""

    def draw(self) -> None:
        """Draw the rule and the words."""
        with self.canv.artifact():
            self.canv.setStrokeColor(layout.LINE_COLOUR)
            self.canv.setLineWidth(2)
            self.canv.line(layout.LABEL_WIDTH + 1, 2, layout.LABEL_WIDTH + 1, self.height)
        super().draw()


class Kept(Flowable):
    """A heading that never stands alone: it breaks only where what follows it can break."""

    def __init__(self, head: Flowable, follower: Flowable) -> None:
        super().__init__()
        self._head = head
        self._follower = follower
        self._gap = max(head.getSpaceAfter(), follower.getSpaceBefore())
        self.spaceBefore = head.getSpaceBefore()
        self.spaceAfter = follower.getSpaceAfter()

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803 - ReportLab's names
        """Return the size of heading and follower together."""
        _, self._head_height = self._head.wrapOn(self.canv, availWidth, availHeight)
        room = availHeight - self._head_height - self._gap
        _, follower_height = self._follower.wrapOn(self.canv, availWidth, room)
        self.width = availWidth
        self.height = self._head_height + self._gap + follower_height
        return self.width, self.height

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the heading with as much of the follower as fits, then the rest."""
        room = availHeight - self._head_height - self._gap
        parts = self._follower.splitOn(self.canv, availWidth, room) if room > 0 else []
        if not parts:
            return []
        return [Kept(self._head, parts[0]), *parts[1:]]

    def draw(self) -> None:
        """Draw both."""
        self._head.drawOn(self.canv, 0, self.height - self._head_height)
        self._follower.drawOn(self.canv, 0, 0)


def text(value: str, style: ParagraphStyle = layout.BODY, role: str = "P") -> Text:
    """Return one paragraph of plain text; markup in it is printed, not obeyed."""
    return _tagged(Text, value, style, role)


def prose(value: str, style: ParagraphStyle = layout.PROSE) -> list[Flowable]:
    """Return a paragraph for every line of the text that is not empty."""
    kind = Quote if style is layout.QUOTE else Text
    return [_tagged(kind, line, style, "P") for line in value.splitlines() if line.strip()]


def title(value: str) -> Flowable:
    """Return the title of the document."""
    return _heading(value, layout.TITLE, 1)


def section(name: str, blocks: Sequence[Flowable]) -> list[Flowable]:
    """Return a section: its heading, kept with the first of the blocks."""
    return _headed(_heading(name, layout.HEADING, 2), blocks)


def subsection(name: str, blocks: Sequence[Flowable]) -> list[Flowable]:
    """Return a part of a section: its small heading, kept with the first of the blocks."""
    return _headed(_heading(name, layout.SUBHEADING, 3), blocks)


def definitions(pairs: Sequence[tuple[str, str]]) -> Flowable:
    """Return labels in the label column and values in the text column."""
    rows = [(text(label, layout.LABEL, "Span"), _lines(value)) for label, value in pairs]
    return _grid(rows, (layout.LABEL_WIDTH, layout.TEXT_WIDTH), DEFINITIONS, header_rows=0)


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths_mm: Sequence[int]
) -> Flowable:
    """Return a full-width table with a repeated header row; widths in millimetres."""
    head = [text(name, layout.COLUMN_HEAD) for name in heads]
    widths = [width * mm for width in widths_mm]
    return _grid([head, *rows], widths, TABLE, header_rows=1)


def stack(*parts: tuple[str, ParagraphStyle]) -> tuple[Flowable, ...]:
    """Return the content of one cell: paragraphs under each other, empty ones left out."""
    return tuple(
        text(line, style) for value, style in parts for line in value.splitlines() if line.strip()
    )


def title_block(meta: DocumentMeta) -> list[Flowable]:
    """Return the opening of a document: title, whose copy this is, and how to treat it."""
    rows = [
        ("Organisatie", meta.organisation),
        ("Bestemd voor", meta.recipient),
        ("Exemplaar", f"Versie {meta.version}, opgemaakt op {meta.issued_at}"),
        ("Rubricering", meta.classification),
    ]
    return [title(f"{meta.title} {meta.reference}"), definitions(rows)]


def _tagged(kind: type[T], value: str, style: ParagraphStyle, role: str) -> T:
    # Given as a ready fragment, the text is never parsed: markup in it cannot mean anything.
    flowable = kind(None, style, frags=[_fragment(style).clone(text=printable(value))])
    flowable.element = Element(role)
    return flowable


@cache
def _fragment(style: ParagraphStyle) -> Any:
    return Text("x", style).frags[0]


def _heading(value: str, style: ParagraphStyle, level: int) -> Heading:
    heading = _tagged(Heading, value, style, f"H{level}")
    heading.level = level
    return heading


def _headed(heading: Heading, blocks: Sequence[Flowable]) -> list[Flowable]:
    return [Kept(heading, blocks[0]), *blocks[1:]]


def _lines(value: str) -> tuple[Flowable, ...]:
    return stack((value, layout.BODY)) or (text("–"),)


def _grid(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], roles: Roles, *, header_rows: int
) -> Flowable:
    return TaggedTable(
        [[_cell(cell) for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=header_rows,
        splitInRow=layout.ROW_PIECE,
        hAlign="LEFT",
        style=_grid_style(len(widths), header_rows=header_rows),
        renderCB=cast("TableRenderCB", TableTagger(roles)),  # called, never asked for methods
    )


def _cell(content: Cell) -> tuple[Flowable, ...]:
    if isinstance(content, str):
        return stack((content, layout.CELL))
    return (content,) if isinstance(content, Flowable) else tuple(content)


def _grid_style(columns: int, *, header_rows: int) -> list[tuple[Any, ...]]:
    everywhere, last = ((0, 0), (-1, -1)), ((columns - 1, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, layout.GUTTER),
        ("RIGHTPADDING", *last, 0),
        ("TOPPADDING", *everywhere, layout.CELL_TOP if header_rows else layout.FACT_TOP),
        ("BOTTOMPADDING", *everywhere, layout.CELL_BOTTOM if header_rows else layout.FACT_BOTTOM),
        ("LINEBELOW", *everywhere, layout.HAIRLINE, layout.LINE_COLOUR),
    ]
    if header_rows:
        style.append(("LINEBELOW", (0, 0), (-1, header_rows - 1), layout.RULE, layout.DEEP))
    return style

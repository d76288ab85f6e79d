"""The few tagged flowables every document is made of; user text is never read as markup."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.figures import SideBySide, check_figure
from vpt.documents.glyphs import clean, printable
from vpt.documents.keeping import Beside, Kept
from vpt.documents.meta import DocumentMeta
from vpt.documents.paragraphs import Heading, Quote, Text, tagged
from vpt.documents.tables import DEFINITIONS, TABLE, Roles, TableTagger, TaggedTable

if TYPE_CHECKING:
    from reportlab.platypus.tables import TableRenderCB

Cell = str | Flowable | Sequence[Flowable]
_DAY_AND_TIME = re.compile(r", (?=\d\d:\d\d)")


def text(value: str, style: ParagraphStyle = layout.BODY, role: str = "P") -> Text:
    """Return one paragraph of plain text; markup in it is printed, not obeyed."""
    return tagged(Text, value, style, role)


def prose(value: str, style: ParagraphStyle = layout.PROSE) -> list[Flowable]:
    """Return a paragraph for every line of the text that is not empty."""
    kind = Quote if style is layout.QUOTE else Text
    return [tagged(kind, line, style, "P") for line in _lines(value)]


def title(value: str) -> Flowable:
    """Return the title of the document."""
    return _heading(value, layout.TITLE, 1)


def headline(value: str, style: ParagraphStyle) -> Flowable:
    """Return the title of a document in a style of its own."""
    return _heading(value, style, 1)


def cover_title(value: str) -> Heading:
    """Return the title on the band of a cover."""
    return _heading(value, layout.COVER_TITLE, 1)


def subject(value: str) -> Flowable:
    """Return what a letter is about: its title, in the size of a heading."""
    return _heading(value, layout.SUBJECT, 1)


def section(
    name: str, blocks: Sequence[Flowable], style: ParagraphStyle = layout.HEADING
) -> list[Flowable]:
    """Return a section: its heading, kept with the first of the blocks."""
    return _headed(_heading(name, style, 2), blocks)


def subsection(name: str, blocks: Sequence[Flowable]) -> list[Flowable]:
    """Return a part of a section: its small heading, kept with the first of the blocks."""
    return _headed(_heading(name, layout.SUBHEADING, 3), blocks)


def picture_heading(number: str, longer: str) -> Heading:
    """Return the number of an exhibit as a heading; outline and contents say what it is."""
    heading = _heading(number, layout.PICTURE_NUMBER, 3)
    heading.longer = printable(longer)
    return heading


def empty_section(name: str, sentence: str) -> list[Flowable]:
    """Return a section without content on one line: its heading, and why there is no more."""
    head = _heading(name, layout.EMPTY_HEADING, 2)
    return [Beside(head, text(sentence, layout.EMPTY))]


def kept(blocks: Sequence[Flowable]) -> Flowable:
    """Return all blocks as one that only breaks within the last."""
    *heads, last = blocks
    for head in reversed(heads):
        last = Kept(head, last)
    return last


def definitions(
    pairs: Sequence[tuple[str, str]],
    style: ParagraphStyle = layout.BODY,
    text_width: float = layout.TEXT_WIDTH,
) -> Flowable:
    """Return labels in the label column and values in the text column."""
    labels = layout.LABEL if style.leading >= layout.LABEL.leading else layout.CELL_MUTED
    rows = [(text(label, labels, "Span"), stack((value or "–", style))) for label, value in pairs]
    return _grid(rows, (layout.LABEL_WIDTH, text_width), DEFINITIONS, header_rows=0)


def fill_in(
    pairs: Sequence[tuple[str, str]],
    text_width: float = layout.TEXT_WIDTH,
    above: float = layout.FILL_TOP,
) -> Flowable:
    """Return labels with a line each to write on, below this much room; a value is a choice."""
    rows = [
        (text(label, layout.LABEL, "Span"), stack((value, layout.BODY))) for label, value in pairs
    ]
    return _grid(rows, (layout.LABEL_WIDTH, text_width), DEFINITIONS, header_rows=0, above=above)


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths_mm: Sequence[int],
    amounts: frozenset[int] = frozenset(),
) -> Flowable:
    """Return a full-width table with a repeated header row; widths in millimetres.

    The heads of the columns in `amounts` stand at the right, above figures that do too.
    """
    styles = {True: layout.AMOUNT_HEAD, False: layout.COLUMN_HEAD}
    head = [text(name, styles[column in amounts]) for column, name in enumerate(heads)]
    widths = [width * mm for width in widths_mm]
    return _grid([head, *rows], widths, TABLE, header_rows=1)


def stack(*parts: tuple[str, ParagraphStyle]) -> tuple[Flowable, ...]:
    """Return the content of one cell: paragraphs under each other, empty ones left out."""
    return tuple(text(line, style) for value, style in parts for line in _lines(value))


def when(value: str) -> tuple[Flowable, ...]:
    """Return a moment for a narrow column: it breaks between day and time, nowhere else."""
    return stack((_DAY_AND_TIME.sub(",\n", value), layout.CELL))


def title_block(meta: DocumentMeta) -> list[Flowable]:
    """Return the opening of a document: title, whose copy this is, and how to treat it."""
    copy = f"Versie {meta.version}" + (f", {meta.share}" if meta.share else "")
    rows = [
        ("Organisatie", meta.organisation),
        ("Bestemd voor", meta.recipient),
        ("Exemplaar", copy),
        ("Opgemaakt", meta.issued_at),
        ("Rubricering", meta.classification),
    ]
    return [title(f"{meta.title} {meta.reference}"), checkable(rows, meta.check_address)]


def checkable(rows: Sequence[tuple[str, str]], address: str) -> Flowable:
    """Return the facts of this copy, and beside them where it is checked."""
    if not address:
        return definitions(rows)
    room = layout.TEXT_WIDTH - layout.CHECK_WIDTH - layout.GUTTER
    figure = [check_figure(address)]
    return SideBySide(definitions(rows, text_width=room), figure, layout.CHECK_WIDTH)


def _heading(value: str, style: ParagraphStyle, level: int) -> Heading:
    heading = tagged(Heading, value, style, f"H{level}")
    heading.level = level
    return heading


def _headed(heading: Heading, blocks: Sequence[Flowable]) -> list[Flowable]:
    return [Kept(heading, blocks[0]), *blocks[1:]] if blocks else []


def _lines(value: str) -> list[str]:
    return [line for line in value.splitlines() if clean(line)]


def _grid(
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    roles: Roles,
    *,
    header_rows: int,
    above: float = layout.FACT_TOP,
) -> Flowable:
    return TaggedTable(
        [[_cell(cell) for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=header_rows,
        splitInRow=layout.ROW_PIECE,
        hAlign="LEFT",
        spaceAfter=layout.AFTER_GRID,
        style=_grid_style(len(widths), header_rows=header_rows, above=above),
        renderCB=cast("TableRenderCB", TableTagger(roles)),  # called, never asked for methods
    )


def _cell(content: Cell) -> tuple[Flowable, ...]:
    if isinstance(content, str):
        return stack((content, layout.CELL))
    return (content,) if isinstance(content, Flowable) else tuple(content)


def _grid_style(columns: int, *, header_rows: int, above: float) -> list[tuple[Any, ...]]:
    everywhere, last = ((0, 0), (-1, -1)), ((columns - 1, 0), (-1, -1))
    style: list[tuple[Any, ...]] = [
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, 0),
        ("RIGHTPADDING", *everywhere, layout.GUTTER),
        ("RIGHTPADDING", *last, 0),
        ("TOPPADDING", *everywhere, layout.CELL_TOP if header_rows else above),
        ("BOTTOMPADDING", *everywhere, layout.CELL_BOTTOM if header_rows else layout.FACT_BOTTOM),
        ("LINEBELOW", *everywhere, layout.HAIRLINE, layout.LINE_COLOUR),
    ]
    if header_rows:
        style.append(("LINEBELOW", (0, 0), (-1, header_rows - 1), layout.RULE, layout.DEEP))
    return style

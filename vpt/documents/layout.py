"""House style: the page, its grid, the colours, the fonts and the named text styles."""

from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

# The page. All measures are in points.
PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT = 25 * mm
RIGHT = 20 * mm
TOP = 31 * mm
BOTTOM = 30 * mm
HEADER_BASELINE = PAGE_HEIGHT - 18 * mm
FOOTER_TOP = 21 * mm
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

# The grid: a label column, and a text column of about 75 characters.
LABEL_WIDTH = 42 * mm
TEXT_WIDTH = WIDTH - LABEL_WIDTH

# The rhythm.
LINE = 14.0
HALF = LINE / 2
CELL_TOP = 4.5
CELL_BOTTOM = 5.5
FACT_TOP = 2.5
FACT_BOTTOM = 4.0
GUTTER = 10.0
HAIRLINE = 0.4
RULE = 1.0
ROW_PIECE = 96
"""A table row that fits on one page is only broken when this much of it fits on the first."""
ROW_LIMIT = HEIGHT - 60
"""A taller row is broken wherever the page ends."""

# The colours; every text colour has a contrast of at least 5.5 : 1 on white.
INK = HexColor(0x1A1F24)
DEEP = HexColor(0x12304F)
MUTED = HexColor(0x55606B)
LINE_COLOUR = HexColor(0xC9D1D8)
ACCENT = HexColor(0x1B4F80)
WARNING = HexColor(0xA32020)
PROGRESS: dict[str, Color] = {
    "done": HexColor(0x22693B),
    "current": ACCENT,
    "late": WARNING,
    "later": LINE_COLOUR,
}

REGULAR = "NotoSans"
BOLD = "NotoSans-Bold"
_FONT_FILES = {REGULAR: "NotoSans-Regular.ttf", BOLD: "NotoSans-Bold.ttf"}


def _register_fonts() -> None:
    folder = Path(__file__).parent / "fonts"
    for name, file in _FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR)


_register_fonts()  # once per process: reading the two faces takes longer than drawing a page


def _style(name: str, parent: ParagraphStyle | None = None, **changes: Any) -> ParagraphStyle:
    return ParagraphStyle(name, parent, **changes)


BODY = _style(
    "body",
    fontName=REGULAR,
    fontSize=9.5,
    leading=LINE,
    textColor=INK,
    allowWidows=0,
    allowOrphans=0,
    bulletFontName=REGULAR,
)
PROSE = _style("prose", BODY, leftIndent=LABEL_WIDTH, spaceAfter=HALF)
QUOTE = _style("quote", PROSE, leftIndent=LABEL_WIDTH + 12)
EMPTY = _style("empty", PROSE, textColor=MUTED)
LABEL = _style("label", BODY, textColor=MUTED)
TITLE = _style(
    "title", BODY, fontName=BOLD, fontSize=21, leading=28, textColor=DEEP, spaceAfter=LINE
)
HEADING = _style(
    "heading",
    BODY,
    fontName=BOLD,
    fontSize=12.5,
    leading=17,
    textColor=DEEP,
    spaceBefore=24,
    spaceAfter=HALF,
)
SUBHEADING = _style(
    "subheading", BODY, fontName=BOLD, textColor=DEEP, spaceBefore=LINE, spaceAfter=3
)
EMPTY_HEADING = _style("empty-heading", SUBHEADING, spaceBefore=10, spaceAfter=0)
NOTE = _style("note", BODY, fontSize=8, leading=11, textColor=MUTED, spaceBefore=5)
CELL = _style("cell", BODY, fontSize=8.5, leading=12)
CELL_BOLD = _style("cell-bold", CELL, fontName=BOLD)
CELL_MUTED = _style("cell-muted", CELL, textColor=MUTED)
FINGERPRINT = _style("fingerprint", CELL, fontSize=6.8, leading=10, textColor=MUTED)
COLUMN_HEAD = _style("column-head", CELL, fontName=BOLD, textColor=DEEP)
PHASE_TITLE = _style("phase-title", CELL_BOLD, fontSize=8, leading=10.5)
PHASE_CAPTION = _style("phase-caption", CELL_MUTED, fontSize=7.5, leading=10)
NOTICE = _style("notice", BODY, leftIndent=10, spaceAfter=LINE)

SUBJECT = _style("subject", HEADING, spaceBefore=LINE * 2, spaceAfter=LINE)
LETTER = _style("letter", BODY, fontSize=10, leading=15, spaceAfter=LINE * 0.7)
LETTER_POINT = _style(
    "letter-point", LETTER, leftIndent=12, firstLineIndent=-9, spaceAfter=HALF / 2
)
LETTER_HEADING = _style(
    "letter-heading", HEADING, fontSize=10.5, leading=15, spaceBefore=LINE * 0.9, spaceAfter=2
)
LETTER_CLOSE = _style("letter-close", LETTER, spaceBefore=LINE * 1.4, spaceAfter=LINE * 3.4)
"""The closing words: under them is room to sign by hand."""
LETTER_SIGNED = _style("letter-signed", LETTER, spaceAfter=0)
LETTER_NOTICE = _style("letter-notice", LETTER, fontSize=9, leading=13, spaceAfter=HALF)
LETTER_NOTICE_POINT = _style("letter-notice-point", LETTER_POINT, fontSize=9, leading=13)
LETTER_NOTICE_HEADING = _style(
    "letter-notice-heading", LETTER_HEADING, fontSize=9.5, leading=14, spaceBefore=LINE * 1.2
)

FURNITURE_SIZE = 7.5
FURNITURE_LEADING = 10.5

"""House style: the page, its grid, the colours, the fonts and the named text styles."""

from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_RIGHT
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
BOTTOM = 27 * mm
HEADER_BASELINE = PAGE_HEIGHT - 18 * mm
FOOTER_TOP = 21 * mm
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

# The grid: a label column, and a text column of about 75 characters.
LABEL_WIDTH = 42 * mm
TEXT_WIDTH = WIDTH - LABEL_WIDTH

FIGURE_WIDTH = 52 * mm
"""The column of a figure with its words, at the right."""
QR_SIDE = 27 * mm
"""With its quiet zone; a module is then well above the 0.4 mm a telephone needs."""
CHECK_WIDTH = 40 * mm
"""The column beside the title block that says where a copy is checked."""
CHECK_SIDE = 24 * mm

# The rhythm.
LINE = 14.0
HALF = LINE / 2
CELL_TOP = 4.5
CELL_BOTTOM = 5.5
FACT_TOP = 2.0
FACT_BOTTOM = 3.5
FILL_TOP = 8.0
"""Above a line that is filled in by hand: room for a pen."""
AFTER_GRID = 12.0
"""Between a table and what follows it, unless that asks for more."""
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
DASH = "– "
"""Before every line of a list in a letter."""

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


rl_config.useA85 = 0  # streams stay binary: smaller, and a photo goes in as it is
_register_fonts()  # once per process: reading the two faces takes longer than drawing a page


def _style(name: str, parent: ParagraphStyle | None = None, **changes: Any) -> ParagraphStyle:
    return ParagraphStyle(name, parent, **changes)


def _point(parent: ParagraphStyle) -> ParagraphStyle:
    """Return the style of a listed line: what runs on stands under the first word, not the dash."""
    hang = pdfmetrics.stringWidth(DASH, parent.fontName, parent.fontSize)
    return _style(
        f"{parent.name}-point", parent, leftIndent=hang, firstLineIndent=-hang, spaceAfter=HALF / 2
    )


BODY = _style(
    "body",
    fontName=REGULAR,
    fontSize=9.5,
    leading=LINE,
    textColor=INK,
    allowWidows=0,
    allowOrphans=0,
    embeddedHyphenation=1,
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
    spaceBefore=22,
    spaceAfter=HALF,
)
SUBHEADING = _style(
    "subheading", BODY, fontName=BOLD, textColor=DEEP, spaceBefore=LINE, spaceAfter=3
)
EMPTY_HEADING = _style("empty-heading", SUBHEADING, spaceBefore=10, spaceAfter=0)
NOTE = _style("note", BODY, fontSize=8, leading=11, textColor=MUTED, spaceBefore=5, spaceAfter=3)
NOTE_BESIDE = _style("note-beside", NOTE, leftIndent=LABEL_WIDTH)
CAPTION = _style("caption", NOTE, spaceBefore=0, spaceAfter=0)
FIGURE_TEXT = _style("figure-text", CAPTION, textColor=INK)
CELL = _style("cell", BODY, fontSize=8.5, leading=12)
CELL_PROSE = _style("cell-prose", CELL, leftIndent=LABEL_WIDTH)
CELL_BOLD = _style("cell-bold", CELL, fontName=BOLD)
CELL_AMOUNT = _style("cell-amount", CELL, alignment=TA_RIGHT)
CELL_TOTAL = _style("cell-total", CELL_AMOUNT, fontName=BOLD)
CELL_MUTED = _style("cell-muted", CELL, textColor=MUTED)
FINGERPRINT = _style("fingerprint", CELL, fontSize=6.8, leading=10, textColor=MUTED)
COLUMN_HEAD = _style("column-head", CELL, fontName=BOLD, textColor=DEEP)
AMOUNT_HEAD = _style("amount-head", COLUMN_HEAD, alignment=TA_RIGHT)
AMOUNT = _style("amount", BODY, alignment=TA_RIGHT)
PHASE_TITLE = _style("phase-title", CELL_BOLD, fontSize=8, leading=10.5)
PHASE_CAPTION = _style("phase-caption", CELL_MUTED, fontSize=7.5, leading=10)
NOTICE = _style("notice", BODY, leftIndent=10, spaceAfter=LINE)

EXHIBIT_PRINT = _style("exhibit-print", FINGERPRINT, fontSize=7.4, leading=11)
"""A fingerprint in a wide column: on one line, and large enough to compare by eye."""
CONTENTS = _style("contents", BODY, fontSize=10, leading=19)
CONTENTS_PART = _style("contents-part", BODY, fontSize=8.5, leading=13, textColor=MUTED)
CONTENTS_INDENT = 8 * mm
CONTENTS_NUMBERS = 10 * mm
"""The column of the page numbers; the dots end before it."""
DOTS = 3.0
"""From dot to dot, between a heading and its page number."""
COVER_KICKER = _style("cover-kicker", BODY, fontSize=11, leading=16, textColor=white)
COVER_TITLE = _style(
    "cover-title", TITLE, fontSize=30, leading=37, textColor=white, spaceBefore=4, spaceAfter=4
)
COVER_REFERENCE = _style(
    "cover-reference", COVER_KICKER, fontName=BOLD, fontSize=13, leading=19, spaceBefore=8
)
COVER_AIR = 15 * mm
"""Above and below the words on the coloured band of a cover."""
PICTURE_TEXT = _style("picture-text", CELL, leftIndent=LABEL_WIDTH, spaceBefore=6)
PICTURE_PRINT = _style(
    "picture-print", FINGERPRINT, leftIndent=LABEL_WIDTH, spaceBefore=2, spaceAfter=0
)
PICTURE_NUMBER = _style("picture-number", HEADING, spaceBefore=0, spaceAfter=2)
PICTURE_LOW = 92 * mm
"""The most a picture is high when two stand on a page."""
PICTURE_TALL = 205 * mm
"""The most a tall picture is high, which has a page to itself."""
PICTURE_GAP = 18.0
PIXEL = 0.75
"""A pixel is never printed larger than this, in points: 96 to the inch."""
SUBJECT = _style("subject", HEADING, spaceBefore=LINE, spaceAfter=LINE * 0.7)
LETTERHEAD_TOP = 13 * mm
LETTER_LOGO_WIDTH, LETTER_LOGO_HEIGHT = 75 * mm, 18 * mm
LETTERHEAD_BOTTOM = 40 * mm
"""Where a letter without an address begins; from the top of the page, as the following."""
LETTER_COLUMN_TOP = 28 * mm
"""Where date, reference and check begin, beside the address."""
LETTER_TOP = 92 * mm
"""Where a letter with an address begins at the earliest."""
FACT_GAP = 4.5
"""Between a fact beside the address and the next."""
SIGN_TOP = 14.0
"""Above a line to sign on."""
LETTER = _style("letter", BODY, fontSize=10, leading=15, spaceAfter=LINE * 0.7)
LETTER_INTRO = _style("letter-intro", LETTER, spaceAfter=HALF / 2)
LETTER_POINT = _point(LETTER)
LETTER_LAST = _style("letter-last", LETTER_POINT, spaceAfter=LETTER.spaceAfter)
LETTER_NAME = _style(
    "letter-name", BODY, fontName=BOLD, fontSize=14, leading=18, textColor=DEEP, spaceAfter=0
)
LETTER_ADDRESS = _style("letter-address", LETTER, spaceAfter=0)
LETTER_RETURN = _style("letter-return", BODY, fontSize=6.5, leading=8, textColor=MUTED)
LETTER_HEADING = _style(
    "letter-heading", HEADING, fontSize=10.5, leading=15, spaceBefore=LINE * 0.9, spaceAfter=2
)
LETTER_CLOSE = _style("letter-close", LETTER, spaceBefore=LINE, spaceAfter=LINE * 3)
"""The closing words: under them is room to sign by hand."""
LETTER_LAST_WORDS = _style("letter-last-words", LETTER_CLOSE, spaceAfter=0)
"""The closing words above lines to fill in, which bring their own room."""
LETTER_SIGNED = _style("letter-signed", LETTER, spaceAfter=0)
LETTER_NOTICE = _style("letter-notice", LETTER, fontSize=9, leading=13, spaceAfter=HALF)
LETTER_NOTICE_INTRO = _style("letter-notice-intro", LETTER_NOTICE, spaceAfter=HALF / 2)
LETTER_NOTICE_POINT = _point(LETTER_NOTICE)
LETTER_NOTICE_LAST = _style("letter-notice-last", LETTER_NOTICE_POINT, spaceAfter=HALF)
LETTER_NOTICE_HEADING = _style(
    "letter-notice-heading", LETTER_HEADING, fontSize=9.5, leading=14, spaceBefore=LINE * 1.2
)

LOGO_WIDTH, LOGO_HEIGHT = 60 * mm, 10.5 * mm
"""The most a logo takes of the band above a page."""
FURNITURE_SIZE = 7.5
FURNITURE_LEADING = 10.5

WATERMARK = HexColor(0xEEF1F4)
"""So light that the text above it keeps its contrast, on paper too."""
WATERMARK_SIZE = 30.0
WATERMARK_ANGLE = 52.0
WATERMARK_STEP = 78 * mm
WATERMARK_LENGTH = 285 * mm

"""What stands on every page: whose document, which copy, for whom, which page, and warnings."""

from collections.abc import Callable

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from vpt.documents import envelope, layout
from vpt.documents.cutting import fitted
from vpt.documents.glyphs import printable
from vpt.documents.logos import Logo
from vpt.documents.meta import DocumentMeta
from vpt.documents.tagging import Furniture, TaggedCanvas

DEMO_MARK = "DEMO – verzonnen gegevens"
PREVIEW_MARK = "VOORBEELD – niet uitgegeven"
_RIGHT_EDGE = layout.PAGE_WIDTH - layout.RIGHT
_LOGO_DROP = 4.0
"""How far a logo reaches below the line that the words of the header stand on."""
_FOLD_FROM, _FOLD_TO = 4 * mm, 8 * mm


def furniture(meta: DocumentMeta) -> Furniture:
    """Return what draws header and footer of each page."""
    logo = _logo(meta)

    def draw(canvas: TaggedCanvas, page: int, pages: int) -> None:
        _header(canvas, meta, logo)
        _footer(canvas, meta, f"Pagina {page} van {pages}")

    return draw


def letter_furniture(meta: DocumentMeta, *, folds: bool) -> Furniture:
    """Return what draws the pages of a letter: the first has a letterhead of its own."""
    logo = _logo(meta)

    def draw(canvas: TaggedCanvas, page: int, pages: int) -> None:
        if page == 1:
            _mark(canvas, meta)
            if folds:
                _folds(canvas)
        else:
            _header(canvas, meta, logo)
        _footer(canvas, meta, f"Pagina {page} van {pages}")

    return draw


def warnings(meta: DocumentMeta) -> str:
    """Return what every page of a demo or a preview says; empty for any other."""
    marks = ((DEMO_MARK, meta.demo), (PREVIEW_MARK, meta.preview))
    return "  |  ".join(mark for mark, is_on in marks if is_on)


def watermark(meta: DocumentMeta) -> Callable[[TaggedCanvas], None] | None:
    """Return what draws the watermark under a page, or None without one."""
    words = printable(meta.watermark)
    if not words:
        return None

    def draw(canvas: TaggedCanvas) -> None:
        canvas.saveState()
        canvas.setFillColor(layout.WATERMARK)
        size = min(layout.WATERMARK_SIZE, _size_for(words))
        canvas.setFont(layout.BOLD, size)
        canvas.translate(layout.PAGE_WIDTH / 2, layout.PAGE_HEIGHT / 2)
        canvas.rotate(layout.WATERMARK_ANGLE)
        for row in (-1, 0, 1):
            canvas.drawCentredString(0, row * layout.WATERMARK_STEP, words)
        canvas.restoreState()

    return draw


def _size_for(words: str) -> float:
    """Return the size in points at which the words just fit slantwise on the page."""
    return layout.WATERMARK_LENGTH / stringWidth(words, layout.BOLD, 1)


def _logo(meta: DocumentMeta) -> Logo | None:
    picture = meta.house.logo
    return Logo(picture, layout.LOGO_WIDTH, layout.LOGO_HEIGHT) if picture else None


def _header(canvas: TaggedCanvas, meta: DocumentMeta, logo: Logo | None) -> None:
    """Draw the logo, or else the name, with the marks and a rule below."""
    y, mark = layout.HEADER_BASELINE, _mark(canvas, meta)
    if logo:
        logo.draw(canvas, layout.LEFT, y - _LOGO_DROP)
    else:
        room = layout.WIDTH - mark - 2 * layout.GUTTER
        canvas.setFillColor(layout.DEEP)
        canvas.setFont(layout.BOLD, 9)
        canvas.drawString(layout.LEFT, y, fitted(meta.organisation, layout.BOLD, 9, room))
    canvas.setStrokeColor(layout.DEEP)
    canvas.setLineWidth(layout.RULE)
    canvas.line(layout.LEFT, y - 8, _RIGHT_EDGE, y - 8)


def _mark(canvas: TaggedCanvas, meta: DocumentMeta) -> float:
    """Draw the warnings, or the classification, at the right; return how wide that is."""
    marks = warnings(meta)
    canvas.setFont(layout.BOLD, layout.FURNITURE_SIZE)
    canvas.setFillColor(layout.WARNING if marks else layout.MUTED)
    words = marks or printable(meta.classification)
    canvas.drawRightString(_RIGHT_EDGE, layout.HEADER_BASELINE, words)
    return stringWidth(words, layout.BOLD, layout.FURNITURE_SIZE)


def _folds(canvas: TaggedCanvas) -> None:
    """Mark where the paper is folded in three."""
    canvas.setStrokeColor(layout.MUTED)
    canvas.setLineWidth(layout.HAIRLINE)
    for below_top in envelope.FOLDS:
        y = layout.PAGE_HEIGHT - below_top
        canvas.line(_FOLD_FROM, y, _FOLD_TO, y)


def _footer(canvas: TaggedCanvas, meta: DocumentMeta, page: str) -> None:
    y = layout.FOOTER_TOP
    canvas.setStrokeColor(layout.LINE_COLOUR)
    canvas.setLineWidth(layout.HAIRLINE)
    canvas.line(layout.LEFT, y, _RIGHT_EDGE, y)
    canvas.setFillColor(layout.MUTED)
    copy = f"versie {meta.version}" + (f", {meta.share}" if meta.share else "")
    left = (
        f"{meta.reference}, {copy}, opgemaakt op {meta.issued_at}",
        f"Bestemd voor {meta.recipient}",
    )
    for row, (line, right) in enumerate(zip(left, (page, meta.classification), strict=True), 1):
        baseline = y - 1 - row * layout.FURNITURE_LEADING
        canvas.setFont(layout.REGULAR, layout.FURNITURE_SIZE)
        words = printable(right)
        taken = stringWidth(words, layout.REGULAR, layout.FURNITURE_SIZE)
        room = layout.WIDTH - taken - 2 * layout.GUTTER
        fitting = fitted(line, layout.REGULAR, layout.FURNITURE_SIZE, room)
        canvas.drawString(layout.LEFT, baseline, fitting)
        canvas.drawRightString(_RIGHT_EDGE, baseline, words)

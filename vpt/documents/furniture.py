"""What stands on every page: whose document, which copy, for whom, which page, and warnings."""

from collections.abc import Callable

from reportlab.pdfbase.pdfmetrics import stringWidth

from vpt.documents import layout
from vpt.documents.glyphs import printable
from vpt.documents.meta import DocumentMeta
from vpt.documents.tagging import Furniture, TaggedCanvas

DEMO_MARK = "DEMO – verzonnen gegevens"
PREVIEW_MARK = "VOORBEELD – niet uitgegeven"
_ELLIPSIS = "…"
_RIGHT_EDGE = layout.PAGE_WIDTH - layout.RIGHT


def furniture(meta: DocumentMeta) -> Furniture:
    """Return what draws header and footer of each page."""

    def draw(canvas: TaggedCanvas, page: int, pages: int) -> None:
        _header(canvas, meta)
        _footer(canvas, meta, f"Pagina {page} van {pages}")

    return draw


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


def _header(canvas: TaggedCanvas, meta: DocumentMeta) -> None:
    y = layout.HEADER_BASELINE
    mark = _mark(canvas, meta, y)
    canvas.setFillColor(layout.DEEP)
    canvas.setFont(layout.BOLD, 9)
    canvas.drawString(layout.LEFT, y, _fitting(meta.organisation, layout.BOLD, 9, mark))
    canvas.setStrokeColor(layout.DEEP)
    canvas.setLineWidth(layout.RULE)
    canvas.line(layout.LEFT, y - 8, _RIGHT_EDGE, y - 8)


def _mark(canvas: TaggedCanvas, meta: DocumentMeta, y: float) -> float:
    """Draw the warnings, or the classification, at the right; return how wide that is."""
    marks = [
        mark for mark, is_on in ((DEMO_MARK, meta.demo), (PREVIEW_MARK, meta.preview)) if is_on
    ]
    canvas.setFont(layout.BOLD, layout.FURNITURE_SIZE)
    canvas.setFillColor(layout.WARNING if marks else layout.MUTED)
    words = "  |  ".join(marks) or printable(meta.classification)
    canvas.drawRightString(_RIGHT_EDGE, y, words)
    return stringWidth(words, layout.BOLD, layout.FURNITURE_SIZE)


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
        fitting = _fitting(line, layout.REGULAR, layout.FURNITURE_SIZE, taken)
        canvas.drawString(layout.LEFT, baseline, fitting)
        canvas.drawRightString(_RIGHT_EDGE, baseline, words)


def _fitting(value: str, font: str, size: float, taken: float) -> str:
    """Return the text, cut with an ellipsis where it would run into the right side."""
    line, room = printable(value), layout.WIDTH - taken - layout.GUTTER * 2
    if stringWidth(line, font, size) <= room:
        return line
    while line and stringWidth(line + _ELLIPSIS, font, size) > room:
        line = line[:-1]
    return line.rstrip() + _ELLIPSIS

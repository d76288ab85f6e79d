"""Turn a story into an archivable PDF; the same story and meta always give the same bytes."""

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from vpt.documents import inks, layout
from vpt.documents.archive import Drawing, archive
from vpt.documents.furniture import furniture, watermark
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.sheets import A4_SHEET, Sheet
from vpt.documents.tagging import Furniture, TaggedCanvas


def to_pdf(
    meta: DocumentMeta,
    story: Sequence[Flowable],
    attachments: Sequence[Attachment] = (),
    dress: Callable[[DocumentMeta], Furniture] = furniture,
    sheet: Sheet = A4_SHEET,
) -> bytes:
    """Lay the story out on house-style pages and return an unsealed PDF/A-3a, PDF/UA-1 file.

    `dress` draws what stands on every page, e.g. `furniture.letter_furniture`; `sheet` is the paper
    with its margins.
    """
    return archive(_draw(meta, story, dress(meta), sheet), meta, attachments)


def _draw(
    meta: DocumentMeta, story: Sequence[Flowable], dressed: Furniture, sheet: Sheet
) -> Drawing:
    buffer = BytesIO()
    document = _Pages(
        buffer,
        pagesize=(sheet.width, sheet.height),
        pageTemplates=[PageTemplate("page", [_frame(sheet)])],
        initialFontName=layout.REGULAR,
        enforceColorSpace=inks.of(meta.house),  # ReportLab passes every colour through this
        pageCompression=1,
        invariant=1,
    )
    canvas = partial(TaggedCanvas, furniture=dressed, underlay=watermark(meta))
    document.build(list(story), canvasmaker=canvas)
    drawn = document.canv
    return Drawing(buffer.getvalue(), drawn.root, tuple(drawn.bookmarks), drawn.places)


class _Pages(BaseDocTemplate):
    """ReportLab's page builder, on our canvas."""

    canv: TaggedCanvas


def _frame(sheet: Sheet) -> Frame:
    return Frame(
        sheet.left,
        sheet.bottom,
        sheet.room,
        sheet.height - sheet.top - sheet.bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

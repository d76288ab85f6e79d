"""Stickers to cut out of an A4 sheet: scan the code of a place, and report what happened there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.figures import QrCode, broken
from vpt.documents.glyphs import printable
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.paragraphs import Text, tagged
from vpt.documents.render import to_pdf
from vpt.documents.sheets import LABEL_CODE, LABEL_COLUMNS, LABEL_PADDING, Label, LabelRow

LAYOUT_VERSION = "1"
PROFILES = ("internal",)
SCAN = "Scan en meld"
DANGER = "In gevaar? Bel 112"
DESCRIBED = "QR-code naar het meldformulier voor deze plek: "
SIZES = (14.0, 11.5, 9.5, 8.0, 7.0)
"""Sizes of the name, largest first; the first that fits is taken."""
LEAD = 1.2
ROOM = layout.WIDTH / LABEL_COLUMNS - 2 * LABEL_PADDING - LABEL_CODE - layout.GUTTER
"""Points beside the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sticker:
    """One sticker: what the place is called and how to get to its form."""

    name: str
    answer_address: str
    """What the QR code says."""
    typed_address: str
    """What somebody types who cannot scan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StickersView:
    """Exactly what is printed: names of places, never of people."""

    meta: DocumentMeta
    guide: str | None = None
    """How to print and cut, above the first row."""
    places: tuple[Sticker, ...] | None = None


def render(view: StickersView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the sheet."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: StickersView) -> list[Flowable]:
    guide: list[Flowable] = [flowables.text(view.guide, layout.NOTE)] if view.guide else []
    return [flowables.title(view.meta.title), *guide, *_sheet(view.places)]


def _sheet(places: tuple[Sticker, ...] | None) -> list[Flowable]:
    if not places:
        return [] if places is None else flowables.empty_section("Stickers", sections.NOTHING)
    labels, rest = [], []
    for place in places:
        label = _label(place)
        if label:
            labels.append(label)
        else:
            rest.append(place)
    starts = range(0, len(labels), LABEL_COLUMNS)
    rows: list[Flowable] = [LabelRow(labels[at : at + LABEL_COLUMNS]) for at in starts]
    return [*rows, *(block for place in rest for block in _loose(place))]


def _label(place: Sticker) -> Label | None:
    """Return the sticker with its name as large as fits whole words; None when no size does."""
    code = QrCode(place.answer_address, printable(DESCRIBED + place.typed_address), LABEL_CODE)
    for size in sorted(SIZES, key=lambda one: not _keeps_words(place.name, one)):
        label = Label(list(_words(place, size)), code)
        if label.fits(layout.WIDTH / LABEL_COLUMNS):
            return label
    return None


def _keeps_words(name: str, size: float) -> bool:
    font = layout.SUBHEADING.fontName
    return all(stringWidth(word, font, size) <= ROOM for word in printable(name).split())


def _words(place: Sticker, size: float) -> Iterator[Text]:
    name = ParagraphStyle(
        "sticker-name", layout.SUBHEADING, fontSize=size, leading=size * LEAD, spaceBefore=0
    )
    call = ParagraphStyle("sticker-call", layout.SUBHEADING, fontSize=11, leading=15, spaceBefore=4)
    yield tagged(Text, place.name, name, "P")
    yield tagged(Text, SCAN, call, "P")
    for line in broken(place.typed_address, layout.FIGURE_TEXT, ROOM):
        yield tagged(Text, line, layout.FIGURE_TEXT, "P")
    danger = ParagraphStyle(
        "sticker-danger", call, fontSize=8.5, leading=11, textColor=layout.WARNING
    )
    yield tagged(Text, DANGER, danger, "P")


def _loose(place: Sticker) -> list[Flowable]:
    """Return a place whose words fit on no sticker: in full, under the sheet."""
    code = QrCode(place.answer_address, printable(DESCRIBED + place.typed_address), LABEL_CODE)
    words = (place.name, f"{SCAN}:", place.typed_address, DANGER)
    return [*(flowables.text(one) for one in words), code]


KIND = Kind(
    key="qr_stickers",
    title="QR-stickers",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=StickersView,
    render=render,
    is_case_paper=False,
    filed_under="location",
)

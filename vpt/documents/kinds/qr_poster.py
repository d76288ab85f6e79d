"""An A5 poster for a place: scan and report, whom to call in danger, and the house rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from vpt.documents import flowables, layout
from vpt.documents.figures import QrCode, broken
from vpt.documents.glyphs import printable
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf
from vpt.documents.sheets import A5_SHEET, Middle, Panel, centred, poster_furniture

LAYOUT_VERSION = "1"
PROFILES = ("internal",)
DANGER = "In gevaar? Bel 112"
CALL = "Werk je hier? Scan en meld."
TYPE = "Kun je niet scannen? Typ dan:"
RULES = "Huisregels"
DESCRIBED = "QR-code naar het meldformulier voor deze plek: "
CODE_SIDE = 62 * mm
NAME = centred(layout.SUBHEADING, fontSize=14, leading=19, spaceBefore=0, spaceAfter=4)
SAID = centred(layout.BODY, fontSize=10.5, leading=15)
ADDRESS = centred(layout.SUBHEADING, fontSize=10.5, leading=15, spaceBefore=0, spaceAfter=0)
HEAD = ParagraphStyle("poster-heading", layout.HEADING, spaceBefore=layout.LINE)
TITLE = centred(layout.TITLE, spaceAfter=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """One poster."""

    name: str
    answer_address: str
    """What the QR code says."""
    typed_address: str
    """What somebody types who cannot scan."""
    contacts: tuple[str, ...] = ()
    """Whom to call besides 112, a line each."""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PosterView:
    """Exactly what is printed: about places, never about people."""

    meta: DocumentMeta
    posters: tuple[Poster, ...] | None = None


def render(view: PosterView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the posters, each on a page of its own."""
    return to_pdf(view.meta, list(_story(view)), attachments, poster_furniture, A5_SHEET)


def _story(view: PosterView) -> Iterator[Flowable]:
    if not view.posters:
        yield flowables.headline(view.meta.title, TITLE)
        if view.posters is not None:
            yield from flowables.empty_section("Posters", sections.NOTHING)
        return
    for number, poster in enumerate(view.posters):
        if number:
            yield PageBreak()
            yield flowables.text(view.meta.title, TITLE)  # a document has one title
        else:
            yield flowables.headline(view.meta.title, TITLE)
        yield from _poster(poster)


def _poster(poster: Poster) -> Iterator[Flowable]:
    yield flowables.text(poster.name, NAME)
    yield Middle(
        QrCode(poster.answer_address, printable(DESCRIBED + poster.typed_address), CODE_SIDE)
    )
    yield flowables.text(CALL, NAME)
    yield flowables.text(TYPE, SAID)
    for line in broken(poster.typed_address, ADDRESS, A5_SHEET.room):
        yield flowables.text(line, ADDRESS)
    yield Panel(DANGER)
    for line in poster.contacts:
        yield flowables.text(line, SAID)
    if poster.rules:
        lines: list[Flowable] = [
            flowables.text(layout.DASH + one, layout.LETTER_POINT) for one in poster.rules
        ]
        yield from flowables.section(RULES, lines, HEAD)


KIND = Kind(
    key="qr_poster",
    title="QR-poster",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=PosterView,
    render=render,
    is_case_paper=False,
    filed_under="location",
)

"""The sheet for the police desk: what kind of case this is, which code to set, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.figures import QrCode, SideBySide, broken
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "4"
PROFILES = ("police",)
AGREED = "Wat landelijk is afgesproken, in onze eigen nummering"
ANSWER = "In te vullen door de politie"
SCAN = "Of scan deze code, zonder inloggen:"
DESCRIBED = "QR-code naar de pagina waar de politie kan antwoorden: "


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSheetView:
    """Exactly what is printed; a section that is None is left out without a trace."""

    meta: DocumentMeta
    ask: str | None = None
    """What the desk is asked to do: take the report, and set the code."""
    report: tuple[Fact, ...] | None = None
    """Reference, employer, who files, when it happened."""
    agreements: tuple[Fact, ...] | None = None
    """The national agreements in plain words; labels are our own numbers."""
    address: tuple[Fact, ...] | None = None
    """Where post goes: the domicile, and how the victim is shielded."""
    contacts: tuple[Fact, ...] | None = None
    """The contact officer at the police, and the employer's contact."""
    answer: tuple[Fact, ...] | None = None
    """What the desk fills in and hands back; a value is a choice to mark, empty is a line."""
    answer_address: str | None = None
    """Where the desk can answer without paper: printed short, and as a QR code."""


def render(view: CoverSheetView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the sheet."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: CoverSheetView) -> list[Flowable]:
    """Lay everything out on one page."""
    return [
        *flowables.title_block(view.meta),
        *sections.prose("Dit is een zaak van Veilige Publieke Taak", view.ask),
        *sections.facts("De aangifte", _together(view.report, view.address, view.contacts)),
        *_agreements(view.agreements),
        *_answer(view.answer, view.answer_address),
    ]


def _together(*groups: tuple[Fact, ...] | None) -> tuple[Fact, ...] | None:
    shown = [group for group in groups if group is not None]
    return tuple(fact for group in shown for fact in group) if shown else None


def _agreements(rows: tuple[Fact, ...] | None) -> list[Flowable]:
    if not rows:
        return sections.facts(AGREED, rows)
    lines = "\n".join(f"{row.label}  {row.value}" for row in rows)
    return flowables.section(AGREED, flowables.prose(lines, layout.CELL_PROSE))


def _answer(rows: tuple[Fact, ...] | None, address: str | None) -> list[Flowable]:
    """Return the lines to fill in; the code stands beside them and their heading."""
    if not rows and not address:
        return sections.facts(ANSWER, rows)
    lines = [(row.label, row.value) for row in rows or ()]
    if not address:
        return flowables.section(ANSWER, [flowables.fill_in(lines)])
    room = layout.TEXT_WIDTH - layout.FIGURE_WIDTH - layout.GUTTER
    blocks = [flowables.fill_in(lines, room) if lines else flowables.text("")]
    [left] = flowables.section(ANSWER, blocks)
    return [SideBySide(left, _code(address))]


def _code(address: str) -> list[Flowable]:
    """Return the QR code with, under it, the address for who cannot scan."""
    shown = address.partition("://")[2] or address
    lines = broken(shown, layout.FIGURE_TEXT, layout.FIGURE_WIDTH)
    return [
        flowables.text(SCAN, layout.CAPTION),
        QrCode(address, DESCRIBED + shown, layout.QR_SIDE),
        *(flowables.text(line, layout.FIGURE_TEXT) for line in lines),
    ]


KIND = Kind(
    key="vpt_cover_sheet",
    title="VPT-voorblad",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=CoverSheetView,
    render=render,
    examples="example_police_report",
    example_name="cover",
)

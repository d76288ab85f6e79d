"""The sheet for the police desk: what kind of case this is, which code to set, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.kinds import sections
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
PROFILES = ("police",)
AGREED = "Wat landelijk is afgesproken"
ANSWER = "In te vullen door de politie"
OWN_NUMBERS = "De nummers zijn van ons, niet die van de landelijke tekst."


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


def render(view: CoverSheetView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the sheet."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: CoverSheetView) -> list[Flowable]:
    """Lay everything out on one page, with room left for a code beside the lines to fill in."""
    return [
        *flowables.title_block(view.meta),
        *sections.prose("Dit is een zaak van Veilige Publieke Taak", view.ask),
        *sections.facts("De aangifte", _together(view.report, view.address, view.contacts)),
        *_agreements(view.agreements),
        *_answer(view.answer),
    ]


def _together(*groups: tuple[Fact, ...] | None) -> tuple[Fact, ...] | None:
    shown = [group for group in groups if group is not None]
    return tuple(fact for group in shown for fact in group) if shown else None


def _agreements(rows: tuple[Fact, ...] | None) -> list[Flowable]:
    if not rows:
        return sections.facts(AGREED, rows)
    lines = flowables.definitions([(row.label, row.value) for row in rows])
    note = flowables.text(OWN_NUMBERS, layout.NOTE)
    return flowables.section(AGREED, [flowables.kept([note, lines])])


def _answer(rows: tuple[Fact, ...] | None) -> list[Flowable]:
    if not rows:
        return sections.facts(ANSWER, rows)
    return flowables.section(ANSWER, [flowables.fill_in([(row.label, row.value) for row in rows])])

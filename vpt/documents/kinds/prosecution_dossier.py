"""The dossier that is handed in at the prosecutor's office: numbered, with contents and proof."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.platypus import Flowable

from vpt.documents.flowables import title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.damage_statement import ClaimantPart
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import CustodyRow, Fact, FactGroup, MeasureRow, PersonRow
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "1"
PROFILES = ("prosecution",)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerStatement:
    """What the employer states, and who signs for it."""

    text: str
    """One or more paragraphs, a line each."""
    name: str = ""
    function: str = ""
    place: str = ""
    day: str = ""
    sealed_words: str = ""
    """What the seal on the file means beside the signature, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyRow:
    """One thing that happened: when, what, by whom, and where that was written down."""

    at: str
    what: str
    who: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitRow:
    """One exhibit: what it is, where it came from, who secured it, and in which form it goes."""

    number: str
    """Exhibit number, e.g. "B1"."""
    title: str
    kind: str = ""
    size: str = ""
    source: str = ""
    """Where it came from, e.g. "Camera 4 in de publiekshal"."""
    secured: str = ""
    """When and by whom it was secured."""
    sha256: str = ""
    """64 hexadecimal digits of the original file."""
    form: str = ""
    """In words, e.g. "Kopie" or "Origineel"."""
    inside: str = ""
    """Name of the attached file, e.g. "B1.jpg"; empty when it does not travel inside."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of an exhibit, placed on a page."""

    number: str
    """Exhibit number, e.g. "B1"."""
    caption: str
    described: str
    """What can be seen, for who cannot see it."""
    jpeg: bytes = field(repr=False)
    sha256: str = ""
    """64 hexadecimal digits of `jpeg`: it stands for the picture where contents are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProsecutionDossierView:
    """Exactly what is printed.

    A section that is None is left out without a trace; an empty one says that nothing was recorded.
    """

    meta: DocumentMeta
    number: str = "1"
    """The dossier is "1"; supplements are "2" and on."""
    news: tuple[str, ...] | None = None
    """In a supplement: what is new since the one before."""
    cover: tuple[Fact, ...] | None = None
    """The VPT statement: public task, employer, function and task at that moment, ELA."""
    summary: str | None = None
    facts: tuple[Fact, ...] | None = None
    """When, where, how, kind of behaviour."""
    statement: EmployerStatement | None = None
    people: tuple[PersonRow, ...] | None = None
    """By role number; who is protected by a number has no name here."""
    chronology: tuple[ChronologyRow, ...] | None = None
    narrative: str | None = None
    literal_words: str | None = None
    """Printed in quotation marks, line by line."""
    seven_ws: tuple[Fact, ...] | None = None
    exhibits: tuple[ExhibitRow, ...] | None = None
    custody: tuple[CustodyRow, ...] | None = None
    pictures: tuple[Picture, ...] | None = None
    damage: tuple[ClaimantPart, ...] | None = None
    damage_totals: tuple[Fact, ...] | None = None
    impact_service: str | None = None
    impact_victim: str | None = None
    measures: tuple[MeasureRow, ...] | None = None
    police_reports: tuple[FactGroup, ...] | None = None
    numbers: tuple[Fact, ...] | None = None
    """Registration number of the police, number of the official record, number of the parket."""
    contacts: tuple[Fact, ...] | None = None
    """Who to call at the employer, the police, the municipality."""
    not_included: tuple[str, ...] | None = None
    """What this copy leaves out, and why."""


def render(view: ProsecutionDossierView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the dossier."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: ProsecutionDossierView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("VPT-verklaring", view.cover),
        *sections.news(view.news),
        *sections.prose("Samenvatting", view.summary),
        *sections.people(view.people),
        *sections.account(view.narrative, view.literal_words, view.seven_ws),
        *sections.custody(view.custody),
        *sections.measures(view.measures),
        *sections.not_included(view.not_included),
    ]


KIND = Kind(
    key="prosecution_dossier",
    title="Dossier voor het Openbaar Ministerie",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=ProsecutionDossierView,
    render=render,
    is_case_paper=False,  # put together and handed in on its own page
)

"""The pattern dossier: incidents that belong together, what binds them, in the order of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.flowables import stack, title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact, FactGroup, MeasureRow, PersonRow
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
PROFILES = ("internal", "police", "prosecution")
INCIDENTS = "Incidenten"


@dataclass(frozen=True, slots=True, kw_only=True)
class BondRow:
    """One link between two of the incidents: of what kind, and why somebody made it."""

    between: str
    """Numbers of the incidents, e.g. "1 en 3"."""
    kind: str
    reason: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One incident in the table in order of time."""

    number: str
    at: str
    reference: str
    where: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPart:
    """One incident as this reader may know it; None leaves no trace, people by role number."""

    title: str
    summary: str | None = None
    facts: tuple[Fact, ...] | None = None
    people: tuple[PersonRow, ...] | None = None
    literal_words: str | None = None
    measures: tuple[MeasureRow, ...] | None = None
    police_reports: tuple[FactGroup, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDossierView:
    """Exactly what is printed; None leaves no trace, empty says that nothing was recorded."""

    meta: DocumentMeta
    cover: tuple[Fact, ...] | None = None
    """How many incidents, in which period, of which kinds."""
    bonds: tuple[BondRow, ...] | None = None
    events: tuple[EventRow, ...] | None = None
    """Every incident on one line, oldest first."""
    incidents: tuple[IncidentPart, ...] | None = None
    not_included: tuple[str, ...] | None = None
    """What this copy leaves out: how many incidents, and which parts of a case."""


def render(view: PatternDossierView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the pattern dossier."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: PatternDossierView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("Het patroon in het kort", view.cover),
        *_bonds(view.bonds),
        *_events(view.events),
        *_incidents(view.incidents),
        *sections.not_included(view.not_included),
    ]


def _bonds(rows: tuple[BondRow, ...] | None) -> list[Flowable]:
    heads, widths = ("Incidenten", "Wat bindt ze", "Waarom", "Gekoppeld"), (22, 42, 66, 35)
    return sections.table(
        "Wat de incidenten bindt",
        (heads, widths),
        rows,
        lambda row: (
            row.between,
            stack((row.kind, layout.CELL_BOLD)),
            row.reason,
            flowables.when(row.made),
        ),
    )


def _events(rows: tuple[EventRow, ...] | None) -> list[Flowable]:
    heads, widths = ("Nr.", "Wanneer", "Dossier", "Waar", "Wat"), (10, 46, 37, 34, 38)
    return sections.table(
        "In de tijd",
        (heads, widths),
        rows,
        lambda row: (
            row.number,
            row.at,
            stack((row.reference, layout.CELL_BOLD)),
            row.where,
            row.what,
        ),
    )


def _incidents(parts: tuple[IncidentPart, ...] | None) -> list[Flowable]:
    if parts is None:
        return []
    if not parts:
        return flowables.empty_section(INCIDENTS, sections.NOTHING)
    return [block for part in parts for block in flowables.section(part.title, _part(part))]


def _part(part: IncidentPart) -> list[Flowable]:
    blocks = flowables.prose(part.summary or "")
    if part.facts:
        blocks.append(_facts(part.facts))
    if part.literal_words:
        words = flowables.prose(part.literal_words, layout.QUOTE)
        blocks += flowables.subsection("Letterlijke woorden", words)
    if part.people:
        people = [_person(row) for row in part.people]
        table = flowables.table(("Nr.", "Rol", "Naam", "Bijzonderheden"), people, (12, 30, 45, 78))
        blocks += flowables.subsection("Betrokkenen", [table])
    if part.measures:
        blocks += flowables.subsection("Maatregelen", [_measures(part.measures)])
    for group in part.police_reports or ():
        blocks += flowables.subsection(group.title, [_facts(group.facts)])
    return blocks or flowables.prose(sections.NOTHING)


def _facts(rows: tuple[Fact, ...]) -> Flowable:
    return flowables.definitions([(row.label, row.value) for row in rows])


def _person(row: PersonRow) -> Sequence[flowables.Cell]:
    reachable = f"Bereikbaar via: {row.reachable}" if row.reachable else ""
    details = stack((row.details, layout.CELL), (reachable, layout.CELL))
    return (row.number, row.role, stack((row.name, layout.CELL_BOLD)), details)


def _measures(rows: tuple[MeasureRow, ...]) -> Flowable:
    cells = [
        (
            stack((row.title, layout.CELL_BOLD), (row.grounds, layout.CELL)),
            row.subject,
            stack((row.period, layout.CELL), (row.state, layout.CELL_MUTED)),
            row.decided,
        )
        for row in rows
    ]
    return flowables.table(("Maatregel", "Voor", "Periode", "Besluit"), cells, (66, 14, 40, 45))


KIND = Kind(
    key="pattern_dossier",
    title="Patroondossier",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=PatternDossierView,
    render=render,
    is_case_paper=False,  # holds other cases too: not for everybody who sees this one
)

"""The case file: everything one reader may know of a case, in the order a prosecutor reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents.flowables import title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import (
    CustodyRow,
    EvidenceRow,
    Fact,
    FactGroup,
    HistoryRow,
    MeasureRow,
    NextStep,
    Note,
    PersonRow,
    Phase,
    StepRow,
)
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "4"
PROFILES = (
    "internal",
    "police",
    "prosecution",
    "municipality",
    "insurer",
    "board",
    "accused",
    "victim",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFileView:
    """Exactly what is printed.

    A section that is None is left out without a trace; an empty one says that nothing was recorded.
    """

    meta: DocumentMeta
    news: tuple[str, ...] | None = None
    """In a supplement: what is new since the copy before it."""
    summary: str | None = None
    case: tuple[Fact, ...] | None = None
    """State, handler, unit, protocol version."""
    facts: tuple[Fact, ...] | None = None
    """When, where, how, kind of behaviour, severity."""
    people: tuple[PersonRow, ...] | None = None
    narrative: str | None = None
    literal_words: str | None = None
    seven_ws: tuple[Fact, ...] | None = None
    consequences: tuple[Fact, ...] | None = None
    addenda: tuple[Note, ...] | None = None
    evidence: tuple[EvidenceRow, ...] | None = None
    custody: tuple[CustodyRow, ...] | None = None
    police_reports: tuple[FactGroup, ...] | None = None
    measures: tuple[MeasureRow, ...] | None = None
    phases: tuple[Phase, ...] | None = None
    """The chain in one glance; drawn above the steps."""
    steps: tuple[StepRow, ...] | None = None
    history: tuple[HistoryRow, ...] | None = None
    next_steps: tuple[NextStep, ...] | None = None
    """In a victim's own copy: what comes now."""
    contacts: tuple[Fact, ...] | None = None
    """In a victim's own copy: whom to turn to."""
    not_included: tuple[str, ...] | None = None
    """What this copy leaves out, and why, e.g. messages."""


def render(view: CaseFileView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the case file."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: CaseFileView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.news(view.news),
        *sections.prose("Samenvatting", view.summary),
        *sections.facts("Stand van het dossier", view.case),
        *sections.facts("Wat, waar en wanneer", view.facts),
        *sections.people(view.people),
        *sections.account(view.narrative, view.literal_words, view.seven_ws),
        *sections.facts("Gevolgen en hulp", view.consequences),
        *sections.addenda(view.addenda),
        *sections.evidence(view.evidence),
        *sections.custody(view.custody),
        *sections.fact_groups("Aangifte en vervolging", view.police_reports),
        *sections.measures(view.measures),
        *sections.chain(view.phases, view.steps),
        *sections.history(view.history),
        *sections.next_steps(view.next_steps),
        *sections.facts("Bij wie je terechtkunt", view.contacts),
        *sections.not_included(view.not_included),
    ]


KIND = Kind(
    key="case_file",
    title="Dossier",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=CaseFileView,
    render=render,
)

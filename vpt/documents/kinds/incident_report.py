"""The reporter's own copy of a report: what was sent in, and what happens with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents.flowables import title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import EvidenceRow, Fact, NextStep, Note, PersonRow
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
PROFILES = ("reporter",)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReportView:
    """Exactly what is printed.

    A section that is None is left out without a trace; an empty one says that nothing was recorded.
    """

    meta: DocumentMeta
    summary: str | None = None
    facts: tuple[Fact, ...] | None = None
    """When, where, how, kind of behaviour, severity."""
    people: tuple[PersonRow, ...] | None = None
    narrative: str | None = None
    literal_words: str | None = None
    seven_ws: tuple[Fact, ...] | None = None
    consequences: tuple[Fact, ...] | None = None
    """Injury, damage, support wanted."""
    evidence: tuple[EvidenceRow, ...] | None = None
    addenda: tuple[Note, ...] | None = None
    next_steps: tuple[NextStep, ...] | None = None
    contacts: tuple[Fact, ...] | None = None
    """Handler, and where to get help."""
    not_included: tuple[str, ...] | None = None


def render(view: IncidentReportView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the reporter's copy."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: IncidentReportView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.prose("Samenvatting", view.summary),
        *sections.facts("Wat, waar en wanneer", view.facts),
        *sections.people(view.people),
        *sections.account(view.narrative, view.literal_words, view.seven_ws),
        *sections.facts("Gevolgen en hulp", view.consequences),
        *sections.evidence(view.evidence),
        *sections.addenda(view.addenda),
        *sections.next_steps(view.next_steps),
        *sections.facts("Bij wie je terechtkunt", view.contacts),
        *sections.not_included(view.not_included),
    ]


KIND = Kind(
    key="incident_report",
    title="Melding",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=IncidentReportView,
    render=render,
    is_case_paper=False,
)

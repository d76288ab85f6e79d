"""The victim's own overview of aftercare: talks, how it went, referrals, notes, who to turn to."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables
from vpt.documents.flowables import title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact, FactGroup, Note
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
PROFILES = ("victim",)


@dataclass(frozen=True, slots=True, kw_only=True)
class AftercareView:
    """Exactly what is printed; a section that is None is left out without a trace."""

    meta: DocumentMeta
    incident: tuple[Fact, ...] | None = None
    """Which incident it was: what, when and who handles it."""
    talks: tuple[FactGroup, ...] | None = None
    """Each talk with its moment: with whom, how it went, what was agreed, the note."""
    levels: tuple[Note, ...] | None = None
    """Moment, who said it, how it went."""
    referrals: tuple[Fact, ...] | None = None
    work: tuple[Fact, ...] | None = None
    """How far back at work, since when, what is needed."""
    notes: tuple[Note, ...] | None = None
    """The private notes of the victim and of the support team."""
    contacts: tuple[Fact, ...] | None = None
    not_included: tuple[str, ...] | None = None


def render(view: AftercareView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the overview."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: AftercareView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("Waar het over gaat", view.incident),
        *sections.fact_groups("Gesprekken en afspraken", view.talks),
        *_notes("Hoe het ging", "Wat je liet weten", view.levels),
        *sections.facts("Doorverwezen naar", view.referrals),
        *sections.facts("Weer aan het werk", view.work),
        *_notes("Vertrouwelijke notities", "Notitie", view.notes),
        *sections.facts("Bij wie je terechtkunt", view.contacts),
        *sections.not_included(view.not_included),
    ]


def _notes(title: str, column: str, rows: tuple[Note, ...] | None) -> list[Flowable]:
    if rows is None:
        return []
    if not rows:
        return flowables.empty_section(title, sections.NOTHING)
    cells = [(row.at, row.author, row.text) for row in rows]
    return flowables.section(
        title, [flowables.table(("Moment", "Door", column), cells, (48, 38, 79))]
    )


KIND = Kind(
    key="aftercare_overview",
    title="Nazorgoverzicht",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=AftercareView,
    render=render,
    is_case_paper=False,
)

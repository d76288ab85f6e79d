"""The agenda of a joint case meeting, and afterwards the list of what was agreed: no names."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.flowables import stack, title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "1"
PROFILES = ("police", "prosecution", "municipality")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """One case on the agenda: why it is there and since when, and what is asked of whom."""

    number: str
    reference: str
    category: str
    why: str
    asked: str
    decided: str = ""
    """What was decided, once the meeting was held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One agreement: about which case, what, who does it, by when, and how it stands."""

    reference: str
    text: str
    who: str
    due: str
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAgendaView:
    """Exactly what is printed; None leaves no trace, empty says that nothing was recorded."""

    meta: DocumentMeta
    about: tuple[Fact, ...] | None = None
    """Between whom, on which day, and who were there."""
    earlier: tuple[PromiseRow, ...] | None = None
    """How earlier agreements ended."""
    topics: tuple[TopicRow, ...] | None = None
    agreed: tuple[PromiseRow, ...] | None = None
    """What was agreed in this meeting; None before it was held."""
    not_included: tuple[str, ...] | None = None


def render(view: MeetingAgendaView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of an agenda or a list of agreements."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: MeetingAgendaView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("Het overleg", view.about),
        *_promises("Afspraken van eerder", view.earlier),
        *_topics(view.topics, is_held=view.agreed is not None),
        *_promises("Afspraken van dit overleg", view.agreed),
        *sections.not_included(view.not_included),
    ]


def _topics(rows: tuple[TopicRow, ...] | None, *, is_held: bool) -> list[Flowable]:
    title = "Besproken dossiers" if is_held else "Te bespreken dossiers"
    last = "Besluit" if is_held else "Wat vragen we van wie"
    heads, widths = ("Nr.", "Dossier", "Waarom", last), (10, 45, 58, 52)
    return sections.table(
        title,
        (heads, widths),
        rows,
        lambda row: (
            row.number,
            stack((row.reference, layout.CELL_BOLD), (row.category, layout.CELL)),
            row.why,
            row.decided if is_held else row.asked,
        ),
    )


def _promises(title: str, rows: tuple[PromiseRow, ...] | None) -> list[Flowable]:
    heads, widths = ("Dossier", "Afspraak", "Wie", "Uiterlijk"), (37, 60, 38, 30)
    return sections.table(
        title,
        (heads, widths),
        rows,
        lambda row: (
            stack((row.reference, layout.CELL_BOLD)),
            row.text,
            row.who,
            stack((row.due, layout.CELL), (row.standing, layout.CELL_MUTED)),
        ),
    )


KIND = Kind(
    key="meeting_agenda",
    title="Casusoverleg",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=MeetingAgendaView,
    render=render,
    is_case_paper=False,  # about several cases: the meeting's page says who may take it
    filed_under="meeting",
)

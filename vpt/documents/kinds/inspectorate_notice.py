"""The notice of an accident to the labour inspectorate: no names, as little health as needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents.flowables import title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact, FactGroup
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "3"
PROFILES = ("inspectorate",)


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectorateNoticeView:
    """Exactly what is printed; a section that is None is left out without a trace."""

    meta: DocumentMeta
    employer: tuple[Fact, ...] | None = None
    """Name and address of the employer."""
    event: tuple[Fact, ...] | None = None
    """When, where, what kind."""
    account: str | None = None
    """What happened, without names."""
    injured: tuple[FactGroup, ...] | None = None
    """Who was injured, by role number, with function and nature of the injury."""
    measures: str | None = None
    """What was done since."""
    contact: tuple[Fact, ...] | None = None
    """Whom the inspectorate may call, and what was told by telephone."""


def render(view: InspectorateNoticeView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the notice."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: InspectorateNoticeView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("Werkgever en contact", _together(view.employer, view.contact)),
        *sections.facts("Het ongeval", view.event),
        *sections.prose("Wat er is gebeurd", view.account),
        *sections.fact_groups("Wie letsel heeft", view.injured),
        *sections.prose("Wat er is gedaan", view.measures),
    ]


def _together(*groups: tuple[Fact, ...] | None) -> tuple[Fact, ...] | None:
    shown = [group for group in groups if group is not None]
    return tuple(fact for group in shown for fact in group) if shown else None


KIND = Kind(
    key="labour_inspectorate_notice",
    title="Melding aan de arbeidsinspectie",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=InspectorateNoticeView,
    render=render,
    examples="example_inspectorate_notice",
    is_case_paper=False,  # holds health data: for whoever may see that
)

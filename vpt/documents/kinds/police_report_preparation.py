"""The preparation of a police report, or PIF: what the desk asks, in the order it asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import EvidenceRow, Fact, FactGroup, PersonRow
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "3"
PROFILES = ("police",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationView:
    """Exactly what is printed.

    A section that is None is left out without a trace; an empty one says that nothing was recorded.
    """

    meta: DocumentMeta
    filing: tuple[Fact, ...] | None = None
    """Who files, with which authority, how name and address are shielded, whom to call."""
    work: tuple[Fact, ...] | None = None
    """Employer, function and task at that moment, impact on the service."""
    facts: tuple[Fact, ...] | None = None
    people: tuple[PersonRow, ...] | None = None
    narrative: str | None = None
    literal_words: str | None = None
    """In quotation marks."""
    seven_ws: tuple[Fact, ...] | None = None
    """All seven, in the order of the police; what nobody told says so."""
    chronology: str | None = None
    harm: tuple[Fact, ...] | None = None
    """Injury and damage, as far as meant for the police."""
    evidence: tuple[EvidenceRow, ...] | None = None
    offences: tuple[FactGroup, ...] | None = None
    """What may fit; the police and the prosecution qualify."""
    wishes: tuple[Fact, ...] | None = None
    """What the victim wants to hear and say, and whether a complaint follows."""
    readiness: tuple[Fact, ...] | None = None
    """What a usable report needs, and whether it is there."""
    prompts: tuple[Fact, ...] | None = None
    """What to talk about at the desk: aftercare and prevention; a value is a choice to mark."""


def render(view: PreparationView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the preparation."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: PreparationView) -> list[Flowable]:
    return [
        *flowables.title_block(view.meta),
        *sections.facts("Wie doet aangifte", view.filing),
        *sections.facts("Werkgever, functie en taak", view.work),
        *sections.facts("Wat, waar en wanneer", view.facts),
        *sections.people(view.people),
        *sections.facts("Politie Informatie Formulier: de zeven W’s", view.seven_ws),
        *sections.account(view.narrative, view.literal_words, None),
        *sections.prose("Verloop", view.chronology),
        *sections.facts("Letsel en schade", view.harm),
        *sections.evidence(view.evidence),
        *sections.fact_groups(
            "Mogelijke strafbare feiten (politie en OM kwalificeren)", view.offences
        ),
        *sections.facts("Wensen van het slachtoffer", view.wishes),
        *sections.facts("Is de aangifte compleet?", view.readiness),
        *_prompts(view.prompts),
    ]


def _prompts(rows: tuple[Fact, ...] | None) -> list[Flowable]:
    title = "Nazorg en preventie: bespreek dit aan de balie"
    if not rows:
        return sections.facts(title, rows)
    lines = flowables.fill_in([(row.label, row.value) for row in rows])
    return flowables.section(title, [lines])


KIND = Kind(
    key="police_report_preparation",
    title="Voorbereiding van de aangifte (PIF)",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=PreparationView,
    render=render,
    examples="example_police_report",
    example_name="preparation",
)

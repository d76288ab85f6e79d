"""The dossier that is handed in at the prosecutor's office: numbered, with contents and proof."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable, PageBreak

from vpt.documents import dossier_json
from vpt.documents.contents import contents, numbered
from vpt.documents.cover import cover
from vpt.documents.kinds import damage_statement, dossier_sections, sections
from vpt.documents.kinds.damage_statement import ClaimantPart
from vpt.documents.kinds.dossier_parts import (
    ChronologyRow,
    EmployerStatement,
    ExhibitRow,
    Picture,
)
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import CustodyRow, Fact, FactGroup, MeasureRow, PersonRow
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

__all__ = [
    "KIND",
    "ChronologyRow",
    "EmployerStatement",
    "ExhibitRow",
    "Picture",
    "ProsecutionDossierView",
]

LAYOUT_VERSION = "1"
PROFILES = ("prosecution",)
FIRST = "1"


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
    """Return the unsealed PDF of the dossier, with what it says as data inside."""
    data = Attachment(
        name="dossier.json",
        content=dossier_json.machine_readable(view),
        media_type="application/json",
        relationship="Data",
        description="De inhoud van dit dossier als gegevens",
    )
    return to_pdf(view.meta, _story(view), [data, *attachments])


def _story(view: ProsecutionDossierView) -> list[Flowable]:
    part = "Dossier" if view.number == FIRST else "Aanvulling"
    front = cover(
        view.meta,
        f"Deel {view.number}: {part.lower()}",
        sections.facts("VPT-verklaring", view.cover),
    )
    story = numbered([*_case(view), *_proof(view), *_aftermath(view)])
    listed = contents(story)
    return [*front, PageBreak(), *listed, PageBreak(), *story] if listed else front


def _case(view: ProsecutionDossierView) -> list[Flowable]:
    return [
        *sections.news(view.news),
        *sections.prose("Samenvatting", view.summary),
        *sections.facts("Wat, waar en wanneer", view.facts),
        *sections.people(view.people),
        *dossier_sections.chronology(view.chronology),
        *sections.account(
            view.narrative, dossier_sections.quoted(view.literal_words), view.seven_ws
        ),
    ]


def _proof(view: ProsecutionDossierView) -> list[Flowable]:
    pictures = view.pictures or ()
    heads = dossier_sections.headings(pictures)
    shown = {row.number: head for row, head in zip(pictures[::-1], heads[::-1], strict=True)}
    return [
        *dossier_sections.exhibits(view.exhibits, shown),
        *sections.custody(view.custody),
        *dossier_sections.pictures(view.pictures, heads),
    ]


def _aftermath(view: ProsecutionDossierView) -> list[Flowable]:
    return [
        *damage_statement.claimants(view.damage),
        *damage_statement.sums("Totaal van de schade", view.damage_totals),
        *sections.prose("Gevolgen voor de dienst", view.impact_service),
        *sections.prose("Gevolgen voor het slachtoffer", view.impact_victim),
        *sections.measures(view.measures),
        *sections.fact_groups("Aangifte en vervolging", view.police_reports),
        *sections.facts("Nummers van deze zaak", view.numbers),
        *sections.facts("Contactpersonen in de keten", view.contacts),
        *dossier_sections.statement(view.statement),
        *sections.not_included(view.not_included),
    ]


KIND = Kind(
    key="prosecution_dossier",
    title="Dossier voor het Openbaar Ministerie",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=ProsecutionDossierView,
    render=render,
    versions_add_up=True,
    is_case_paper=False,  # put together and handed in on its own page
)

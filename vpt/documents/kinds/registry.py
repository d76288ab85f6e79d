"""The kinds of documents that can be drawn, by key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vpt.documents.kinds import (
    accused_letters,
    aftercare_overview,
    case_file,
    damage_statement,
    example_aftercare_overview,
    example_case_file,
    example_damage_statement,
    example_incident_report,
    example_inspectorate_notice,
    example_meeting_agenda,
    example_pattern_dossier,
    example_police_report,
    example_preservation,
    incident_report,
    inspectorate_notice,
    letter,
    meeting_agenda,
    pattern_dossier,
    police_report_preparation,
    vpt_cover_sheet,
)
from vpt.documents.meta import Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind: what it is called, for whom it exists, and how it is drawn.

    `render` takes the kind's own view-model and the attachments, and returns the unsealed PDF.
    """

    key: str
    title: str
    layout_version: str
    profiles: tuple[str, ...]
    view: type[Any]
    render: Callable[[Any, Sequence[Attachment]], bytes]
    example: Callable[[str], Any]
    """The rich example as the given profile would get it."""
    empty_example: Callable[[], Any]
    is_case_paper: bool = True
    """Listed among the documents of the case, for whoever may issue from it."""
    filed_under: str = "case"
    """What the trail files it under: a paper about several cases belongs to none of them."""


def _to_accused(key: str) -> Kind:
    return Kind(
        key=key,
        title=accused_letters.TITLES[key],
        layout_version=letter.LAYOUT_VERSION,
        profiles=accused_letters.PROFILES,
        view=letter.LetterView,
        render=letter.render,
        example=accused_letters.example_of(key),
        empty_example=accused_letters.empty_of(key),
    )


_KINDS = (
    Kind(
        key="incident_report",
        title="Melding",
        layout_version=incident_report.LAYOUT_VERSION,
        profiles=incident_report.PROFILES,
        view=incident_report.IncidentReportView,
        render=incident_report.render,
        example=example_incident_report.example,
        empty_example=example_incident_report.empty_example,
        is_case_paper=False,
    ),
    Kind(
        key="case_file",
        title="Dossier",
        layout_version=case_file.LAYOUT_VERSION,
        profiles=case_file.PROFILES,
        view=case_file.CaseFileView,
        render=case_file.render,
        example=example_case_file.example,
        empty_example=example_case_file.empty_example,
    ),
    Kind(
        key="damage_statement",
        title="Schadestaat",
        layout_version=damage_statement.LAYOUT_VERSION,
        profiles=damage_statement.PROFILES,
        view=damage_statement.DamageStatementView,
        render=damage_statement.render,
        example=example_damage_statement.example,
        empty_example=example_damage_statement.empty_example,
        is_case_paper=False,  # names amounts of victims: its own page says who may take it
    ),
    Kind(
        key="preservation_request",
        title="Verzoek om bewijs te bewaren",
        layout_version=letter.LAYOUT_VERSION,
        profiles=("holder",),
        view=letter.LetterView,
        render=letter.render,
        example=example_preservation.example,
        empty_example=example_preservation.empty_example,
    ),
    Kind(
        key="labour_inspectorate_notice",
        title="Melding aan de arbeidsinspectie",
        layout_version=inspectorate_notice.LAYOUT_VERSION,
        profiles=inspectorate_notice.PROFILES,
        view=inspectorate_notice.InspectorateNoticeView,
        render=inspectorate_notice.render,
        example=example_inspectorate_notice.example,
        empty_example=example_inspectorate_notice.empty_example,
        is_case_paper=False,  # holds health data: for whoever may see that
    ),
    Kind(
        key="aftercare_overview",
        title="Nazorgoverzicht",
        layout_version=aftercare_overview.LAYOUT_VERSION,
        profiles=aftercare_overview.PROFILES,
        view=aftercare_overview.AftercareView,
        render=aftercare_overview.render,
        example=example_aftercare_overview.example,
        empty_example=example_aftercare_overview.empty_example,
        is_case_paper=False,
    ),
    Kind(
        key="pattern_dossier",
        title="Patroondossier",
        layout_version=pattern_dossier.LAYOUT_VERSION,
        profiles=pattern_dossier.PROFILES,
        view=pattern_dossier.PatternDossierView,
        render=pattern_dossier.render,
        example=example_pattern_dossier.example,
        empty_example=example_pattern_dossier.empty_example,
        is_case_paper=False,  # holds other cases too: not for everybody who sees this one
    ),
    Kind(
        key="meeting_agenda",
        title="Casusoverleg",
        layout_version=meeting_agenda.LAYOUT_VERSION,
        profiles=meeting_agenda.PROFILES,
        view=meeting_agenda.MeetingAgendaView,
        render=meeting_agenda.render,
        example=example_meeting_agenda.example,
        empty_example=example_meeting_agenda.empty_example,
        is_case_paper=False,  # about several cases: the meeting's page says who may take it
        filed_under="meeting",
    ),
    Kind(
        key="police_report_preparation",
        title=example_police_report.PREPARATION,
        layout_version=police_report_preparation.LAYOUT_VERSION,
        profiles=police_report_preparation.PROFILES,
        view=police_report_preparation.PreparationView,
        render=police_report_preparation.render,
        example=example_police_report.preparation,
        empty_example=example_police_report.empty_preparation,
    ),
    Kind(
        key="vpt_cover_sheet",
        title=example_police_report.COVER,
        layout_version=vpt_cover_sheet.LAYOUT_VERSION,
        profiles=vpt_cover_sheet.PROFILES,
        view=vpt_cover_sheet.CoverSheetView,
        render=vpt_cover_sheet.render,
        example=example_police_report.cover,
        empty_example=example_police_report.empty_cover,
    ),
    Kind(
        key="power_of_attorney",
        title=example_police_report.AUTHORITY,
        layout_version=letter.LAYOUT_VERSION,
        profiles=("police",),
        view=letter.LetterView,
        render=letter.render,
        example=example_police_report.authority,
        empty_example=example_police_report.empty_authority,
    ),
    Kind(
        key="escalation_letter",
        title=example_police_report.ESCALATION,
        layout_version=letter.LAYOUT_VERSION,
        profiles=("police",),
        view=letter.LetterView,
        render=letter.render,
        example=example_police_report.escalation,
        empty_example=example_police_report.empty_escalation,
    ),
)
_LETTERS = tuple(_to_accused(key) for key in accused_letters.TITLES)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in (*_KINDS, *_LETTERS)})

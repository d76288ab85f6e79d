"""The kinds of documents that can be drawn, by key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from vpt.documents.kinds import (
    case_file,
    damage_statement,
    example_case_file,
    example_damage_statement,
    example_incident_report,
    incident_report,
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
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.key: kind for kind in _KINDS})

"""The register of incidents over a period, with the list of accidents: nobody is in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.flowables import Cell, stack, title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact
from vpt.documents.lines import lines
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "1"
PROFILES = ("internal", "board", "inspectorate")
COUNTS = frozenset(range(1, 7))
HEADS = ("Nr.", "Datum", "Soort plek", "Soort en ernst", "Gevolgen", "Aangifte", "Maatregelen")
WIDTHS = (9, 28, 26, 36, 23, 17, 26)
SMALL = ParagraphStyle("log", layout.CELL, fontSize=7.5, leading=10)
SMALL_MUTED = ParagraphStyle("log-muted", SMALL, textColor=layout.MUTED)
"""A register is long: small letters save pages, and a row of it is read at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """One category with how many of each, as figures."""

    category: str
    incidents: str
    severe: str
    injured: str
    absent: str
    """With more than three working days' absence."""
    inspected: str
    """Reported to the labour inspectorate."""
    reports: str
    """With a police report."""
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AccidentRow:
    """One accident at work: its nature and date, and whether it was reported."""

    number: str
    """Of the incident in the register."""
    on: str
    nature: str
    reported: str
    absence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One incident of the register, in kinds and figures alone."""

    number: str
    on: str
    where: str
    """Kind of place, never the place."""
    category: str
    severity: str
    harm: str
    """Injury, absence and the inspectorate, one to a line."""
    report: str
    """Whether there is a police report."""
    measures: str
    """Kinds of measures, one to a line."""
    standing: str
    reference: str = ""
    """For the organisation's own eyes; empty for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryLogView:
    """Exactly what is printed; None leaves no trace, empty says that nothing was recorded."""

    meta: DocumentMeta
    about: tuple[Fact, ...] | None = None
    """Which period, how many, and how to read the register."""
    totals: tuple[TotalRow, ...] | None = None
    accidents: tuple[AccidentRow, ...] | None = None
    rows: tuple[LogRow, ...] | None = None
    law: tuple[Fact, ...] | None = None
    """What the law asks, with its source and whether that was checked."""
    not_included: tuple[str, ...] | None = None


def render(view: StatutoryLogView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the register."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: StatutoryLogView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.facts("Het register in het kort", view.about),
        *_totals(view.totals),
        *_accidents(view.accidents),
        *_rows(view.rows),
        *sections.facts("Wat de wet vraagt", view.law),
        *sections.not_included(view.not_included),
    ]


def _totals(rows: tuple[TotalRow, ...] | None) -> list[Flowable]:
    title = "Totalen per soort"
    if not rows:
        return sections.facts(title, None if rows is None else ())
    heads = ("Soort", "Incidenten", "Ernst 4–5", "Letsel", "Verzuim", "Inspectie", "Aangifte")
    listing = flowables.table(
        heads, [_total(row) for row in rows], (51, 20, 19, 17, 19, 20, 19), COUNTS
    )
    return flowables.section(title, [listing])


def _total(row: TotalRow) -> Sequence[Cell]:
    name = layout.CELL_BOLD if row.is_sum else layout.CELL
    amount = layout.CELL_TOTAL if row.is_sum else layout.CELL_AMOUNT
    counted = (row.incidents, row.severe, row.injured, row.absent, row.inspected, row.reports)
    return (stack((row.category, name)), *(stack((one, amount)) for one in counted))


def _accidents(rows: tuple[AccidentRow, ...] | None) -> list[Flowable]:
    heads = ("Nr.", "Datum", "Aard van het ongeval", "Arbeidsinspectie", "Verzuim")
    return sections.table(
        "Lijst van ongevallen",
        (heads, (12, 33, 48, 44, 28)),
        rows,
        lambda row: (row.number, row.on, row.nature, row.reported, row.absence),
    )


def _rows(rows: tuple[LogRow, ...] | None) -> list[Flowable]:
    return sections.table("Alle incidenten", (HEADS, WIDTHS), rows, _row)


def _row(row: LogRow) -> Sequence[Cell]:
    return (
        lines((row.number, SMALL)),
        lines((row.on, SMALL), (row.reference, layout.FINGERPRINT)),
        lines((row.where, SMALL)),
        lines((row.category, SMALL), (row.severity, SMALL_MUTED)),
        lines((row.harm, SMALL)),
        lines((row.report, SMALL)),
        lines((row.measures, SMALL), (row.standing, SMALL_MUTED)),
    )


KIND = Kind(
    key="statutory_log",
    title="Register van incidenten",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=StatutoryLogView,
    render=render,
    is_case_paper=False,  # about a whole organisation: its own page says who may take it
    filed_under="organisation",
)

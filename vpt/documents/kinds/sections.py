"""Sections that several kinds print; None prints nothing at all, empty says so in words."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.flowables import Cell, stack
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
from vpt.documents.strip import PhaseCell, phase_strips

Row = TypeVar("Row")

NOTHING = "Niets vastgelegd."
FINGERPRINT_NOTE = (
    "SHA-256 is de vingerafdruk van het oorspronkelijke bestand: verandert het bestand, dan "
    "verandert de vingerafdruk."
)


def prose(title: str, value: str | None) -> list[Flowable]:
    """Return a section of running text."""
    if value is None:
        return []
    return _section(title, flowables.prose(value))


def facts(title: str, rows: tuple[Fact, ...] | None) -> list[Flowable]:
    """Return a section of labels with values."""
    if rows is None:
        return []
    return _section(title, _definitions(rows))


def fact_groups(title: str, groups: tuple[FactGroup, ...] | None) -> list[Flowable]:
    """Return a section with facts under small headings."""
    if groups is None:
        return []
    parts = [flowables.subsection(group.title, _definitions(group.facts)) for group in groups]
    return _section(title, [block for part in parts for block in part])


def people(rows: tuple[PersonRow, ...] | None) -> list[Flowable]:
    """Return the people concerned, by role number."""
    heads, widths = ("Nr.", "Rol", "Naam", "Bijzonderheden"), (12, 30, 45, 78)
    return table("Betrokkenen", (heads, widths), rows, _person)


def account(
    narrative: str | None, literal_words: str | None, seven_ws: tuple[Fact, ...] | None
) -> list[Flowable]:
    """Return what happened: the account, and the literal words and seven W's if there are any."""
    if narrative is None and literal_words is None and seven_ws is None:
        return []
    blocks = flowables.prose(narrative or "")
    if literal_words:
        words = flowables.prose(literal_words, layout.QUOTE)
        blocks += flowables.subsection("Letterlijke woorden", words)
    if seven_ws:
        blocks += flowables.subsection("De zeven W’s", _definitions(seven_ws))
    return _section("Wat er is gebeurd", blocks)


def addenda(rows: tuple[Note, ...] | None) -> list[Flowable]:
    """Return what was added after the report was sent."""
    heads, widths = ("Moment", "Door", "Aanvulling"), (48, 38, 79)
    return table("Aanvullingen", (heads, widths), rows, lambda row: (row.at, row.author, row.text))


def evidence(rows: tuple[EvidenceRow, ...] | None) -> list[Flowable]:
    """Return the exhibits with the fingerprint (SHA-256) of each original."""
    heads, widths = ("Nr.", "Bewijsstuk en SHA-256", "Soort"), (13, 118, 34)
    if not rows:
        return table("Bewijs", (heads, widths), rows, _exhibit)
    listing = flowables.table(heads, [_exhibit(row) for row in rows], widths)
    note = flowables.text(FINGERPRINT_NOTE, layout.NOTE)
    return _section("Bewijs", [flowables.kept([note, listing])])


def custody(rows: tuple[CustodyRow, ...] | None) -> list[Flowable]:
    """Return who did what with which exhibit."""
    heads, widths = ("Moment", "Stuk", "Wie", "Wat"), (46, 13, 33, 73)
    return table(
        "Beheer van het bewijs",
        (heads, widths),
        rows,
        lambda row: (row.at, row.exhibit, row.who, row.what),
    )


def measures(rows: tuple[MeasureRow, ...] | None) -> list[Flowable]:
    """Return the measures with their grounds, period and authority."""
    heads, widths = ("Maatregel", "Voor", "Periode", "Besluit"), (66, 14, 40, 45)
    return table("Maatregelen", (heads, widths), rows, _measure)


def chain(phases: tuple[Phase, ...] | None, steps: tuple[StepRow, ...] | None) -> list[Flowable]:
    """Return the chain protocol: the phases in one glance, then every step with its date.

    The column with the basis is there only when some step tells it.
    """
    if steps is None:
        return []
    heads: tuple[str, ...] = ("Stap", "Wat en door wie", "Uiterlijk", "Stand")
    widths: tuple[int, ...] = (11, 58, 38, 58)
    if has_basis := any(step.basis for step in steps):
        heads, widths = (*heads, "Grondslag"), (11, 46, 33, 48, 27)
    strips = phase_strips([PhaseCell(one.title, one.caption, one.progress) for one in phases or ()])
    rows = [_step(step, has_basis=has_basis) for step in steps]
    listing = [flowables.table(heads, rows, widths)] if rows else []
    blocks = [*strips, *listing]
    return _section("Verloop in de keten", [flowables.kept(blocks)] if blocks else [])


def history(rows: tuple[HistoryRow, ...] | None) -> list[Flowable]:
    """Return everything that happened with the case, oldest first."""
    heads, widths = ("Moment", "Wie", "Wat"), (48, 38, 79)
    return table("Geschiedenis", (heads, widths), rows, lambda row: (row.at, row.who, row.what))


def next_steps(rows: tuple[NextStep, ...] | None) -> list[Flowable]:
    """Return what the reporter may expect."""
    heads, widths = ("Wat", "Door wie", "Uiterlijk"), (76, 41, 48)
    return table(
        "Wat er nu gebeurt", (heads, widths), rows, lambda row: (row.what, row.who, row.by)
    )


def news(lines: tuple[str, ...] | None) -> list[Flowable]:
    """Return what is new in this copy; a first copy has nothing of the kind."""
    if not lines:
        return []
    blocks = [block for line in lines for block in flowables.prose(line)]
    return _section("Nieuw in deze aanvulling", blocks)


def not_included(lines: tuple[str, ...] | None) -> list[Flowable]:
    """Return what this copy leaves out and why."""
    if not lines:
        return []
    blocks = [block for line in lines for block in flowables.prose(line)]
    return _section("Niet in dit exemplaar", [flowables.kept(blocks)] if blocks else [])


def _section(title: str, blocks: Sequence[Flowable]) -> list[Flowable]:
    return flowables.section(title, blocks) if blocks else flowables.empty_section(title, NOTHING)


def _definitions(rows: tuple[Fact, ...]) -> list[Flowable]:
    return [flowables.definitions([(row.label, row.value) for row in rows])] if rows else []


def table(
    title: str,
    columns: tuple[Sequence[str], Sequence[int]],
    rows: tuple[Row, ...] | None,
    cells: Callable[[Row], Sequence[Cell]],
) -> list[Flowable]:
    """Return a section that is one table: heads and widths in mm, a row of cells per row."""
    if rows is None:
        return []
    heads, widths = columns
    return _section(
        title, [flowables.table(heads, [cells(row) for row in rows], widths)] if rows else []
    )


def _person(row: PersonRow) -> Sequence[Cell]:
    reachable = f"Bereikbaar via: {row.reachable}" if row.reachable else ""
    details = stack((row.details, layout.CELL), (reachable, layout.CELL))
    return (row.number, row.role, stack((row.name, layout.CELL_BOLD)), details)


def _exhibit(row: EvidenceRow) -> Sequence[Cell]:
    received = f"Ontvangen: {row.received}" if row.received else ""
    title = stack(
        (row.title, layout.CELL_BOLD),
        (row.note, layout.CELL),
        (received, layout.CELL),
        (row.sha256, layout.EXHIBIT_PRINT),
    )
    return (stack((row.number, layout.CELL_BOLD)), title, row.kind)


def _measure(row: MeasureRow) -> Sequence[Cell]:
    title = stack((row.title, layout.CELL_BOLD), (row.grounds, layout.CELL))
    period = stack((row.period, layout.CELL), (row.state, layout.CELL_MUTED))
    return (title, row.subject, period, row.decided)


def _step(row: StepRow, *, has_basis: bool) -> Sequence[Cell]:
    title = stack((row.title, layout.CELL_BOLD), (row.party, layout.CELL_MUTED))
    state = (*flowables.when(row.state), *stack((row.outcome, layout.CELL_MUTED)))
    return (
        row.number,
        title,
        flowables.when(row.due),
        state,
        *((stack((row.basis, layout.CELL_MUTED)),) if has_basis else ()),
    )

"""Sections that only the prosecutor's dossier has: order of time, exhibits, pictures, signature."""

from collections.abc import Mapping, Sequence

from reportlab.platypus import Flowable, Spacer

from vpt.documents import flowables, layout
from vpt.documents.contents import PageReference
from vpt.documents.flowables import Cell, stack
from vpt.documents.kinds import sections
from vpt.documents.kinds.dossier_parts import (
    ChronologyRow,
    EmployerStatement,
    ExhibitRow,
    Picture,
)
from vpt.documents.paragraphs import Heading
from vpt.documents.pictures import placed_picture

OPENING = ("“", "”", "„", '"', "‘", "'", "«", "»")
EXHIBITS, PICTURES = "Bewijsstukken", "Beeld bij het bewijs"
PICTURES_NOTE = (
    "Dit zijn weergaven om te lezen: opnieuw opgeslagen, zonder gegevens over plaats, apparaat of "
    "maker. De vingerafdruk eronder is die van de weergave. Die van het origineel staat in de "
    "lijst van bewijsstukken."
)
STATEMENT = "Verklaring van de werkgever"
SHORT = 2000
"""Characters up to which a statement stands on one page with its signature."""
SIGN_AIR = 26.0
"""Above the line to sign on, in points: room for a signature."""


def chronology(rows: tuple[ChronologyRow, ...] | None) -> list[Flowable]:
    """Return what happened in the order of time: when, what, by whom, and from which source."""
    columns = ("Wanneer", "Wat", "Wie", "Bron"), (33, 70, 34, 28)
    return sections.table("Verloop in de tijd", columns, rows, _event)


def quoted(words: str | None) -> str | None:
    """Return literal words with every line in quotation marks, unless it has them already."""
    if not words:
        return words
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return "\n".join(line if line.startswith(OPENING) else f"“{line}”" for line in lines)


def headings(rows: tuple[Picture, ...] | None) -> list[Heading]:
    """Return the heading of each picture; the list of exhibits leads to them."""
    return [
        flowables.picture_heading(row.number, f"{row.number} {row.caption}") for row in rows or ()
    ]


def exhibits(
    rows: tuple[ExhibitRow, ...] | None, shown: Mapping[str, Heading] | None = None
) -> list[Flowable]:
    """Return the list of exhibits: source, who secured them and when, SHA-256 and form.

    `shown` is the heading of the first picture of an exhibit, by its number.
    """
    if rows is None:
        return []
    if not rows:
        return flowables.empty_section(EXHIBITS, sections.NOTHING)
    cells = [_exhibit(row, (shown or {}).get(row.number)) for row in rows]
    listing = flowables.table(("Nr.", "Bewijsstuk en SHA-256", "Vorm"), cells, (13, 118, 34))
    note = flowables.text(sections.FINGERPRINT_NOTE, layout.NOTE)
    return flowables.section(EXHIBITS, [flowables.kept([note, listing])])


def pictures(rows: tuple[Picture, ...] | None, heads: Sequence[Heading]) -> list[Flowable]:
    """Return the pictures: at most two on a page, each with the number of its exhibit."""
    if rows is None:
        return []
    if not rows:
        return flowables.empty_section(PICTURES, sections.NOTHING)
    note = flowables.text(PICTURES_NOTE, layout.NOTE)
    placed = [_picture(row, head) for row, head in zip(rows, heads, strict=True)]
    first, *others = [flowables.kept(parts) for parts in placed]
    return flowables.section(PICTURES, [flowables.kept([note, first]), *others])


def statement(said: EmployerStatement | None) -> list[Flowable]:
    """Return what the employer states, with who signs and a line to sign on."""
    if said is None:
        return []
    signed = [
        ("Naam", said.name),
        ("Functie", said.function),
        ("Plaats", said.place),
        ("Datum", said.day),
    ]
    signing = [
        flowables.definitions(signed),
        Spacer(0, SIGN_AIR),
        flowables.fill_in([("Handtekening", "")]),
        *flowables.prose(said.sealed_words, layout.NOTE_BESIDE),
    ]
    text = flowables.prose(said.text)
    if len(said.text) > SHORT:
        return flowables.section(STATEMENT, [*text, flowables.kept(signing)])
    return flowables.section(STATEMENT, [flowables.kept([*text, *signing])])


def _event(row: ChronologyRow) -> Sequence[Cell]:
    return (flowables.when(row.at), row.what, row.who, stack((row.source, layout.CELL_MUTED)))


def _exhibit(row: ExhibitRow, picture: Heading | None) -> Sequence[Cell]:
    source = f"Herkomst: {row.source}" if row.source else ""
    secured = f"Veiliggesteld: {row.secured}" if row.secured else ""
    what = stack(
        (row.title, layout.CELL_BOLD),
        (row.note, layout.CELL),
        (source, layout.CELL),
        (secured, layout.CELL),
        (row.sha256, layout.EXHIBIT_PRINT),
    )
    inside = f"Bijlage: {row.inside}" if row.inside else ""
    size = ", ".join(part for part in (row.kind, row.size) if part)
    form: list[Flowable] = [
        *stack((row.form, layout.CELL), (size, layout.CELL_MUTED), (inside, layout.CELL_MUTED))
    ]
    if picture:
        form.append(PageReference("Beeld: pagina", picture, layout.CELL_MUTED))
    return (stack((row.number, layout.CELL_BOLD)), what, form)


def _picture(row: Picture, heading: Heading) -> list[Flowable]:
    return [
        *placed_picture(heading, row.described or row.caption, row.jpeg),
        *flowables.prose(row.caption, layout.PICTURE_TEXT),
        *flowables.prose(f"SHA-256 {row.sha256}" if row.sha256 else "", layout.PICTURE_PRINT),
    ]

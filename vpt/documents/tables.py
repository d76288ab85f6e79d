"""A table that tells the canvas its structure, also when rows or cells break over pages."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from reportlab.platypus import Flowable, Table

from vpt.documents import layout
from vpt.documents.tagging import Element, TaggedCanvas


@dataclass(frozen=True, slots=True)
class Roles:
    """What the parts of a grid are called in the structure tree."""

    grid: str
    row: str
    cells: tuple[str, ...]
    """Role of each column; the last one counts for all further columns."""

    def cell(self, column: int) -> Element:
        """Return a new element for a cell in this column."""
        role = self.cells[min(column, len(self.cells) - 1)]
        return Element(role, scope="Row" if role == "TH" else None)


TABLE = Roles("Table", "TR", ("TD",))
FEW_ROWS = 3
LOW = layout.HEIGHT * 0.3
"""A table of so few rows, and lower than this, never breaks."""
FEWEST_LEFT = 2
"""A row only moves to the last one on the next page when more than this many stay behind."""
SLACK = 0.01
"""Keeps rounding from pushing a row over the edge; in points."""
DEFINITIONS = Roles("L", "LI", ("Lbl", "LBody"))


@dataclass(eq=False)
class TableTagger:
    """ReportLab's drawing callback; one object serves all pieces of a split table."""

    roles: Roles
    element: Element = field(init=False)
    _open: ExitStack = field(init=False, default_factory=ExitStack)
    _row: Element | None = field(init=False, default=None)
    _header_is_drawn: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self.element = Element(self.roles.grid)

    def __call__(self, table: "TaggedTable", event: str, *details: Any) -> None:
        """Open and close elements around what the table draws next."""
        canvas = table.tagged_canvas
        if event in {"startBG", "startLines"}:
            self._open.enter_context(canvas.artifact())
        elif event == "startRow":
            self._start_row(table, details[0])
        elif event == "startCell":
            self._start_cell(table, details[0], details[1])
        elif event in {"endBG", "endLines", "endCell"}:
            self._open.close()
        elif event == "endTable" and table.repeatRows:
            self._header_is_drawn = True

    def _start_row(self, table: "TaggedTable", number: int) -> None:
        self._row = _row_begun_on_an_earlier_page(table.row(number)) or Element(self.roles.row)

    def _start_cell(self, table: "TaggedTable", number: int, column: int) -> None:
        canvas, row = table.tagged_canvas, self._row
        is_header = number < table.repeatRows
        if is_header and self._header_is_drawn:
            self._open.enter_context(canvas.artifact("Pagination"))
            return
        assert row is not None, "ReportLab starts a row before its cells"  # noqa: S101 - for types
        self._open.enter_context(canvas.group(self.element))
        self._open.enter_context(canvas.group(row))
        self._open.enter_context(canvas.group(self._cell(row, column, is_header=is_header)))

    def _cell(self, row: Element, column: int, *, is_header: bool) -> Element:
        if column < len(row.kids) and isinstance(begun := row.kids[column], Element):
            return begun
        return Element("TH", scope="Column") if is_header else self.roles.cell(column)


class TaggedTable(Table):
    """A table whose `renderCB` is a `TableTagger`; cells hold tuples of tagged flowables."""

    canv: TaggedCanvas
    repeatRows: int  # noqa: N815 - ReportLab's name
    splitInRow: int  # noqa: N815 - ReportLab's name
    _rowHeights: list[float]  # noqa: N815 - ReportLab's name
    _cellvalues: list[list[Any]]  # ReportLab's rows

    @property
    def tagged_canvas(self) -> TaggedCanvas:
        """The canvas being drawn on."""
        return self.canv

    @property
    def length(self) -> int:
        """The number of rows, with the header."""
        return len(self._cellvalues)

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:  # noqa: N803 - ReportLab's names
        """Return the parts before and after the page break; a row only breaks when it must."""
        parts: list[Flowable] = super().split(availWidth, availHeight)
        if not parts and sum(self._rowHeights[: self.repeatRows + 1]) > layout.ROW_LIMIT:
            self.splitInRow = 1
            parts = super().split(availWidth, availHeight)
        return [] if self._is_small else self._without_widow(parts, availWidth)

    @property
    def _is_small(self) -> bool:
        """Whether it is better whole on the next page than broken over two."""
        rows = self.length - self.repeatRows
        return rows <= FEW_ROWS and sum(self._rowHeights) < LOW

    def _without_widow(self, parts: list[Flowable], width: float) -> list[Flowable]:
        """Return the parts with two rows on the next page where only the last would be."""
        rows = [part.length for part in parts if isinstance(part, TaggedTable)]
        broke_between_rows = sum(rows) - self.repeatRows == self.length
        if len(rows) != 2 or not broke_between_rows:  # noqa: PLR2004 - before and after
            return parts
        if rows[1] - self.repeatRows > 1 or rows[0] - self.repeatRows <= FEWEST_LEFT:
            return parts
        return super().split(width, sum(self._rowHeights[: rows[0] - 1]) + SLACK) or parts

    def row(self, number: int) -> list[Any]:
        """Return the cells of a row."""
        return self._cellvalues[number]


def _row_begun_on_an_earlier_page(cells: list[Any]) -> Element | None:
    for cell in cells:
        for flowable in cell if isinstance(cell, tuple | list) else (cell,):
            if row := _row_of(flowable):
                return row
    return None


def _row_of(flowable: Flowable) -> Element | None:
    element = getattr(flowable, "element", None)
    cell = element.parent if element is not None else None
    return cell.parent if cell is not None else None

"""The form of the matrix: advice per kind and measure, and how far each severity goes."""

from typing import Any, cast

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, SelectField

from vpt.assessment import adjusting, labels
from vpt.assessment.adjusting import Adjustment
from vpt.assessment.matrices import InForce
from vpt.assessment.matrix import OWN_LEVELS, Matrix
from vpt.web.cases.forms import SpokenForm, as_version
from vpt.web.i18n import in_dutch
from vpt.web.i18n import translated as gettext


class MatrixForm(SpokenForm):
    """What every form of the matrix has: the version somebody saw, and the text it changes."""

    seen = HiddenField()
    text = HiddenField()
    """The file the choices are put in, with its comments: in force, or just read in."""

    def saw(self) -> int:
        """Return the number of the version the person saw; 0 when none came along."""
        return as_version(self.seen.data)

    def to_text(self, table: Matrix) -> str:
        """Hand over the text with the choices in it. Raises what `adjusting.apply` refuses."""
        cells = {
            (row.key, one.key): str(self[cell(row.key, one.key)].data)
            for row in table.rows
            for one in table.measures
        }
        highest = {one.level: int(self[top(one.level)].data) for one in table.severities}
        text = str(self.text.data or "").replace("\r\n", "\n")
        return adjusting.apply(text, Adjustment(cells=cells, highest=highest))


class TomlForm(SpokenForm):
    """A matrix as a file."""

    file = FileField(_("Matrix (TOML)"))
    loses_file = True


def form_of(start: InForce, number: int, *, posted: bool = True) -> MatrixForm:
    """Return the form, filled with a matrix or, when `posted`, with what came in."""
    table = start.matrix
    kind = cast("type[MatrixForm]", type("WholeMatrixForm", (MatrixForm,), _fields(table)))
    data = {"seen": str(number), "text": start.text, **_chosen(table)}
    return kind(data=data) if posted else kind(formdata=None, data=data)


def cell(row: str, measure: str) -> str:
    """Return the name of the field of a cell."""
    return f"cell-{row}-{measure}"


def top(level: int) -> str:
    """Return the name of the field of a severity."""
    return f"highest-{level}"


def _fields(table: Matrix) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for row in table.rows:
        for one in table.measures:
            choices = [(str(a), gettext(labels.ADVICE[a])) for a in adjusting.advice_of(one)]
            fields[cell(row.key, one.key)] = SelectField(in_dutch(one.title), choices=choices)
    steps = [(str(level), str(level)) for level in OWN_LEVELS]
    for severity in table.severities:
        label = in_dutch(f"{severity.level}: {severity.title}")
        fields[top(severity.level)] = SelectField(label, choices=steps)
    return fields


def _chosen(table: Matrix) -> dict[str, str]:
    cells = {
        cell(row.key, key): str(advice) for row in table.rows for key, advice in row.cells.items()
    }
    return cells | {top(one.level): str(one.highest) for one in table.severities}

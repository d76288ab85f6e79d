"""Changes the text of a matrix, says what differs, and refuses what cannot be used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tomlkit
from tomlkit.exceptions import TOMLKitError

from vpt.assessment.matrix import OWN_LEVELS, Advice, Matrix, MatrixFault, Measure, load, matrix
from vpt.core.errors import RuleBroken

MOST_TEXT = 30_000
MOST_TITLE = 120
OFFERED = (Advice.OFFER, Advice.ACTIVE, Advice.ACTIVE_PLAN, Advice.ACTIVE_TODAY)
IMPOSED = (Advice.NO, Advice.REPEAT, Advice.YES)
REPORTED = (
    Advice.NO, Advice.REPEAT, Advice.IF_OFFICIAL, Advice.ADVISE, Advice.YES, Advice.DEFAULT,
    Advice.ALWAYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What somebody chose: advice by row and measure, and the highest measure by severity."""

    cells: Mapping[tuple[str, str], str]
    highest: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was; `what` is cell, highest, kind or title."""

    what: str
    row: str = ""
    measure: str = ""
    level: int = 0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A measure that is ticked, or no longer, for a row and a severity."""

    row: str
    level: int
    measure: Measure
    is_chosen: bool


def advice_of(measure: Measure) -> tuple[Advice, ...]:
    """Return what can be advised about a measure, lightest first."""
    if measure.level is None:
        return OFFERED
    return IMPOSED if measure.level in OWN_LEVELS else REPORTED


def apply(text: str, adjustment: Adjustment) -> str:
    """Return the text with other advice; comments and order stay. Raises what `read` refuses."""
    read(text)
    document = tomlkit.parse(text)
    for row in document["rows"]:
        for name in [name for name in row if (str(row["key"]), name) in adjustment.cells]:
            row[name] = adjustment.cells[str(row["key"]), name]
    for severity in document["severities"]:
        level = int(severity["level"])
        severity["highest"] = adjustment.highest.get(level, severity["highest"])
    return tomlkit.dumps(document)


def read(text: str) -> Matrix:
    """Return what a text says. MatrixFault, RuleBroken("matrix_long")."""
    if len(text) > MOST_TEXT:
        raise RuleBroken("matrix_long", most=MOST_TEXT)
    found = load(text)
    try:
        tomlkit.parse(text)
    except TOMLKitError as error:  # what tomllib reads and tomlkit does not
        raise MatrixFault(str(error), line=1) from error
    return found


def check(text: str) -> Matrix:
    """Return the matrix in a text an organisation wants to use.

    Raises what `read` refuses, RuleBroken("matrix_measures_differ", "matrix_advice",
    "matrix_highest", "matrix_order", "matrix_title").
    """
    found = read(text)
    _ensure_columns(found)
    for row in found.rows:
        for measure in found.measures:
            if row.cells[measure.key] not in advice_of(measure):
                raise RuleBroken("matrix_advice", field=f"cell-{row.key}-{measure.key}")
    _ensure_severities(found)
    titles = [*(row.title for row in found.rows), *(one.title for one in found.severities)]
    if not all(0 < len(title) <= MOST_TITLE for title in titles):
        raise RuleBroken("matrix_title", most=MOST_TITLE)
    return found


def differences(old: Matrix, new: Matrix) -> tuple[Difference, ...]:
    """Return what differs, in the order of the newer matrix; its version is no difference."""
    return (*_cells(old, new), *_severities(old, new), *_kinds(old, new))


def ticks(old: Matrix, new: Matrix) -> tuple[Tick, ...]:
    """Return which measures are ticked to begin with and were not, or the other way round."""
    return tuple(
        Tick(row=now.key, level=severity.level, measure=fresh.measure, is_chosen=fresh.is_chosen)
        for was, now in zip(old.rows, new.rows, strict=True)
        for severity in new.severities
        for before, fresh in zip(
            old.proposals(was, severity.level), new.proposals(now, severity.level), strict=True
        )
        if before.is_chosen != fresh.is_chosen
    )


def _ensure_columns(found: Matrix) -> None:
    """Refuse other measures than those of the ladder: an organisation says when, not what."""
    if found.measures != matrix().measures:
        raise RuleBroken("matrix_measures_differ")


def _ensure_severities(found: Matrix) -> None:
    before = 0
    for one in found.severities:
        field = f"highest-{one.level}"
        if one.highest not in OWN_LEVELS:
            raise RuleBroken("matrix_highest", field=field)
        if one.highest < before:
            raise RuleBroken("matrix_order", field=field)
        before = one.highest


def _cells(old: Matrix, new: Matrix) -> Iterator[Difference]:
    for was, now in zip(old.rows, new.rows, strict=True):
        if was.title != now.title:
            yield Difference(what="title", row=now.key, before=was.title, after=now.title)
        for measure in new.measures:
            before, after = was.cells[measure.key], now.cells[measure.key]
            if before != after:
                yield Difference(
                    what="cell", row=now.key, measure=measure.key, before=before, after=after
                )


def _severities(old: Matrix, new: Matrix) -> Iterator[Difference]:
    for was, now in zip(old.severities, new.severities, strict=True):
        if was.title != now.title:
            yield Difference(what="title", level=now.level, before=was.title, after=now.title)
        if was.highest != now.highest:
            yield Difference(
                what="highest", level=now.level, before=str(was.highest), after=str(now.highest)
            )


def _kinds(old: Matrix, new: Matrix) -> Iterator[Difference]:
    for kind in sorted({*old.kinds, *new.kinds}):
        before, after = old.kinds.get(kind, ""), new.kinds.get(kind, "")
        if before != after:
            yield Difference(what="kind", measure=kind, before=before, after=after)

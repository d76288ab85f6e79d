"""Words for what differs between two versions of the matrix."""

from datetime import datetime

from flask import url_for

from vpt.assessment import adjusting, labels
from vpt.assessment.adjusting import Difference, Tick
from vpt.assessment.matrices import InForce
from vpt.assessment.matrix import Advice, Matrix
from vpt.core.actor import Actor
from vpt.history import queries as history
from vpt.history.rules import Kind
from vpt.incidents import labels as incidents
from vpt.incidents.taxonomy import Category
from vpt.web import telling_history
from vpt.web.cases import words as cases
from vpt.web.i18n import translated as _

MOST_TICKS = 20


def version(one: InForce) -> str:
    """Return which version it is."""
    if one.number:
        return _("Eigen matrix, versie %(number)s", number=one.number)
    return _("Matrix van VPT, versie %(version)s", version=one.matrix.version)


def differences(old: Matrix, new: Matrix) -> list[tuple[str, str, str]]:
    """Return what differs: where, how it was, how it becomes."""
    return [(_where(one, new), *_values(one)) for one in adjusting.differences(old, new)]


def ticks(old: Matrix, new: Matrix) -> tuple[list[str], int]:
    """Return what will be ticked to begin with and what no longer, and how many more there are."""
    found = adjusting.ticks(old, new)
    return [_tick(one) for one in found[:MOST_TICKS]], max(0, len(found) - MOST_TICKS)


def told(actor: Actor, *, now: datetime) -> list[telling_history.HistoryRow]:
    """Return the versions, newest first."""
    fields = {
        "text": _("Het bestand"),
        "rows": _("Wat past bij wat"),
        "severities": _("Hoe ver de ernst gaat"),
        "kinds": _("Welk gedrag in welke rij hoort"),
    }
    return telling_history.told(
        history.list_versions(actor.organisation_id, Kind.MATRIX),
        fields,
        lambda number: url_for("matrix.version", version=str(number)),
        now=now,
    )


def _where(one: Difference, table: Matrix) -> str:
    if one.what == "kind":
        return _("Rij van %(kind)s", kind=_kind(one.measure))
    if one.level:
        name = _("Ernst %(level)s", level=one.level)
        return _("%(what)s, hoogste trede", what=name) if one.what == "highest" else name
    name = _("Rij %(row)s", row=one.row)
    measure = table.measure(one.measure)
    return f"{name}, {measure.title}" if measure else name


def _values(one: Difference) -> tuple[str, str]:
    if one.what == "cell":
        return _(labels.ADVICE[Advice(one.before)]), _(labels.ADVICE[Advice(one.after)])
    return one.before or "–", one.after or "–"


def _kind(key: str) -> str:
    category, _dot, subtype = key.partition(".")
    name = cases.category(Category(category).value)
    return f"{name}: {_(incidents.SUBTYPE[subtype])}" if subtype in incidents.SUBTYPE else name


def _tick(one: Tick) -> str:
    said = {"row": one.row, "level": one.level, "measure": one.measure.title}
    if one.is_chosen:
        return _("Rij %(row)s, ernst %(level)s: %(measure)s staat voortaan aangevinkt.", **said)
    return _("Rij %(row)s, ernst %(level)s: %(measure)s staat niet meer aangevinkt.", **said)

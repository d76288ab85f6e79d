"""The words of the dossier for the prosecutor, in the language of this request."""

from collections.abc import Iterable
from uuid import UUID

from flask import url_for
from wtforms import RadioField

from vpt.accounts import queries as accounts
from vpt.prosecution import labels
from vpt.prosecution.exhibits import Exhibit
from vpt.prosecution.planning import Plan
from vpt.prosecution.rules import Form, Need
from vpt.prosecution.statement import LINES, TEXTS
from vpt.web import moments
from vpt.web.i18n import translated as _
from vpt.web.prosecution.forms import ComposeForm

LOOK = "cases.original"


def without_copy(exhibits: Iterable[Exhibit]) -> str:
    """Return the numbers of what cannot go along as a copy; empty when everything can."""
    return ", ".join(one.number for one in exhibits if not one.has_copy)


def plain(exhibits: Iterable[Exhibit]) -> str:
    """Return the numbers of what goes along as it is, as one reads it."""
    return ", ".join(one.number for one in exhibits if one.is_plain and one.form is Form.COPY)


def form(of: Form) -> str:
    """Return in which form an exhibit goes along."""
    return _(labels.FORM[of])


def need(of: Need) -> tuple[str, str]:
    """Return the words of something a dossier needs, and why."""
    title, why = labels.NEED[of]
    return _(title), _(why)


def by(plan: Plan) -> str:
    """Return who kept a plan last, and when."""
    if plan.changed_by is None or plan.changed_at is None:
        return ""
    who = accounts.names({plan.changed_by}).get(plan.changed_by, "")
    return _("%(when)s, %(who)s", when=moments.moment(plan.changed_at), who=who or "–")


def differences(theirs: Plan, form: ComposeForm) -> list[tuple[str, str]]:
    """Return what a colleague kept meanwhile where it differs from what was typed here."""
    found = [
        (form[name].label.text, getattr(theirs.statement, name))
        for name in (*TEXTS, *LINES)
        if getattr(theirs.statement, name) != (form[name].data or "")
    ]
    if theirs.statement.day != form.day.data:
        day = theirs.statement.day
        found.append((form.day.label.text, moments.day(day) if day else ""))
    for field in form.exhibit_fields():
        kept = next((f for one, f in theirs.exhibits.items() if field.name.endswith(one.hex)), None)
        if kept is not None and kept.value != field.data:
            found.append((field.label.text, _chosen(field, kept)))
    return [(str(label), value or "–") for label, value in found]


def _chosen(field: RadioField, kept: Form) -> str:
    offered = {value: label for value, label, *_rest in field.iter_choices()}
    return str(offered.get(kept.value, _(labels.FORM[kept])))


def made(number: int) -> str:
    """Return that a dossier was made: the file, or a supplement."""
    if number == 1:
        return _("Het dossier voor het OM is gemaakt.")
    return _("Aanvulling %(number)s op het dossier is gemaakt.", number=number)


def called(number: int) -> str:
    """Return how a dossier that left is called."""
    return _("Het dossier") if number == 1 else _("Aanvulling %(number)s", number=number)


def package(files: int) -> str:
    """Return what the link to a package says."""
    if files == 1:
        return _("Pakket (zip) met 1 bewijsstuk")
    return _("Pakket (zip) met %(count)s bewijsstukken", count=files)


def look_url(case_id: UUID, exhibit: Exhibit) -> str:
    """Return where somebody sees what an original tells of itself; empty for one that is known."""
    if Form.ORIGINAL in exhibit.offered or exhibit.is_plain:
        return ""
    return url_for(LOOK, case_id=case_id, evidence_id=exhibit.evidence.id)

"""/beheer/inlezen: a template to fill in, looking what a list would do, and storing it."""

import csv
from io import StringIO

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.administration import lists, spreadsheets
from vpt.administration.importing import Act, Plan
from vpt.administration.lists import ListKind
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _
from vpt.web.importing import showing, words
from vpt.web.importing.blueprint import ALL, bp
from vpt.web.importing.forms import ListForm, StoreForm
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

SETTINGS = (
    Setting(
        title=lazy_gettext("Lijsten inlezen"),
        text=lazy_gettext("Afdelingen, locaties en mensen uit een spreadsheet, in één keer."),
        endpoint="importing.index",
        group=Group.PEOPLE,
        place=290,
    ),
)
UNFIT = 422
MOST_TYPED = 20_000
"""Characters of a list that somebody mends in the page; a longer one is mended as a file."""


@bp.get(ALL)
@requires(Permission.CONFIGURE)
def index() -> ResponseReturnValue:
    """Show which lists can be read in."""
    return render_template("importing/index.html", kinds=words.KINDS.values())


@bp.route(f"{ALL}/<sheet>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def show(sheet: str) -> ResponseReturnValue:
    """Take a list and show what it would do, row by row; nothing is stored."""
    wanted, form = _kind(sheet), ListForm()
    if request.method == "GET":
        return _page(wanted, form)
    try:
        text = _text(form)
        plan = lists.plan(current_actor(), wanted, text, now=clock.now())
    except RuleBroken as refusal:
        form.file.errors = [sentences.of(refusal)]
        return _page(wanted, form), UNFIT
    return _look(wanted, text, plan), 200 if plan.is_good else UNFIT


show.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


@bp.post(f"{ALL}/<sheet>/opslaan")
@requires(Permission.CONFIGURE)
def store(sheet: str) -> ResponseReturnValue:
    """Store a list that was looked at, all of it; show it again when it would do something else."""
    wanted, form, actor = _kind(sheet), StoreForm(), current_actor()
    text, seen, invites = str(form.text.data), str(form.seen.data), bool(form.invites.data)
    try:
        with unit_of_work():
            made, waiting = lists.store(actor, wanted, text, seen, invites=invites, now=clock.now())
    except RuleBroken as refusal:
        if refusal.code not in {"import_changed", "import_refused"}:
            raise
        plan = lists.plan(actor, wanted, text, now=clock.now())
        return _look(wanted, text, plan, sentences.of(refusal)), 409
    flash(_said(made, waiting), "success")
    return redirect(url_for(words.KINDS[wanted].next_endpoint))


@bp.get(f"{ALL}/<sheet>/voorbeeld.csv")
@requires(Permission.CONFIGURE)
def template(sheet: str) -> ResponseReturnValue:
    """Give a list with the right header and an example, as a spreadsheet opens it."""
    wanted = _kind(sheet)
    written = StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow([one.title for one in lists.columns(wanted)])
    writer.writerows(words.KINDS[wanted].example)
    body = written.getvalue().encode("utf-8-sig")
    return as_file(Response(body, mimetype="text/csv"), f"voorbeeld-{sheet}.csv")


def _kind(path: str) -> ListKind:
    if path not in words.BY_PATH:
        raise NotVisible("not_found")
    return words.BY_PATH[path]


def _text(form: ListForm) -> str:
    """Return the list that was given: the file when there is one, else the lines."""
    file = request.files.get(form.file.name)
    if file is not None and file.filename:
        return spreadsheets.decode(file.stream.read(spreadsheets.MOST_BYTES + 1))
    return spreadsheets.decode(str(form.lines.data or "").encode())


def _page(kind: ListKind, form: ListForm) -> str:
    return render_template(
        "importing/show.html", form=form, words=words.KINDS[kind], columns=lists.columns(kind)
    )


def _look(kind: ListKind, text: str, plan: Plan, problem: str = "") -> str:
    form = StoreForm(formdata=None, data={"text": text, "seen": plan.fingerprint()})
    form.invites.data = True
    return render_template(
        "importing/look.html",
        form=form,
        kind=words.KINDS[kind],
        plan=plan,
        counts={act: plan.count(act) for act in Act},
        acts=words.ACT,
        rows=showing.rows(kind, plan),
        problem=problem,
        has_invites=kind is ListKind.PEOPLE,
        lines=_to_mend(text) if not plan.is_good else None,
    )


def _to_mend(text: str) -> ListForm | None:
    """Return the lines to be typed over, so that nothing that was pasted is lost."""
    if len(text) > MOST_TYPED:
        return None
    form = ListForm(formdata=None, data={"lines": text})
    form.lines.label.text = _("De regels, met de kopregel erbij")
    return form


def _said(made: Plan, waiting: int) -> str:
    added, changed = made.count(Act.ADD), made.count(Act.CHANGE)
    words_added = ngettext("%(num)s nieuw", "%(num)s nieuw", added)
    said = _("Ingelezen: %(added)s, %(changed)s gewijzigd.", added=words_added, changed=changed)
    if not waiting:
        return said
    waits = ngettext("%(num)s rol wacht", "%(num)s rollen wachten", waiting)
    return f"{said} " + _("%(waits)s op bevestiging door een tweede persoon.", waits=waits)

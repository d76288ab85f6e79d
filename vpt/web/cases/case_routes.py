"""What people do to a case as a whole: pass it on, open it again, write to the reporter."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import assigning, ending, queries, talking
from vpt.cases.rules import Part
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.cases import acting, pages, telling
from vpt.web.cases.blueprint import bp
from vpt.web.cases.forms import AssignForm, MessageForm, ReopenForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor


@bp.route("/dossiers/<uuid:case_id>/behandelaar", methods=["GET", "POST"])
@requires(Permission.CASE_ASSIGN)
def assign(case_id: UUID) -> ResponseReturnValue:
    """Give a case to another handler."""
    page, now = pages.fetch(case_id), clock.now()
    people = queries.list_candidates(current_actor(), case_id, now=now)
    form = AssignForm(people, data={"version": str(page.head.version)})
    return acting.change(
        "cases/assign.html", page, form,
        lambda: assigning.assign_case(
            current_actor(), case_id, form.to_user(), version=form.seen(), now=now
        ),
        _("Het dossier is doorgegeven. Je collega krijgt bericht."),
    )  # fmt: skip


@bp.route("/dossiers/<uuid:case_id>/heropen", methods=["GET", "POST"])
@requires(Permission.CASE_CLOSE)
def reopen(case_id: UUID) -> ResponseReturnValue:
    """Open a closed case again."""
    page = pages.fetch(case_id)
    form = ReopenForm(data={"version": str(page.head.version)})
    return acting.change(
        "cases/reopen.html", page, form,
        lambda: ending.reopen(
            current_actor(), case_id, str(form.reason.data), version=form.seen(), now=clock.now()
        ),
        _("Het dossier is weer open."),
    )  # fmt: skip


@bp.post("/dossiers/<uuid:case_id>/berichten")
@requires(Permission.CASE_HANDLE)
def send_message(case_id: UUID) -> ResponseReturnValue:
    """Write to the reporter."""
    page, form = pages.fetch(case_id, Part.MESSAGES), MessageForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                talking.send_message(current_actor(), case_id, str(form.text.data), now=clock.now())
        except RuleBroken as refusal:
            form.text.errors = [sentences.of(refusal)]
        else:
            flash(_("Je bericht is verstuurd."), "success")
            return redirect(url_for("cases.messages", case_id=case_id))
    said = telling.said(page.messages)
    return pages.render("cases/messages.html", page, "messages", form=form, said=said), 422

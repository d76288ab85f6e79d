"""The contact officers at police and prosecution."""

from collections.abc import Callable
from datetime import date
from typing import cast
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.partners import labels, officers, queries
from vpt.web import moments, sentences
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.police_reports.blueprint import bp
from vpt.web.police_reports.chain_forms import EndForm, OfficerForm
from vpt.web.session import current_actor


@bp.get("/contactpersonen")
@requires(Permission.CASE_RECORD_PARTNER)
def list_officers() -> ResponseReturnValue:
    """Show who answers for the national agreements at police and prosecution."""
    return _page(OfficerForm(), EndForm(), _asked())


@bp.post("/contactpersonen")
@requires(Permission.CASE_RECORD_PARTNER)
def add_officer() -> ResponseReturnValue:
    """Add a contact officer."""
    form = OfficerForm()

    def act() -> None:
        officers.add(
            current_actor(), str(form.party.data), form.to_person(),
            valid_from=cast("date", form.valid_from.data), valid_until=form.valid_until.data,
            now=clock.now(),
        )  # fmt: skip

    if form.validate_on_submit() and _done(form, act):
        flash(_("De contactpersoon staat erbij."), "success")
        return redirect(url_for("police_reports.list_officers"))
    return _page(form, EndForm(None)), 422


@bp.post("/contactpersonen/<uuid:officer_id>/tot")
@requires(Permission.CASE_RECORD_PARTNER)
def end_officer(officer_id: UUID) -> ResponseReturnValue:
    """Let somebody be contact officer until a day."""
    form = EndForm()

    def act() -> None:
        officers.end(
            current_actor(), officer_id, cast("date", form.valid_until.data), now=clock.now()
        )

    if form.validate_on_submit() and _done(form, act):
        flash(_("De einddatum is bewaard."), "success")
        return redirect(url_for("police_reports.list_officers"))
    return _page(OfficerForm(None), form, officer_id), 422


def _done(form: OfficerForm | EndForm, act: Callable[[], None]) -> bool:
    try:
        with unit_of_work():
            act()
    except RuleBroken as refusal:
        name = str(refusal.details.get("field", ""))
        if name not in form:
            raise
        form[name].errors = [sentences.of(refusal)]
        return False
    return True


def _asked() -> UUID | None:
    """Return whose last day the address asks for; None for anything that is no id."""
    try:
        return UUID(request.args.get("tot", ""))
    except ValueError:
        return None


def _page(form: OfficerForm, ending: EndForm, ended: UUID | None = None) -> str:
    now = clock.now()
    return render_template(
        "police_reports/officers.html",
        rows=queries.officers(current_actor()),
        form=form,
        ending=ending,
        ended=ended,
        today=now.astimezone(moments.LOCAL).date(),
        parties=labels.PARTY,
        moments=moments,
    )

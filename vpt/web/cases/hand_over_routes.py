"""/overdracht: the coordinator hands over the open work of somebody who leaves."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases import handing_over, leaving
from vpt.cases.handing_over import HandedOver
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.web.cases.blueprint import bp
from vpt.web.cases.hand_over_forms import LeaverForm, hand_over_form
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.session import current_actor

ITEMS = (
    Item(
        title=lazy_gettext("Overdracht"),
        endpoint="cases.hand_over",
        icon="people",
        permissions=(Permission.CASE_CLOSE,),
        place=58,
    ),
)
"""Closing is the coordinator's, and so is this; the service asks for the role itself."""


@bp.get("/overdracht")
@requires(Permission.CASE_CLOSE)
def hand_over() -> ResponseReturnValue:
    """Ask who leaves, and show what that person would leave behind."""
    chosen = request.args.get("wie", "")
    if chosen:
        return _plan_page(_as_id(chosen))
    return _leaver_page()


@bp.post("/overdracht")
@requires(Permission.CASE_CLOSE)
def hand_over_all() -> ResponseReturnValue:
    """Hand over everything at once and say what went to somebody else than planned."""
    actor, now = current_actor(), clock.now()
    load = leaving.load_of(actor, _as_id(request.form.get("leaver", "")))
    form = hand_over_form(load, leaving.list_takers(actor, load.user_id, now=now))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                done = handing_over.hand_over(actor, load.user_id, form.to_plan(), now=now)
        except RuleBroken as refusal:
            if not form.refuse(refusal):
                raise
        else:
            _tell(done)
            return redirect(url_for("cases.hand_over"))
    return render_template("cases/hand_over.html", form=form, load=load), 422


def _tell(done: HandedOver) -> None:
    moved = {"cases": done.cases, "steps": done.steps}
    flash(_("Overgedragen: %(cases)s dossiers en %(steps)s stappen.", **moved), "success")
    if done.excepted:
        listed = ", ".join(done.excepted)
        why = _(
            "De opvolger mag dit niet behandelen. Naar de coördinator: %(cases)s.", cases=listed
        )
        flash(why, "warning")


def _leaver_page() -> str:
    form = LeaverForm(leaving.list_leavers(current_actor()))
    return render_template("cases/hand_over_who.html", form=form)


def _plan_page(leaver_id: UUID) -> str:
    actor = current_actor()
    load = leaving.load_of(actor, leaver_id)
    form = hand_over_form(load, leaving.list_takers(actor, leaver_id, now=clock.now()))
    return render_template("cases/hand_over.html", form=form, load=load)


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotVisible("not_found") from error

"""The write-only page of a cover sheet; no file ever opens from it."""

from typing import Any
from uuid import uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from vpt.answers import desk
from vpt.answers.desk import Opened, Sheet, Taken
from vpt.core import clock
from vpt.core.errors import NotVisible, RuleBroken, TooMany
from vpt.infra.db import unit_of_work
from vpt.web.desk.forms import NUMBERS, DeskForm, odd
from vpt.web.guards import open_page

bp = Blueprint("desk", __name__)
WHO = "whoever has the cover sheet may write an answer, and reads nothing"
GONE = 410


@bp.record_once
def _take_without_cookie(state: BlueprintSetupState) -> None:
    """Ask no token of this form: there is no session that another site could abuse."""
    state.app.extensions["csrf"].exempt(bp)


@bp.route("/antwoord/<code>", methods=["GET", "POST"])
@open_page(WHO)
def answer(code: str) -> ResponseReturnValue:
    """Show the form with employer and reference, or keep what was filled in."""
    with unit_of_work():
        opened = desk.open_sheet(code, _client(), now=clock.now())
    if opened is Opened.UNKNOWN:
        raise NotVisible("not_found")
    form = DeskForm()
    if not isinstance(opened, Sheet):
        return _replaced(form)
    if not form.validate_on_submit():
        return _page(opened, form, 422 if form.is_submitted() else 200)
    return _take(code, opened, form)


@bp.get("/antwoord/bedankt")
@open_page(WHO)
def thanks() -> ResponseReturnValue:
    """Say thank you, and nothing of what was filled in or of the case."""
    how = request.args.get("hoe", "")
    return render_template(
        "desk/thanks.html",
        how=how if how in set(Taken) else Taken.KEPT.value,
        odd=[name for name in NUMBERS if name in request.args.getlist("let-op")],
    )


def _take(code: str, sheet: Sheet, form: DeskForm) -> ResponseReturnValue:
    values = form.to_values()
    try:
        with unit_of_work():
            how = desk.take(code, values, _client(), key=form.to_key(), now=clock.now())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return _page(sheet, form, 422)
    except TooMany as refusal:
        form.refuse(refusal)
        return _page(sheet, form, 429)
    if how is None:
        return _replaced(form)
    said: dict[str, Any] = {"hoe": None if how is Taken.KEPT else how.value, "let-op": odd(values)}
    return redirect(url_for("desk.thanks", **said), 303)


def _page(sheet: Sheet, form: DeskForm, status: int) -> ResponseReturnValue:
    """Return the form; a new one carries the key that makes it one answer."""
    form.key.data = form.key.data or str(uuid4())
    return render_template("desk/answer.html", sheet=sheet, form=form), status


def _replaced(form: DeskForm) -> ResponseReturnValue:
    """Ask for a newer sheet; what was typed is shown once more, because it was not sent."""
    typed = form.typed() if request.method == "POST" else []
    return render_template("desk/replaced.html", typed=typed), GONE


def _client() -> str:
    return request.remote_addr or ""

"""An empty installation: the code that the server shows, then the organisation and who keeps it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from vpt.accounts import tries
from vpt.accounts.rules import TryKind
from vpt.administration import setting_up
from vpt.administration.setting_up import Founder
from vpt.cases import founding
from vpt.core import clock
from vpt.core.errors import NotVisible
from vpt.infra import passwords
from vpt.infra.db import unit_of_work
from vpt.web.accounts import half_way, steps
from vpt.web.guards import open_page
from vpt.web.i18n import translated as _
from vpt.web.setup import proof
from vpt.web.setup.blueprint import bp
from vpt.web.setup.forms import CodeForm, FoundForm

EMPTY = "only while there is no organisation; the code on the server's screen opens it"


@bp.route("/inrichten", methods=["GET", "POST"])
@open_page(EMPTY)
def enter() -> ResponseReturnValue:
    """Ask for the code that the server shows."""
    _ensure_empty()
    form, refused = CodeForm(), False
    if form.validate_on_submit():
        if _is_right(str(form.code.data)):
            proof.give(now=clock.now())
            return redirect(url_for("setup.found"))
        refused = True
    page = render_template("setup/enter.html", form=form, refused=refused)
    return page, 422 if request.method == "POST" else 200


@bp.route("/inrichten/organisatie", methods=["GET", "POST"])
@open_page(EMPTY)
def found() -> ResponseReturnValue:
    """Found the organisation; its first administrator goes on to the second factor."""
    _ensure_empty()
    if not proof.is_given(now=clock.now()):
        return redirect(url_for("setup.enter"))
    form = FoundForm()
    if not form.validate_on_submit():
        return render_template("setup/found.html", form=form), 422 if form.is_submitted() else 200
    founder = Founder(
        email=str(form.email.data),
        name=str(form.name.data).strip(),
        locale=str(get_locale()),
        password_hash=passwords.hash_password(str(form.password.data)),
    )
    now, new = clock.now(), form.to_organisation()
    seal = founding.make_seal(new.name, demo=False, now=now)
    with unit_of_work():
        organisation, proven = setting_up.found(new, founder, seal, now=now)
    proof.code().spend()
    half_way.start(proven, url_for("setup.overview"), now=now)
    flash(_("%(name)s staat klaar. Beveilig nu je account.", name=organisation.name), "success")
    return steps.go_on()


def _ensure_empty() -> None:
    if not setting_up.is_empty():
        raise NotVisible("not_found")


def _is_right(typed: str) -> bool:
    """Judge a code, counted per client first: a stranger who guesses keeps nobody else out."""
    with unit_of_work():
        claim = tries.claim(TryKind.SETUP, steps.client(), steps.client(), now=clock.now())
    if not proof.code().fits(typed):
        return False
    with unit_of_work():
        tries.forgive(claim)
    return True

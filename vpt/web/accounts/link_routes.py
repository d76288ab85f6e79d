"""Pages for whoever has no password (any more): ask for a link, and choose one with it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.accounts import links
from vpt.core import clock
from vpt.infra import links as signed
from vpt.infra import passwords
from vpt.infra.db import unit_of_work
from vpt.notifications import service as notifications
from vpt.web import session
from vpt.web.accounts import steps
from vpt.web.accounts.blueprint import bp
from vpt.web.accounts.forms import ForgottenForm, NewPasswordForm
from vpt.web.guards import open_page


@bp.route("/wachtwoord-vergeten", methods=["GET", "POST"])
@open_page("who forgot the password cannot sign in")
def forgotten() -> ResponseReturnValue:
    """Send a link by mail; the answer is the same whether the account exists or not."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        page = render_template("accounts/forgotten.html", form=form)
        return page, 422 if form.is_submitted() else 200
    now = clock.now()
    with unit_of_work():
        link = links.start_reset(str(form.email.data), steps.client(), now=now)
        if link is not None:
            notifications.queue(
                link.organisation_id, link.user_id, "account.reset", subject_id=link.id, at=now
            )
    return redirect(url_for("accounts.link_sent"))


@bp.get("/wachtwoord-vergeten/verstuurd")
@open_page("who forgot the password cannot sign in")
def link_sent() -> ResponseReturnValue:
    """Say what happens next, to everybody alike."""
    return render_template("accounts/link_sent.html")


@bp.route("/wachtwoord/<text>", methods=["GET", "POST"])
@open_page("the signed link works once and says whose password it is")
def choose_password(text: str) -> ResponseReturnValue:
    """Let the holder of a link choose a password; looking at the page does not use it up."""
    token_id = signed.open(signed.PASSWORD, text)
    found = links.find(token_id, now=clock.now()) if token_id is not None else None
    if token_id is None or found is None:
        return render_template("accounts/link_spent.html"), 410
    form = NewPasswordForm(email=found[1].email)
    if not form.validate_on_submit():
        page = render_template("accounts/choose_password.html", form=form, email=found[1].email)
        return page, 422 if request.method == "POST" else 200
    hashed, now = passwords.hash_password(str(form.password.data)), clock.now()
    with unit_of_work():
        link = links.spend(token_id, hashed, now=now)
        notifications.queue(
            link.organisation_id, link.user_id, "account.changed", subject_id=link.id, at=now
        )
    session.end()
    flash(_("Je wachtwoord is ingesteld. Log er nu mee in."), "success")
    return redirect(url_for("accounts.sign_in"))

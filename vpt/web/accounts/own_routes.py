"""Pages about one's own account: password, language and mail, recovery codes, organisations."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from vpt.accounts import absences, credentials, labels, own, queries, signin
from vpt.accounts.people import User
from vpt.accounts.rules import MailMode, Step
from vpt.core import clock
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.infra import passwords
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.web import moments, session
from vpt.web.accounts import steps
from vpt.web.accounts.blueprint import bp
from vpt.web.accounts.forms import ChangePasswordForm, ConfirmForm, PreferencesForm
from vpt.web.guards import signed_in


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Show who somebody is here, and what they can change."""
    actor, now, user = session.current_actor(), clock.now(), _me()
    return render_template(
        "accounts/account.html",
        user=user,
        organisation=queries.get_organisation(actor),
        others=[
            other
            for other in queries.list_organisations_of(actor.id, now=now)
            if other.id != actor.organisation_id
        ],
        roles=[_(labels.ROLE[role]) for role in Role if role in actor.roles],
        mail=_(labels.MAIL_MODE[MailMode(user.mail.get("mode", MailMode.IMMEDIATE))]),
        language=labels.LOCALE.get(user.locale, user.locale),
        has_codes=signin.next_step(actor.id, now=now) is Step.CODE,
        codes_left=credentials.recovery_codes_left(actor.id),
        **_away(actor, now),
    )


@bp.route("/account/wachtwoord", methods=["GET", "POST"])
@signed_in
def change_password() -> ResponseReturnValue:
    """Change the password; other sessions end, this one goes on in a new cookie."""
    user = _me()
    form = ChangePasswordForm(email=user.email)
    if not form.validate_on_submit():
        return _form_page("accounts/change_password.html", form)
    if not steps.confirm_password(user.email, str(form.current.data)):
        form.current.errors = [_("Dit wachtwoord klopt niet.")]
        return _form_page("accounts/change_password.html", form)
    hashed, now = passwords.hash_password(str(form.password.data)), clock.now()
    actor = session.current_actor()
    with unit_of_work():
        changed = own.change_password(actor, hashed, now=now)
        notifications.queue(
            actor.organisation_id, actor.id, "account.changed", subject_id=new_id(), at=now
        )
    session.move(changed, actor, now=now)
    flash(_("Je wachtwoord is veranderd. Op andere apparaten ben je uitgelogd."), "success")
    return redirect(url_for("accounts.account"))


@bp.route("/account/voorkeuren", methods=["GET", "POST"])
@signed_in
def preferences() -> ResponseReturnValue:
    """Choose language, mail and quiet hours."""
    form = PreferencesForm.of(_me())
    if not form.validate_on_submit():
        return _form_page("accounts/preferences.html", form)
    with unit_of_work():
        own.set_preferences(session.current_actor(), form.to_preferences(), now=clock.now())
    flash(_("Je keuzes zijn bewaard."), "success")
    return redirect(url_for("accounts.account"))


@bp.route("/account/herstelcodes", methods=["GET", "POST"])
@signed_in
def recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes after the password was typed again; the old ones stop working."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _form_page("accounts/recovery_codes.html", form)
    if not steps.confirm_password(_me().email, str(form.current.data)):
        form.current.errors = [_("Dit wachtwoord klopt niet.")]
        return _form_page("accounts/recovery_codes.html", form)
    with unit_of_work():
        fresh = signin.renew_recovery(session.current_actor(), now=clock.now())
    return render_template("accounts/codes.html", codes=fresh, next_url=url_for("accounts.account"))


@bp.post("/account/organisatie")
@signed_in
def switch_organisation() -> ResponseReturnValue:
    """Go on in another organisation where the person has a role."""
    actor, now = session.current_actor(), clock.now()
    wanted = request.form.get("organisation")
    for organisation in queries.list_organisations_of(actor.id, now=now):
        if str(organisation.id) == wanted:
            with unit_of_work():
                user, moved = own.move(actor.id, organisation.id, now=now)
            session.move(user, moved, now=now)
            flash(_("Je werkt nu voor %(name)s.", name=organisation.name), "success")
            return redirect(steps.START)
    raise NotVisible("not_found")


@bp.post("/account/overal-uitloggen")
@signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of this person, this one included."""
    with unit_of_work():
        own.sign_out_everywhere(session.current_actor(), now=clock.now())
    session.end()
    flash(_("Je bent op alle apparaten uitgelogd."), "success")
    return redirect(url_for("accounts.sign_in"))


def _away(actor: Actor, now: datetime) -> dict[str, str]:
    """Return where to say that you are away, and until when you are now."""
    if not actor.may(Permission.INCIDENT_OWN):
        return {"away_url": "", "away_until": ""}
    today = local_date(now)
    coming = absences.list_coming(actor.organisation_id, actor.id, today)
    until = next((one.last_day for one in coming if one.first_day <= today), None)
    words = moments.day(until) if until else ""
    return {"away_url": url_for("people.own_absence"), "away_until": words}


def _me() -> User:
    return db.session.get_one(User, session.current_actor().id)


def _form_page(template: str, form: FlaskForm) -> ResponseReturnValue:
    page = render_template(template, form=form, email=_me().email)
    return page, 422 if form.is_submitted() else 200

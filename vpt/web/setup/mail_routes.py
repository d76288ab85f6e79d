"""The mail check: send a real mail to oneself now, and type back the code that stands in it."""

import hmac
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries, tries
from vpt.accounts.people import User
from vpt.accounts.rules import TryKind
from vpt.administration import setting_up, trial_mail
from vpt.administration.setting_up import Part
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.settings import Settings
from vpt.infra import mailer
from vpt.infra.db import unit_of_work
from vpt.infra.mailer import MailProblem
from vpt.notifications import outbox
from vpt.web.accounts import steps
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.setup import words
from vpt.web.setup.blueprint import bp
from vpt.web.setup.forms import MailCodeForm

PAGE = "/beheer/inrichten/mail"
KEY = "trial_mail"


@bp.route(PAGE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def mail() -> ResponseReturnValue:
    """Show how mail leaves, and take the code of the trial mail."""
    form = MailCodeForm()
    if not form.validate_on_submit():
        return _page(form), 422 if form.is_submitted() else 200
    if not _is_right(str(form.code.data)):
        form.code.errors = [
            _("Deze code klopt niet of is te oud. Kijk in de nieuwste proefmail, of stuur er een.")
        ]
        return _page(form), 422
    with unit_of_work():
        setting_up.tick(current_actor(), Part.MAIL, now=clock.now())
    session.pop(KEY, None)
    flash(_("De mail komt aan."), "success")
    return redirect(url_for("setup.overview"))


@bp.post(f"{PAGE}/proef")
@requires(Permission.CONFIGURE)
def send_trial() -> ResponseReturnValue:
    """Send a mail to the administrator now, outside every queue, and say what went wrong."""
    user, now, settings = _me(), clock.now(), _settings()
    with unit_of_work():
        tries.claim(TryKind.SETUP, f"mail {user.id}", steps.client(), now=now)
    code = trial_mail.new_code()
    letter = trial_mail.write(code, settings.mail_from, (user.email, user.locale), now=now)
    try:
        mailer.send(outbox.channel(settings), letter)
    except MailProblem as problem:
        return _page(MailCodeForm(formdata=None), problem.cause), 422
    session[KEY] = {"digest": trial_mail.digest(user.id, code), "since": int(now.timestamp())}
    flash(_("De proefmail is verstuurd. Kijk in je mailbox, ook bij ongewenste mail."), "success")
    return redirect(url_for("setup.mail"))


def _page(form: MailCodeForm, cause: str = "") -> str:
    url = urlsplit(outbox.channel(_settings()))
    return render_template(
        "setup/mail.html",
        form=form,
        problem=words.MAIL_PROBLEM.get(cause, words.MAIL_PROBLEM["unreachable"]) if cause else None,
        server=_server(url.scheme, url.netloc.rpartition("@")[2]),
        sender=_settings().mail_from,
        address=_me().email,
        is_sent=_is_fresh(clock.now()),
    )


def _server(scheme: str, host: str) -> str:
    """Return which server it is, without name and password."""
    if scheme == "file":
        return _("een map op deze machine")
    return f"{scheme}://{host}" if host else ""


def _is_right(typed: str) -> bool:
    """Compare a code with that of the newest trial mail; guessing is slowed down."""
    user, now = _me(), clock.now()
    with unit_of_work():
        claim = tries.claim(TryKind.SETUP, f"mail code {user.id}", steps.client(), now=now)
    kept = session.get(KEY, {}).get("digest", "")
    right = _is_fresh(now) and hmac.compare_digest(kept, trial_mail.digest(user.id, typed))
    if right:
        with unit_of_work():
            tries.forgive(claim)
    return right


def _is_fresh(now: datetime) -> bool:
    since = session.get(KEY, {}).get("since", 0)
    return bool(now.timestamp() - since <= trial_mail.LASTS.total_seconds())


def _me() -> User:
    return queries.get_colleague(current_actor(), current_actor().id, now=clock.now())


def _settings() -> Settings:
    settings: Settings = current_app.extensions["vpt_settings"]
    return settings

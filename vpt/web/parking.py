"""Keeps a form that is posted after the session ended, and fills it in again after sign-in.

Every form of a signed-in page carries a signed text saying whose page it is. That is all it takes
to store the form unread; reading it back takes signing in as the same person.
"""

from uuid import UUID

from flask import Flask, current_app, flash, g, request
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from vpt.accounts import parked
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.settings import Settings
from vpt.incidents import words
from vpt.infra import links
from vpt.infra.db import unit_of_work

FIELD, KEPT = "bewaar", "bewaard"
NOT_KEPT = {FIELD, "csrf_token"}


def init_app(app: Flask) -> None:
    """Let the form macro write the hidden field."""
    app.jinja_env.globals["keep_field"] = FIELD
    app.jinja_env.globals["keep_token"] = token


def token() -> str:
    """Return whose page this is, signed; empty for somebody who is not signed in.

    A page drawn in answer to a post belongs to the page its form came from.
    """
    if not current_user.is_authenticated:
        return ""
    actor, path = g.actor, request.path
    if request.method == "POST":
        came_from = _read(request.form.get(FIELD))
        path = came_from[1] if came_from else path
    return str(_signer().dumps([str(actor.organisation_id), str(actor.id), path]))


def park() -> str:
    """Store the form of this request; return the page to come back to, empty when not kept."""
    found = _read(request.form.get(FIELD))
    if found is None:
        return ""
    author, path = found
    values = {
        name: [words.clean(text) for text in request.form.getlist(name)]
        for name in request.form
        if name not in NOT_KEPT
    }
    with unit_of_work():
        kept = parked.park(author, path, values, now=clock.now())
    return f"{path}?{KEPT}=1" if kept else ""


def recall() -> MultiDict[str, str] | None:
    """Return what this person had typed on this page before their session ended."""
    if request.method != "GET" or KEPT not in request.args or not current_user.is_authenticated:
        return None
    if "vpt_recalled" not in g:
        g.vpt_recalled = parked.find(g.actor, request.path, now=clock.now())
        if g.vpt_recalled is not None:
            flash(_("Dit had je al ingevuld. Het is nog niet verstuurd."), "info")
    if g.vpt_recalled is None:
        return None
    return MultiDict((name, text) for name, texts in g.vpt_recalled.items() for text in texts)


def _read(text: str | None) -> tuple[Author, str] | None:
    settings: Settings = current_app.extensions["vpt_settings"]
    lasts = (settings.session_absolute + parked.LASTS).total_seconds()
    try:
        organisation, user, path = _signer().loads(text or "", max_age=int(lasts))
        return Author(organisation_id=UUID(organisation), id=UUID(user)), str(path)
    except (BadSignature, ValueError, TypeError):
        return None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(links.signing_key(), salt="page of a form")

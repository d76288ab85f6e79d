"""Who is signed in: Flask-Login on a thin wrapper, limits in the cookie, the actor per request."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from flask import Flask, Request, current_app, flash, g, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, login_user, logout_user

from vpt.accounts import queries as accounts
from vpt.accounts.people import User
from vpt.core import clock
from vpt.core.actor import STRONG_SIGN_IN, Actor
from vpt.core.settings import Settings
from vpt.web import parking

SEEN_EVERY_SECONDS = 60


class SessionUser(UserMixin):
    """What Flask-Login needs of a person; the mapped class knows nothing of the web."""

    def __init__(self, user: User, actor: Actor) -> None:
        self.id = str(user.id)
        self.name = user.name
        self.locale = user.locale
        self.actor = actor


def init_app(app: Flask) -> None:
    """Attach Flask-Login; pages ask for sign-in through the guards, never by its redirects."""
    manager = LoginManager(app)
    manager.session_protection = None  # addresses change on a phone; the limits below do not
    manager.user_loader(_load)


def begin(user: User, actor: Actor, *, strong: bool, now: datetime) -> None:
    """Start a session, in a cookie of its own, for a person who has proven who they are.

    `strong` says that a second factor was given; without it the roles that need one do not work.
    """
    renew()
    session["organisation"] = str(actor.organisation_id)
    session["epoch"] = user.session_epoch
    session["strong"] = strong
    session["since"] = session["seen"] = int(now.timestamp())
    login_user(SessionUser(user, actor))
    g.actor = actor


def move(user: User, actor: Actor, *, now: datetime) -> None:
    """Go on in another organisation, or after a new password; the absolute limit stays."""
    since, strong = session["since"], session.get("strong", False)
    begin(user, actor, strong=strong, now=now)
    session["since"] = since


def renew() -> None:
    """Forget everything in the cookie but messages: nothing planted in it survives a sign-in."""
    messages = session.get("_flashes")
    session.clear()
    if messages:
        session["_flashes"] = messages


def end() -> None:
    """Sign out here."""
    logout_user()
    session.clear()


def current_actor() -> Actor:
    """Return the signed-in person as an actor; guards have made sure there is one."""
    actor: Actor = g.actor
    return actor


@contextmanager
def as_if(actor: Actor) -> Iterator[None]:
    """Let what is asked inside be answered for somebody else: to tell what they are shown.

    Nothing may be stored or opened inside.
    """
    mine = current_actor()
    g.actor = actor
    try:
        yield
    finally:
        g.actor = mine


def ask_to_sign_in(request: Request) -> ResponseReturnValue:
    """Send the visitor to the sign-in page, coming back to where they were with what they typed."""
    target = request.full_path.rstrip("?") if request.method == "GET" else parking.park()
    if request.method == "POST" and target:
        flash(_("Je was te lang weg. Wat je invulde is bewaard. Log in om verder te gaan."), "info")
    else:
        flash(_("Log in om verder te gaan."), "info")
    return redirect(url_for("accounts.sign_in", terug=target or None))


OWN_KEYS = ("_user_id", "_fresh", "_id", "organisation", "epoch", "strong", "since", "seen")
"""What a session of somebody signed in keeps in the cookie."""


def _load(user_id: str) -> SessionUser | None:
    now = clock.now()
    if not _is_complete() or not _within_limits(now):
        _lapse()
        return None
    found = _find(user_id, session["organisation"], now)
    if found is None or not _still_proven(*found):
        _lapse()
        return None
    user, g.actor = found
    return SessionUser(user, g.actor)


def _lapse() -> None:
    """Forget who was signed in, and keep what else this browser has open.

    This runs in the middle of a page, after its form was given a token; and a partner may read a
    share by link in a browser where a colleague was signed in before.
    """
    for key in OWN_KEYS:
        session.pop(key, None)


def _is_complete() -> bool:
    """Return whether the cookie holds what this version puts in it; an older one may not."""
    return all(key in session for key in ("organisation", "epoch", "since", "seen"))


def _find(user_id: str, organisation_id: str, now: datetime) -> tuple[User, Actor] | None:
    try:
        person, organisation = UUID(user_id), UUID(organisation_id)
    except ValueError:
        return None
    return accounts.find_actor(person, organisation, now=now)


def _still_proven(user: User, actor: Actor) -> bool:
    """Return whether nobody ended this session, and no role came that needs a second factor."""
    proven_enough = session.get("strong") is True or not actor.roles & STRONG_SIGN_IN
    return user.session_epoch == session["epoch"] and proven_enough


def _within_limits(now: datetime) -> bool:
    settings: Settings = current_app.extensions["vpt_settings"]
    moment = int(now.timestamp())
    if moment - session["since"] > settings.session_absolute.total_seconds():
        return False
    if moment - session["seen"] > settings.session_idle.total_seconds():
        return False
    if moment - session["seen"] > SEEN_EVERY_SECONDS:
        session["seen"] = moment
    return True

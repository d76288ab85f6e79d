"""What several sign-in views do alike: judge a password, go on to the next step, enter."""

from uuid import UUID

from flask import current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vpt.accounts import queries, signin
from vpt.accounts.rules import Step, is_local_path, is_loopback
from vpt.accounts.signin import Proven
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra import passwords
from vpt.infra.db import unit_of_work
from vpt.web import session as web_session
from vpt.web.accounts import half_way
from vpt.web.accounts.half_way import HalfWay

START = "/"
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
PAGES = {Step.CODE: "accounts.code", Step.ENROL: "accounts.enrol"}


def client() -> str:
    """Return the address the request came from."""
    return request.remote_addr or ""


def prove_password(email: str, password: str) -> Proven | None:
    """Judge a password; the slow comparison lies between two units of work."""
    now = clock.now()
    with unit_of_work():
        attempt = signin.begin_password(email, client(), now=now)
    verdict = passwords.verify(attempt.stored, password)
    with unit_of_work():
        return signin.settle_password(attempt, verdict, now=now)


def confirm_password(email: str, password: str) -> bool:
    """Judge the password of somebody who is signed in already."""
    with unit_of_work():
        attempt = signin.begin_password(email, client(), now=clock.now())
    verdict = passwords.verify(attempt.stored, password)
    with unit_of_work():
        return signin.confirm_password(attempt, verdict)


def local_target() -> str:
    """Return where to go after signing in: a path of this site, or nothing."""
    target = request.args.get("terug", "")
    return target if is_local_path(target) else ""


def go_on() -> ResponseReturnValue:
    """Send a half-way person to the page of their next step, or in."""
    found = half_way.find(now=clock.now())
    if found is None:
        return redirect(url_for("accounts.sign_in"))
    if found.step in PAGES:
        return redirect(url_for(PAGES[found.step]))
    address = enter_only_organisation(found)
    return redirect(address)


def enter_only_organisation(found: HalfWay) -> str:
    """Begin the session when there is nothing to choose; return the address to go to."""
    organisations = queries.list_organisations_of(found.user.id, now=clock.now())
    if len(organisations) == 1:
        return enter(found, organisations[0].id)
    return url_for("accounts.choose_organisation" if organisations else "accounts.sign_in")


def enter(found: HalfWay, organisation_id: UUID) -> str:
    """Begin the session in an organisation; return the address to go to."""
    now = clock.now()
    means = "second_factor" if found.strong else "password"
    with unit_of_work():
        user, actor = signin.complete(found.user.id, organisation_id, means=means, now=now)
    web_session.begin(user, actor, strong=found.strong, now=now)
    return found.target or START


def offers_demo() -> bool:
    """Return whether one click may sign somebody in: a demo, on this machine, never in production.

    Whatever passed a proxy came from elsewhere, also when the proxy runs here.
    """
    settings: Settings = current_app.extensions["vpt_settings"]
    here = is_loopback(client()) and not any(name in request.headers for name in FORWARDED)
    return here and not settings.production and queries.is_demo()

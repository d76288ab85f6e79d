"""The blueprint these pages hang on, and the way to it in an empty installation."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from vpt.accounts import queries as accounts
from vpt.administration import setting_up
from vpt.administration.setting_up import Progress
from vpt.core.actor import Permission
from vpt.web.session import current_actor

bp = Blueprint("setup", __name__)
FRONT_DOORS = {"start.home", "accounts.sign_in"}


@bp.before_app_request
def lead_in() -> ResponseReturnValue | None:
    """Lead whoever comes to the front door of an empty installation to its set-up."""
    if request.endpoint not in FRONT_DOORS or request.method != "GET":
        return None
    if current_user.is_authenticated or not setting_up.is_empty():
        return None
    return redirect(url_for("setup.enter"))


@bp.app_context_processor
def offer_progress() -> dict[str, Any]:
    """Let the first pages show how far the set-up is, as long as it goes on."""
    return {"first_set_up": _unfinished}


def _unfinished() -> Progress | None:
    """Return how far the set-up is for whoever keeps the settings; None when it has ended."""
    actor = current_actor()
    if not actor.may(Permission.CONFIGURE) or accounts.get_organisation(actor).set_up_at:
        return None
    return setting_up.progress(actor)

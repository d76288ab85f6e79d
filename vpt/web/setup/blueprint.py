"""The blueprint these pages hang on, and the way to it in an empty installation."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from vpt.administration import setting_up

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

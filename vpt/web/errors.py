"""Refusals as pages: one table from the error tree to a status and a Dutch sentence."""

from collections.abc import Callable

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from vpt.core.errors import (
    DomainError,
    NotAllowed,
    NotVisible,
    RuleBroken,
    StaleData,
    TooMany,
    Unavailable,
)
from vpt.web import parking, sentences, session

STATUS: dict[type[DomainError], int] = {
    NotVisible: 404,
    NotAllowed: 403,
    RuleBroken: 409,
    StaleData: 409,
    TooMany: 429,
    Unavailable: 503,
}
PAGES = {400, 403, 404, 409, 413, 429, 500, 503}


def init_app(app: Flask) -> None:
    """Register the two handlers: domain refusals and HTTP errors."""
    app.register_error_handler(DomainError, _refuse)
    app.register_error_handler(HTTPException, _http)


def status_of(error: DomainError) -> int:
    """Return the HTTP status of a refusal."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def _refuse(error: DomainError) -> ResponseReturnValue:
    return _page(status_of(error), sentences.of(error))


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, CSRFError) and _came_too_late():
        return session.ask_to_sign_in(request)  # the token died with the session
    if isinstance(error, CSRFError) and (late := _late()) is not None:
        return late
    code = error.code or 500
    if code < 400 or error.response is not None:  # noqa: PLR2004  a redirect, or made on purpose
        return error
    return _page(code if code in PAGES else 400 if code < 500 else 500, "", code)  # noqa: PLR2004


def _came_too_late() -> bool:
    """Tell whether this is a form of a signed-in page that outlived its session."""
    return parking.FIELD in request.form and not current_user.is_authenticated


def _late() -> ResponseReturnValue | None:
    """Let a page for people without account answer a form that outlived its cookie, if it can."""
    view = current_app.view_functions.get(request.endpoint or "")
    late: Callable[..., ResponseReturnValue | None] | None = getattr(view, "late", None)
    return late(**(request.view_args or {})) if late is not None else None


def _page(template: int, sentence: str, status: int | None = None) -> ResponseReturnValue:
    return render_template(f"errors/{template}.html", sentence=sentence), status or template

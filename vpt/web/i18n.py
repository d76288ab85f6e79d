"""The language of a request: the person's own, else the browser's; Dutch first."""

from flask import Flask, request
from flask_babel import Babel
from flask_login import current_user

LOCALES = ("nl", "en")


def init_app(app: Flask) -> None:
    """Attach Flask-Babel, which only picks the locale of a request."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nl")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    Babel(app, locale_selector=pick)


def pick() -> str:
    """Return the locale of this request."""
    if current_user and current_user.is_authenticated:
        return str(current_user.locale)
    return request.accept_languages.best_match(LOCALES) or "nl"

"""The language of a request: the person's own, else the browser's; Dutch first."""

from flask import Flask, request
from flask_babel import Babel, gettext, ngettext
from flask_login import current_user
from markupsafe import Markup

LOCALES = ("nl", "en")


def init_app(app: Flask) -> None:
    """Attach Flask-Babel, which only picks the locale of a request."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nl")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    Babel(app, locale_selector=pick)
    app.add_template_filter(in_dutch)


def pick() -> str:
    """Return the locale of this request."""
    if current_user and current_user.is_authenticated:
        return str(current_user.locale)
    return request.accept_languages.best_match(LOCALES) or "nl"


def in_dutch(text: str) -> Markup:
    """Return a text that exists in Dutch alone, such as a law, marked so for reading aloud."""
    return Markup('<span lang="nl">{}</span>').format(text) if text else Markup()


def translated(text: str, **values: object) -> str:
    """Return a sentence in the language of this request; import it as `_`."""
    return str(gettext(text, **values))


def counted(one: str, many: str, number: int) -> str:
    """Return the sentence for one or for many, with `%(num)s`; import it as `ngettext`."""
    return str(ngettext(one, many, number))

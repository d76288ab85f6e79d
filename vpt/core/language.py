"""Translates with an explicit locale, for whatever has no request: mail, jobs, documents."""

import gettext
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
SOURCE = "nl"
"""Message ids are the Dutch sentences, so Dutch needs no catalogue."""


def translate(locale: str, text: str) -> str:
    """Return a sentence in a language, or the Dutch sentence when nobody translated it."""
    return _catalogue(locale).gettext(text) if locale != SOURCE and text else text


def mark(text: str) -> str:
    """Return the sentence itself; extraction finds sentences that are stored by this name."""
    return text


@cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation("messages", CATALOGUES, [locale], fallback=True)

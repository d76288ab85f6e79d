"""What every page shows around its own content: navigation, unread count, static addresses."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app, url_for
from flask_wtf.csrf import CSRFProtect


def init_app(app: Flask) -> None:
    """Register CSRF protection and what templates may call."""
    CSRFProtect(app)
    app.jinja_env.globals["static_url"] = static_url


def static_url(filename: str) -> str:
    """Return the address of a static file with its fingerprint, so that it may be kept."""
    return url_for("static", filename=filename, v=_fingerprint(current_app.static_folder, filename))


@cache
def _fingerprint(folder: str | None, filename: str) -> str:
    return hashlib.sha256((Path(str(folder)) / filename).read_bytes()).hexdigest()[:12]

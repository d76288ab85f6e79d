"""Wires an installation together; decides nothing."""

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from vpt import cli, web, work
from vpt.core.settings import Settings
from vpt.infra.db import db
from vpt.infra.keys import KeyFolder

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings) -> Flask:
    """Return the application for one installation."""
    app = Flask(
        "vpt",
        root_path=str(ROOT / "vpt"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "vpt" / "static"),
    )
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key or None,
        TESTING=settings.testing,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_NAME="vpt",
        MAX_CONTENT_LENGTH=settings.request_limit,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        MAX_FORM_PARTS=1000,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: nobody loses a half-written report
    )
    app.jinja_env.undefined = StrictUndefined
    _believe_proxies(app, settings.proxies)
    app.extensions["vpt_settings"] = settings
    app.extensions["vpt_keys"] = KeyFolder(settings.keys_folder)
    db.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    work.init_app(app)
    return app


def _believe_proxies(app: Flask, count: int) -> None:
    """Take client address and scheme from the proxies that stand in front, and from nobody else.

    Without this every visitor behind nginx would count as one client when sign-ins are throttled.
    """
    if count:
        proxied = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)
        app.wsgi_app = proxied  # type: ignore[method-assign]  # Flask's documented way


def _engine_options(url: str) -> dict[str, object]:
    """Return how to connect; what people typed stays out of the messages of database errors."""
    if url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": 10}}
    return {"hide_parameters": True, "pool_pre_ping": True}

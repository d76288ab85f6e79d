"""The pages: a shell and one sub-room per page set."""

import importlib
import pkgutil

from flask import Flask

from vpt.web import errors, headers, i18n, session, shell


def init_app(app: Flask) -> None:
    """Register every page set: each folder beside this file that has a `routes` module."""
    i18n.init_app(app)
    session.init_app(app)
    shell.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    for room in pkgutil.iter_modules(__path__):
        if room.ispkg:
            routes = importlib.import_module(f"{__name__}.{room.name}.routes")
            app.register_blueprint(routes.bp)

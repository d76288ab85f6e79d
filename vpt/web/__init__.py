"""The pages: a shell and one sub-room per page set."""

import importlib
import importlib.util
import pkgutil

from flask import Flask

from vpt.web import errors, headers, i18n, parking, rooms, session, shell, uploads


def init_app(app: Flask) -> None:
    """Register every page set: each folder beside this file that has a `routes` module."""
    uploads.init_app(app)
    i18n.init_app(app)
    session.init_app(app)
    parking.init_app(app)
    shell.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    found = []
    for room in pkgutil.iter_modules(__path__):
        name = f"{__name__}.{room.name}.routes"
        if room.ispkg and importlib.util.find_spec(name):
            routes = importlib.import_module(name)
            app.register_blueprint(routes.bp)
            found.append(routes)
    rooms.init_app(app, found)

"""Commands: one group, `flask vpt …`, with one module per subject."""

import importlib
import pkgutil

import click
from flask import Flask
from flask.cli import AppGroup

group = AppGroup("vpt", help="Run and maintain this installation.")


def init_app(app: Flask) -> None:
    """Register every module beside this file that has a `group` or a `command`."""
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        for name in ("group", "command"):
            found = getattr(loaded, name, None)
            if isinstance(found, click.Command):
                group.add_command(found)
    app.cli.add_command(group)

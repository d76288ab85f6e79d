"""Commands: one group, `flask vpt …`, with one module per subject."""

import importlib
import pkgutil

import click
from flask import Flask
from flask.cli import AppGroup


class Commands(AppGroup):
    """Reads the modules beside this file when somebody asks for a command.

    A web worker never does, and is smaller and sooner ready for it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        self._read()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        self._read()
        return super().get_command(ctx, cmd_name)

    def _read(self) -> None:
        """Register every module beside this file that has a `group` or a `command`."""
        if self.commands:
            return
        for module in pkgutil.iter_modules(__path__):
            loaded = importlib.import_module(f"{__name__}.{module.name}")
            for name in ("group", "command"):
                found = getattr(loaded, name, None)
                if isinstance(found, click.Command):
                    self.add_command(found)


group = Commands("vpt", help="Run and maintain this installation.")


def init_app(app: Flask) -> None:
    """Offer the commands; when one is being run, `flask db` finds the migrations too."""
    app.cli.add_command(group)
    if click.get_current_context(silent=True) is not None:
        importlib.import_module("vpt.infra.migrations").attach(app)

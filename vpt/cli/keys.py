"""Making and rotating the keys that live outside the database."""

import os
import secrets

import click
from flask import current_app
from flask.cli import AppGroup

from vpt.infra import keysets
from vpt.infra.db import unit_of_work

group = AppGroup("keys", help="Keys outside the database.")


@group.command("create")
def create() -> None:
    """Make the master key and the session key when they are not there yet."""
    made = current_app.extensions["vpt_keys"].create()
    session_key = current_app.extensions["vpt_settings"].keys_folder / "session.key"
    if not session_key.exists():
        descriptor = os.open(session_key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        made = True
    click.echo("keys made" if made else "keys were there already")


@group.command("rotate")
def rotate() -> None:
    """Put a new master key in front and wrap every keyset under it."""
    current_app.extensions["vpt_keys"].rotate()
    with unit_of_work():
        count = keysets.rewrap_all()
    click.echo(f"{count} keysets wrapped under the new key")

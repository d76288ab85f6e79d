"""`flask vpt setup-code`: what opens the set-up of an empty installation in the browser."""

import click
from flask import current_app
from flask.cli import with_appcontext

from vpt.administration import setting_up
from vpt.core.settings import Settings
from vpt.infra.setup_code import SetupCode


@click.command("setup-code")
@click.option("--new", is_flag=True, help="Throw the code away and make another one.")
@with_appcontext
def command(*, new: bool) -> None:
    """Show where an empty installation is set up, and with which code."""
    settings: Settings = current_app.extensions["vpt_settings"]
    if not setting_up.is_empty():
        message = "this installation has an organisation already; there is nothing to set up"
        raise click.ClickException(message)
    code = SetupCode(settings.keys_folder)
    if new:
        code.spend()
    for line in invitation(settings.public_url, code, shown=True):
        click.echo(line)


def invitation(address: str, code: SetupCode, *, shown: bool) -> list[str]:
    """Return what to tell whoever sits at the server: the address, and beside it the code."""
    written = code.show()
    return [
        f"This installation is empty. Set it up at {address}/inrichten",
        f"with this code, which works once: {written}"
        if shown
        else "with the code that this command shows: flask vpt setup-code",
    ]

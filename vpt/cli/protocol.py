"""`flask vpt protocol …`: a chain protocol as a file, checked, taken out, or put in as a draft."""

from pathlib import Path

import click
from flask.cli import AppGroup

from vpt.accounts import queries as accounts
from vpt.accounts.models import Organisation
from vpt.cli.outcome import clear_refusals
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.infra.db import unit_of_work
from vpt.protocol import loader
from vpt.protocol.definition import Protocol
from vpt.protocol.source import ProtocolFault
from vpt.revision import drafting, queries, reviewing

TOML_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
group = AppGroup("protocol", help="The chain protocol as a file: checked, taken out, put in.")


@group.command("check")
@click.argument("file", type=TOML_FILE)
def check(file: Path) -> None:
    """Say whether a file is a protocol that can work; needs no database."""
    protocol = _loaded(_read(file))
    click.echo(f"ok: {protocol.key}, {len(protocol.steps)} steps, {len(protocol.facts)} facts")


@group.command("export")
@click.option("--organisation", "code", required=True, help="Code of the organisation.")
@click.option("--number", type=int, help="Of an earlier or coming version; else the one in force.")
@clear_refusals
def export(code: str, number: int | None) -> None:
    """Write a version to standard output, byte for byte as it was released."""
    organisation, now = _organisation(code), clock.now()
    listed = queries.versions(organisation.id, now=now)
    held = reviewing.in_force(listed)
    found = next((one for one in listed if one.number == number), None) if number else held
    if found is None:
        raise click.ClickException("this organisation has no such version")
    text = queries.text_of(organisation.id, found.id)
    click.echo(text.encode(), nl=False)


@group.command("import")
@click.argument("file", type=TOML_FILE)
@click.option("--organisation", "code", required=True, help="Code of the organisation.")
@click.option("--by", "email", required=True, help="Mail address of who may change the protocol.")
@clear_refusals
def bring_in(file: Path, code: str, email: str) -> None:
    """Begin a draft with a file; it is looked at, compared and released on the pages."""
    text, now = _read(file), clock.now()
    _loaded(text)
    actor = _actor(_organisation(code), email)
    with unit_of_work():
        drafting.start(actor, text, now=now)
    click.echo("the draft is ready; look at it and release it at /beheer/protocol/concept")


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except UnicodeDecodeError:
        raise click.ClickException("this file is no UTF-8 text") from None


def _loaded(text: str) -> Protocol:
    try:
        return loader.load(text)
    except ProtocolFault as fault:
        raise click.ClickException(str(fault)) from fault


def _organisation(code: str) -> Organisation:
    found = accounts.find_organisation_by_code(code.upper())
    if found is None:
        raise click.ClickException(f"there is no organisation with code {code}")
    return found


def _actor(organisation: Organisation, email: str) -> Actor:
    user = accounts.find_user_by_email(email)
    known = accounts.find_actor(user.id, organisation.id, now=clock.now()) if user else None
    if known is None:
        raise click.ClickException("nobody with this mail address has a role there")
    return known[1]

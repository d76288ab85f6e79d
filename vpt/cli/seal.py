"""`flask vpt seal …`: the key an organisation seals its documents with."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import AppGroup

from vpt.accounts import queries
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.cases import founding
from vpt.cli.outcome import clear_refusals
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import seals
from vpt.documents.models import SealKey
from vpt.infra import seal_sources, sealing
from vpt.infra.db import unit_of_work
from vpt.infra.sealing import BB, SealMaterial, Token

T = TypeVar("T", bound=Callable[..., object])
PEM_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
group = AppGroup("seal", help="The seal under issued documents: made, brought in, or on a token.")


def _of_organisation(command: T) -> T:
    named = click.option("--organisation", "code", default="", help="Code; needed when several.")
    return named(command)


def _with_chain(command: T) -> T:
    hint = "PEM file with issuers that the file or token lacks."
    return click.option("--chain", type=PEM_FILE, help=hint)(command)


@group.command("show")
@_of_organisation
@click.option("--pem", is_flag=True, help="Print what a recipient adds to trust the seal in use.")
@clear_refusals
def show(code: str, *, pem: bool) -> None:
    """List the seals an organisation has and had; only one is in use."""
    organisation, now = _organisation(code), clock.now()
    rows = seals.list_all(organisation.id)
    if pem:
        click.echo(next((row.certificate_pem for row in rows if row.retired_at is None), ""))
        return
    for row in rows:
        click.echo(
            f"{_state(row, now):<9}{row.source:<8}until {row.valid_until:%Y-%m-%d}  ", nl=False
        )
        click.echo(f"{row.signer}  {row.fingerprint or 'fingerprint unknown: run seal check'}")
    if not rows:
        click.echo("no seal yet; see: flask vpt seal --help")


@group.command("create")
@_of_organisation
@clear_refusals
def create(code: str) -> None:
    """Make a seal with a CA of our own; it is never a qualified seal."""
    organisation, now = _organisation(code), clock.now()
    material = founding.make_seal(organisation.name, demo=queries.is_demo(), now=now)
    _keep(organisation, material, now)


@group.command("import")
@click.argument("file", type=PEM_FILE)
@_with_chain
@_of_organisation
@click.option("--passphrase", prompt=True, hide_input=True, default="", show_default=False,
              help="Asked for when left out.")  # fmt: skip
@clear_refusals
def bring_in(file: Path, chain: Path | None, code: str, passphrase: str) -> None:
    """Bring in a seal from a PKCS#12 file (.p12, .pfx)."""
    organisation, now = _organisation(code), clock.now()
    material = seal_sources.from_pkcs12(file.read_bytes(), passphrase, _read(chain), now=now)
    _keep(organisation, material, now)
    click.echo("The key is kept sealed. Destroy the file, or keep it in a safe.")


@group.command("token")
@click.option("--module", required=True, type=PEM_FILE, help="Library of the token (.so).")
@click.option("--token", "label", required=True, help="Label of the token.")
@click.option("--key", required=True, help="Label of the private key.")
@click.option("--certificate", default="", help="Label of the certificate; that of the key.")
@_with_chain
@_of_organisation
@click.option("--pin", prompt=True, hide_input=True, help="Asked for when left out.")
@clear_refusals
def use_token(chain: Path | None, code: str, module: Path, **labels: str) -> None:
    """Seal with a key on a PKCS#11 token; the key never leaves it."""
    organisation, now = _organisation(code), clock.now()
    labels["certificate"] = labels["certificate"] or labels["key"]
    token = Token(module=str(module.resolve()), **labels)
    _keep(organisation, seal_sources.from_token(token, _read(chain), now=now), now)


@group.command("check")
@_of_organisation
@clear_refusals
def check(code: str) -> None:
    """Try the seal in use: its certificate, its key, and the timestamp server."""
    organisation, now = _organisation(code), clock.now()
    with unit_of_work():
        seals.complete()
    _, material = seals.in_use(Author(organisation_id=organisation.id), now=now)
    sealing.try_key(material)
    left = (material.valid_until - now).days
    click.echo(f"ok   {material.signer}: {left} days left, {material.fingerprint}")
    stamping = sealing.configured()
    if stamping.level != BB:
        sealing.try_stamping(stamping)
    click.echo(f"ok   level {stamping.level}{' by ' + stamping.url if stamping.url else ''}")


@group.command("retire")
@_of_organisation
@click.confirmation_option(prompt="Nothing can be issued until there is a new seal. Go on?")
@clear_refusals
def retire(code: str) -> None:
    """Take the seal out of use; what was sealed with it still verifies."""
    organisation, now = _organisation(code), clock.now()
    with unit_of_work():
        count = seals.retire(Author(organisation_id=organisation.id), now=now)
    click.echo("the seal is out of use" if count else "there was no seal in use")


def _organisation(code: str) -> Organisation:
    """Return the organisation with a code, or the only employer there is."""
    rows = queries.list_all_organisations()
    employers = [one for one in rows if one.kind == OrganisationKind.EMPLOYER]
    fitting = [one for one in rows if one.short_code == code.upper()] if code else employers
    if len(fitting) != 1 or fitting[0].keyset_id is None:
        known = ", ".join(one.short_code for one in employers) or "none yet"
        message = f"choose the organisation with --organisation; employers here: {known}"
        raise click.ClickException(message)
    return fitting[0]


def _keep(organisation: Organisation, material: SealMaterial, now: datetime) -> None:
    if organisation.keyset_id is None:
        raise click.ClickException("this organisation has no keys")
    with unit_of_work():
        author = Author(organisation_id=organisation.id)
        seals.store(author, organisation.keyset_id, material, now=now)
    click.echo(f"{organisation.short_code} now seals as {material.signer}, ", nl=False)
    click.echo(f"until {material.valid_until:%Y-%m-%d}, {material.fingerprint}")


def _read(file: Path | None) -> bytes:
    return file.read_bytes() if file else b""


def _state(row: SealKey, now: datetime) -> str:
    if row.retired_at is not None:
        return "retired"
    return "in use" if row.valid_until > now else "expired"

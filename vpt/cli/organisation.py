"""Founding an organisation of a real, non-demo installation, and how its papers look."""

from typing import BinaryIO
from uuid import UUID

import click
from flask import current_app
from flask.cli import AppGroup

from vpt.accounts import links, queries
from vpt.accounts import service as accounts
from vpt.accounts.links import Link
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind, TokenPurpose
from vpt.accounts.service import NewOrganisation, NewPerson
from vpt.cases import founding
from vpt.cli.outcome import address_of, clear_refusals
from vpt.core import clock
from vpt.core.actor import Author, Role
from vpt.core.errors import NotVisible
from vpt.documents import house, logo, rules
from vpt.documents.house import NewStyle
from vpt.documents.models import HouseStyle
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.infra.setup_code import SetupCode

group = AppGroup("organisation", help="Employers and partners of this installation.")


@group.command("create")
@click.option("--name", required=True, help="Full name, as printed on documents.")
@click.option("--code", required=True, help="2 to 6 capitals and digits; leads every reference.")
@click.option("--admin-email", required=True, help="Mail address of the first administrator.")
@click.option("--admin-name", required=True, help="Name of the first administrator.")
@click.option("--sector", default="", help="For example: openbaar bestuur.")
@click.option("--region", default="", help="For example: Twente.")
@click.option("--domicile", default="", help="Office address that replaces private addresses.")
@click.option("--help-text", default="", help="Where employees find help at once.")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in OrganisationKind]),
    default=str(OrganisationKind.EMPLOYER),
    show_default=True,
)
@clear_refusals
def create(kind: str, admin_email: str, admin_name: str, **texts: str) -> None:
    """Found an organisation (keys, protocol, seal) and its administrator; print their link."""
    new = NewOrganisation(kind=OrganisationKind(kind), **texts)
    admin = NewPerson(email=admin_email, name=admin_name, roles=(Role.ADMINISTRATOR,))
    organisation, link = _found(new, admin)
    click.echo(f"{organisation.name} ({organisation.short_code}) is ready.")
    if link is not None:
        click.echo("The administrator chooses a password here; works once, for 7 days:")
        click.echo(address_of(link))
    SetupCode(current_app.extensions["vpt_settings"].keys_folder).spend()
    click.echo("Lists of units, locations and people: flask vpt organisation read-in --help")
    click.echo("Colleagues one by one: flask vpt accounts create --help")


@group.command("list")
def show_all() -> None:
    """List the organisations of this installation."""
    for row in queries.list_all_organisations():
        click.echo("\t".join([row.short_code, row.name, row.kind]))


@group.command("style")
@click.argument("code")
@click.option("--logo", "picture", type=click.File("rb"), help="PNG or JPEG, at most 2 MB.")
@click.option("--no-logo", is_flag=True, help="Print the name instead of a logo.")
@click.option("--colour", help="Of titles and rules, such as #154273; '' for the colour of VPT.")
@click.option("--return-address", help="One line above the address; '' for the domicile.")
@click.option("--show", is_flag=True, help="Show the styles so far, newest first.")
@clear_refusals
def style(
    code: str, picture: BinaryIO | None, *, no_logo: bool, show: bool, **texts: str | None
) -> None:
    """Set how the papers of the organisation with this CODE look, from now on."""
    organisation = queries.find_organisation_by_code(code)
    if organisation is None or organisation.keyset_id is None:
        raise NotVisible("not_found")
    if picture and no_logo:
        raise click.UsageError("choose --logo or --no-logo")
    content = picture.read(logo.LIMIT + 1) if picture else b"" if no_logo else None
    new = NewStyle(logo=content, **texts)
    if new != NewStyle():
        _set_style(organisation.id, organisation.keyset_id, new)
        click.echo(f"Papers of {organisation.name} look like this from now on.")
    elif not show:
        raise click.UsageError("choose what to set, or --show")
    if show:
        for row in house.list_styles(organisation.id):
            click.echo(_told(row))


def _set_style(organisation_id: UUID, keyset_id: UUID, new: NewStyle) -> None:
    checked = house.check(new)
    owner = Author(organisation_id=organisation_id)
    with unit_of_work():
        house.set_style(owner, keyset_id, checked, now=clock.now())
    if checked.logo:
        storage.settle(checked.logo)


def _told(row: HouseStyle) -> str:
    """Return one style on one line: since when (UTC), logo, colour with contrast, address."""
    contrast = f" ({rules.contrast_on_white(row.colour):.1f} : 1)" if row.colour else ""
    return "\t".join(
        [
            f"{row.set_at:%Y-%m-%d %H:%M}",
            "logo" if row.logo_id else "no logo",
            f"{row.colour or 'colour of VPT'}{contrast}",
            row.return_address or "domicile",
        ]
    )


def _found(new: NewOrganisation, admin: NewPerson) -> tuple[Organisation, Link | None]:
    now = clock.now()
    seal = founding.make_seal(new.name, demo=False, now=now)
    with unit_of_work():
        accounts.ensure_installation(is_demo=False, now=now)
        if new.kind is OrganisationKind.EMPLOYER:
            organisation = founding.found(new, seal, now=now)
        else:
            organisation = accounts.create_organisation(new, now=now)
        author = Author(organisation_id=organisation.id)
        user = accounts.add_person(author, admin, now=now)
        return organisation, links.issue(user.id, TokenPurpose.INVITE, now=now, author=author)

"""`flask vpt organisation create`: the first step of a real, non-demo installation."""

import click
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
from vpt.infra.db import unit_of_work

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
    click.echo("Colleagues: flask vpt accounts create --help")


@group.command("list")
def show_all() -> None:
    """List the organisations of this installation."""
    for row in queries.list_all_organisations():
        click.echo("\t".join([row.short_code, row.name, row.kind]))


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

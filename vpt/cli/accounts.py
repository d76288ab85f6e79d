"""Accounts from the command line: make, let in again, shut out, list."""

import click
from flask.cli import AppGroup

from vpt.accounts import links, queries, service
from vpt.accounts import roles as account_roles
from vpt.accounts.models import Organisation
from vpt.accounts.people import User
from vpt.accounts.roles import Grant
from vpt.accounts.rules import TokenPurpose
from vpt.administration import confirming
from vpt.cli.outcome import address_of, clear_refusals
from vpt.core import clock
from vpt.core.actor import Author, Role
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work

group = AppGroup("accounts", help="People who sign in.")
ROLES = click.Choice([str(role) for role in Role])


@group.command("create")
@click.option("--organisation", "code", required=True, help="Short code of the organisation.")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", "roles", multiple=True, type=ROLES, default=[str(Role.EMPLOYEE)])
@click.option("--locale", type=click.Choice(["nl", "en"]), default="nl")
@clear_refusals
def create(code: str, email: str, name: str, roles: tuple[str, ...], locale: str) -> None:
    """Make an account, or give an existing one more roles; print a link to choose a password.

    After the first set-up a role that opens cases waits for a second person.
    """
    now, waiting = clock.now(), 0
    with unit_of_work():
        author = Author(organisation_id=_organisation(code).id)
        new = service.NewPerson(email=email, name=name, roles=(), locale=locale)
        user = service.add_person(author, new, now=now)
        for role in roles:
            asked = account_roles.ask_for(author, user, Grant(role=Role(role)), now=now)
            confirming.tell_asked(author, user.id, asked, now=now)
            waiting += not asked.is_given
        link = links.issue(user.id, TokenPurpose.INVITE, now=now, author=author)
    if waiting:
        click.echo(f"{waiting} role(s) wait for a coordinator or privacy officer to confirm them")
    if link is not None:
        click.echo("Works once, for 7 days; give it to this person only:")
        click.echo(address_of(link))


@group.command("reset")
@click.option("--email", required=True)
@click.option("--second-factor", is_flag=True, help="Also forget telephone and recovery codes.")
@clear_refusals
def reset(email: str, *, second_factor: bool) -> None:
    """Print a link with which somebody chooses a new password."""
    now = clock.now()
    with unit_of_work():
        user = _user(email)
        if user.disabled_at is not None:
            raise click.ClickException("this account is disabled; run `accounts enable` first")
        link = links.issue(user.id, TokenPurpose.RESET, now=now)
        if link is None:
            raise RuleBroken("account_without_role")
        if second_factor:
            author = Author(organisation_id=link.organisation_id)
            service.remove_second_factor(author, user, now=now)
    click.echo("Works once, for 1 hour; give it to this person only:")
    click.echo(address_of(link))


@group.command("disable")
@click.option("--email", required=True)
@clear_refusals
def disable(email: str) -> None:
    """Shut somebody out, at once and everywhere."""
    now = clock.now()
    with unit_of_work():
        user = _user(email)
        service.disable(_author_for(user), user, now=now)
    click.echo("disabled")


@group.command("enable")
@click.option("--email", required=True)
@clear_refusals
def enable(email: str) -> None:
    """Let somebody in again."""
    now = clock.now()
    with unit_of_work():
        user = _user(email)
        service.enable(_author_for(user), user, now=now)
    click.echo("enabled")


@group.command("list")
@click.option("--organisation", "code", required=True, help="Short code of the organisation.")
@clear_refusals
def show_all(code: str) -> None:
    """List the people of an organisation with their roles and state."""
    for user, roles in queries.list_people(_organisation(code).id, now=clock.now()):
        state = "disabled" if user.disabled_at is not None else "active"
        click.echo("\t".join([user.email, user.name, ",".join(roles), state]))


def _organisation(code: str) -> Organisation:
    found = queries.find_organisation_by_code(code)
    if found is None:
        raise click.ClickException(f"no organisation has code {code}")
    return found


def _user(email: str) -> User:
    found = queries.find_user_by_email(email)
    if found is None:
        raise click.ClickException("no account has this mail address")
    return found


def _author_for(user: User) -> Author:
    """Return the system as author in the trail of the person's oldest organisation."""
    organisation_id = queries.find_first_organisation_id(user.id)
    if organisation_id is None:
        raise RuleBroken("account_without_role")
    return Author(organisation_id=organisation_id)

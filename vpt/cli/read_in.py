"""`flask vpt organisation read-in` and `finish`: the rest of a first set-up without a browser."""

from datetime import datetime
from typing import BinaryIO

import click

from vpt.accounts import queries
from vpt.accounts.models import Organisation
from vpt.administration import lists, spreadsheets
from vpt.administration.importing import Act, Outcome, Plan
from vpt.administration.lists import ListKind
from vpt.cases import founding
from vpt.cli import outcome
from vpt.cli.organisation import group
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import unit_of_work

CSV = click.File("rb")


@group.command("read-in")
@click.argument("code")
@click.option("--units", type=CSV, help="CSV with the column: afdeling.")
@click.option("--locations", type=CSV, help="CSV with at least: naam, soort.")
@click.option("--people", type=CSV, help="CSV with at least: naam, e-mail.")
@click.option("--dry-run", is_flag=True, help="Only tell what would happen.")
@click.option("--invite", is_flag=True, help="Mail whoever is new a link to choose a password.")
@outcome.clear_refusals
def read_in(code: str, *, dry_run: bool, invite: bool, **files: BinaryIO | None) -> None:
    """Read lists into the organisation with this CODE: each of them whole, or not at all."""
    organisation, now = _organisation(code), clock.now()
    given = {kind: files[str(kind)] for kind in ListKind}
    if not any(given.values()):
        raise click.UsageError("choose --units, --locations or --people")
    author = Author(organisation_id=organisation.id)
    for kind, file in given.items():
        if file is not None:
            text = spreadsheets.decode(file.read(spreadsheets.MOST_BYTES + 1))
            _read(author, kind, text, dry_run=dry_run, invite=invite, now=now)


@group.command("finish")
@click.argument("code")
@outcome.clear_refusals
def finish(code: str) -> None:
    """End the first set-up: from now on a role that opens cases needs a second person."""
    organisation, now = _organisation(code), clock.now()
    with unit_of_work():
        if not founding.end_set_up(organisation.id, now=now):
            raise RuleBroken("nobody_confirms")
    click.echo("the first set-up has ended")


def _organisation(code: str) -> Organisation:
    found = queries.find_organisation_by_code(code)
    if found is None:
        raise NotVisible("not_found")
    return found


def _read(
    author: Author, kind: ListKind, text: str, *, dry_run: bool, invite: bool, now: datetime
) -> None:
    plan = lists.plan(author, kind, text, now=now)
    for row in plan.refused:
        click.echo(_told(row), err=True)
    if not plan.is_good:
        message = f"{kind}: {len(plan.refused)} rows do not fit; nothing of this list was stored"
        raise click.ClickException(message)
    if not dry_run:
        with unit_of_work():
            lists.store(author, kind, text, plan.fingerprint(), invites=invite, now=now)
    click.echo(f"{kind}: {_counts(plan)}{' (dry run: nothing was stored)' if dry_run else ''}")


def _told(row: Outcome) -> str:
    reasons = ", ".join(f"{one.column or 'row'} {one.code}" for one in row.problems)
    return f"row {row.number}: {reasons}"


def _counts(plan: Plan) -> str:
    return ", ".join(f"{plan.count(act)} {act}" for act in Act if plan.count(act))

"""Commands for documents: which kinds there are, and what one looks like."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from vpt.accounts import queries as accounts
from vpt.documents import house
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import PLAIN_HOUSE, House

GAP = 2
"""Spaces between the columns of the list."""


@click.group("documents")
def group() -> None:
    """Documents that can be drawn."""


@group.command("kinds")
def list_kinds() -> None:
    """List the kinds: key, title, version of the layout and profiles."""
    key, title = (
        max(len(text) for text in texts) + GAP
        for texts in ([one.key for one in KINDS.values()], [one.title for one in KINDS.values()])
    )
    for kind in KINDS.values():
        profiles = ", ".join(kind.profiles)
        click.echo(f"{kind.key:<{key}}{kind.title:<{title}}v{kind.layout_version:<4}{profiles}")


@group.command("preview")
@click.argument("key", metavar="KIND", type=click.Choice(list(KINDS)))
@click.option("--profile", help="Draw it as this profile would get it.")
@click.option("--organisation", "code", help="Draw it in the house style of this CODE.")
@click.option("--empty", is_flag=True, help="Draw the example with empty sections.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def preview(key: str, profile: str | None, *, code: str | None, empty: bool, output: Path) -> None:
    """Draw the example of a kind, unsealed and marked as a preview."""
    kind = KINDS[key]
    view = kind.empty_example() if empty else _example(kind, profile)
    style = _house(code) if code else PLAIN_HOUSE
    marked = replace(view, meta=replace(view.meta, preview=True, house=style))
    output.write_bytes(kind.render(marked, ()))
    click.echo(f"{output}: {kind.title}, unsealed preview")


@with_appcontext
def _house(code: str) -> House:
    organisation = accounts.find_organisation_by_code(code)
    if organisation is None:
        raise click.BadParameter("no organisation has this code", param_hint="--organisation")
    return house.current(organisation.id)


def _example(kind: Kind, profile: str | None) -> Any:
    chosen = profile or kind.profiles[0]
    if chosen not in kind.profiles:
        raise click.BadParameter(f"choose from {', '.join(kind.profiles)}", param_hint="--profile")
    return kind.example(chosen)

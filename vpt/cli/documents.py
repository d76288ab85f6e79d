"""Commands for documents: which kinds there are, and what one looks like."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.registry import KINDS


@click.group("documents")
def group() -> None:
    """Documents that can be drawn."""


@group.command("kinds")
def list_kinds() -> None:
    """List the kinds: key, title, version of the layout and profiles."""
    for kind in KINDS.values():
        profiles = ", ".join(kind.profiles)
        click.echo(f"{kind.key:<18}{kind.title:<12}v{kind.layout_version:<4}{profiles}")


@group.command("preview")
@click.argument("key", metavar="KIND", type=click.Choice(list(KINDS)))
@click.option("--profile", help="Draw it as this profile would get it.")
@click.option("--empty", is_flag=True, help="Draw the example with empty sections.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
def preview(key: str, profile: str | None, *, empty: bool, output: Path) -> None:
    """Draw the example of a kind, unsealed and marked as a preview."""
    kind = KINDS[key]
    view = kind.empty_example() if empty else _example(kind, profile)
    marked = replace(view, meta=replace(view.meta, preview=True))
    output.write_bytes(kind.render(marked, ()))
    click.echo(f"{output}: {kind.title}, unsealed preview")


def _example(kind: Kind, profile: str | None) -> Any:
    chosen = profile or kind.profiles[0]
    if chosen not in kind.profiles:
        raise click.BadParameter(f"choose from {', '.join(kind.profiles)}", param_hint="--profile")
    return kind.example(chosen)

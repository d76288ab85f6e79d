"""`flask vpt demo seed` and `flask vpt demo reset`: the invented region to try the product with."""

import shutil
import sys
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.accounts import service as accounts_service
from vpt.accounts.models import Organisation
from vpt.core import clock
from vpt.core.errors import RuleBroken
from vpt.core.settings import Settings
from vpt.demo import service
from vpt.demo.service import Seeded
from vpt.infra import migrations
from vpt.infra.db import db

group = AppGroup("demo", help="The invented region to try the product with.")
REFUSALS = {
    "installation_differs": "this database belongs to a real installation; "
    "start it with: make run DEMO=0, or set VPT_INSTANCE to another folder for a demo",
    "not_empty": "this database holds organisations that are no demo; "
    "start it with: make run DEMO=0, or set VPT_INSTANCE to another folder for a demo",
}
SCALE = click.option(
    "--scale", type=click.FloatRange(0.01, 5), default=1.0, show_default=True,
    help="How many incidents: 1 is about 300.",
)  # fmt: skip


@group.command("seed")
@SCALE
def seed(scale: float) -> None:
    """Fill an empty database once; a demo that is there already stays as it is."""
    _ensure_fit()
    if service.is_seeded():
        click.echo("the demo is there already; renew its dates with: make demo-reset")
        return
    if service.is_unfinished():
        click.echo("an unfinished demo is cleared first")
        _empty()
    _seed(scale)


@group.command("reset")
@SCALE
def reset(scale: float) -> None:
    """Throw the demo away and make it again with today's dates."""
    if not accounts.is_demo():
        message = "this database is no demo; nothing was changed"
        raise click.ClickException(message)
    _ensure_fit()
    _empty()
    _seed(scale)


def _ensure_fit() -> None:
    settings: Settings = current_app.extensions["vpt_settings"]
    try:
        accounts_service.ensure_fit(settings, is_demo=True)
    except accounts_service.UnfitInstallation as unfit:
        raise click.ClickException(str(unfit)) from unfit


def _seed(scale: float) -> None:
    started = clock.now()
    click.echo("making the demo region; this takes about a minute")
    try:
        done = service.seed(now=started, scale=scale, progress=_progress)
    except RuleBroken as refusal:
        raise click.ClickException(REFUSALS.get(refusal.code, refusal.code)) from refusal
    _tell(done, started)


def _tell(done: Seeded, started: datetime) -> None:
    seconds = (clock.now() - started).total_seconds()
    click.echo(
        f"{done.incidents} invented incidents, {done.files} files, {done.documents} sealed "
        f"documents; {done.open_steps} steps are open, {done.late_steps} late ({seconds:.0f} s)"
    )


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", nl=done == total, err=True)


def _empty() -> None:
    """Take every table away and make it anew: the trail cannot be emptied row by row."""
    settings: Settings = current_app.extensions["vpt_settings"]
    gone = list(db.session.scalars(select(Organisation.id)))
    db.session.remove()
    migrations.downgrade("base")
    migrations.upgrade()
    for organisation_id in gone:
        for path in settings.keys_folder.glob(f"blind-{organisation_id}-*.keyset"):
            path.unlink()
    shutil.rmtree(settings.storage_folder, ignore_errors=True)
    shutil.rmtree(settings.instance / "mail", ignore_errors=True)

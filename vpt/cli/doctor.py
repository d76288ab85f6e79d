"""`flask vpt doctor`: looks at every part of the installation and says what to do."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from vpt.accounts import queries as accounts
from vpt.accounts import service as accounts_service
from vpt.accounts.rules import OrganisationKind
from vpt.audit.models import AuditEntry
from vpt.cli.outcome import REASONS
from vpt.core import clock
from vpt.core.errors import Unavailable
from vpt.core.settings import Settings
from vpt.documents import seals, stamps
from vpt.infra import mailer, migrations, sealing
from vpt.infra.db import db
from vpt.infra.keys import KeyProblem
from vpt.infra.mailer import MailProblem
from vpt.notifications import outbox

WORKER_LAGS = timedelta(minutes=15)
SEAL_ENDS = timedelta(days=30)


class Advice(Exception):
    """Something is wrong; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part of the installation and how to look at it."""

    name: str
    look: Callable[[Settings], None]


@click.command("doctor")
@with_appcontext
def command() -> None:
    """Check this installation; the exit status is 1 when something needs attention."""
    settings: Settings = current_app.extensions["vpt_settings"]
    healthy = True
    for check in CHECKS:
        advice = _examine(check, settings)
        healthy = healthy and not advice
        click.echo(
            f"{'ok  ' if not advice else 'BAD '} {check.name}{': ' if advice else ''}{advice}"
        )
    if not healthy:
        raise SystemExit(1)


def _examine(check: Check, settings: Settings) -> str:
    try:
        check.look(settings)
    except (Advice, KeyProblem, MailProblem, accounts_service.UnfitInstallation) as problem:
        return str(problem)
    except (SQLAlchemyError, OSError) as error:
        return f"does not answer ({type(error).__name__})"
    finally:
        db.session.rollback()
    return ""


def _database(_settings: Settings) -> None:
    db.session.execute(text("select 1"))


def _migrations(_settings: Settings) -> None:
    if migrations.are_pending():
        raise Advice("not at the newest version; run: flask db upgrade")


def _keys(settings: Settings) -> None:
    current_app.extensions["vpt_keys"].master()
    if not settings.secret_key:
        raise Advice("there is no session key; run: flask vpt keys create")


def _storage(settings: Settings) -> None:
    settings.storage_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=settings.storage_folder) as file:
        file.write(b"x")


def _mail(settings: Settings) -> None:
    url = outbox.channel(settings)
    if not url:
        raise Advice("no mail leaves; set VPT_MAIL_URL, for example smtp://user:password@host:587")
    mailer.check(url)


def _queue(_settings: Settings) -> None:
    current_app.extensions["vpt_queue"].pending_count()
    if outbox.has_due(clock.now() - WORKER_LAGS):
        raise Advice("mail waits for more than 15 minutes; is the worker running?")


def _clock(_settings: Settings) -> None:
    newest = db.session.scalar(select(func.max(AuditEntry.at)))
    if newest is not None and newest > clock.now() + timedelta(minutes=5):
        raise Advice("is behind the newest entry of the trail; set the time of this machine")


def _fit(settings: Settings) -> None:
    accounts_service.ensure_fit(settings, accounts.is_demo())
    if settings.production and not settings.https:
        raise Advice("in production VPT_PUBLIC_URL must start with https://")


def _seals(_settings: Settings) -> None:
    now = clock.now()
    for one in accounts.list_all_organisations():
        if one.kind != OrganisationKind.EMPLOYER:
            continue
        rows = [row for row in seals.list_all(one.id) if row.retired_at is None]
        if not rows:
            raise Advice(f"{one.short_code} has none; run: flask vpt seal create")
        if rows[0].valid_until <= now + SEAL_ENDS:
            raise Advice(
                f"that of {one.short_code} ends on {rows[0].valid_until:%Y-%m-%d}; "
                "bring in a new one with: flask vpt seal import"
            )


def _timestamps(_settings: Settings) -> None:
    stamping = sealing.configured()
    if stamping.level != sealing.BB:
        try:
            sealing.try_stamping(stamping)
        except Unavailable as silence:
            raise Advice(REASONS[silence.code]) from silence
    if stamps.has_late(clock.now()):
        raise Advice(
            "documents wait for a newer timestamp; look at VPT_TSA_URL, VPT_TSA_CA and the worker"
        )


CHECKS = (
    Check("database", _database),
    Check("migrations", _migrations),
    Check("keys", _keys),
    Check("storage", _storage),
    Check("mail", _mail),
    Check("queue and worker", _queue),
    Check("clock", _clock),
    Check("seals", _seals),
    Check("timestamps", _timestamps),
    Check("demo and production settings", _fit),
)

"""`flask vpt serve`: web and worker together, until Ctrl-C or until one of them stops."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.accounts import service as accounts_service
from vpt.accounts.models import Installation
from vpt.accounts.people import User
from vpt.administration import setting_up
from vpt.cli import setup_code
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra import migrations
from vpt.infra.db import db, unit_of_work
from vpt.infra.setup_code import SetupCode

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
STOP_SECONDS = 20
MEMORY = Path("/dev/shm")  # noqa: S108  gunicorn's heartbeat belongs in memory, not on a disk
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WEB, WORKER = "web server", "worker"


@click.command("serve")
@click.option("--bind", default="127.0.0.1:8000", show_default=True, help="HOST:PORT to listen on.")
@click.option("--workers", default=2, show_default=True, help="Processes of the web server.")
@click.option("--threads", default=4, show_default=True, help="Threads per process.")
@click.option("--check", is_flag=True, help="Only tell whether the port is free.")
@with_appcontext
def command(bind: str, workers: int, threads: int, *, check: bool) -> None:
    """Start web server and worker, and stop both together."""
    host, port = _parts(bind)
    _ensure_free(host, port)
    if check:
        return
    _ensure_fit(host)
    _decide()
    address = f"http://{bind}"
    people, invitation = _demo_people(), _invitation(address)
    db.session.remove()
    db.engine.dispose()
    stop = _stop_on_signals()
    children = _start(bind, address, workers, threads)
    try:
        if _wait_until_ready(children, f"{address}/gezond", stop):
            _greet(address, people, invitation)
        died = _wait(children, stop)
    finally:
        _stop(children)
    if died:
        message = f"the {died} stopped by itself; see the lines above"
        raise click.ClickException(message)


def _parts(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdigit():
        message = f"--bind must be HOST:PORT, not {bind}"
        raise click.ClickException(message)
    return host.strip("[]"), int(port)


def _ensure_fit(host: str) -> None:
    if migrations.are_pending():
        message = "the database is not up to date; run: flask db upgrade"
        raise click.ClickException(message)
    settings: Settings = current_app.extensions["vpt_settings"]
    try:
        accounts_service.ensure_fit(settings, accounts.is_demo(), bind=host)
    except accounts_service.UnfitInstallation as unfit:
        raise click.ClickException(str(unfit)) from unfit


def _decide() -> None:
    """Make a database that was started without a demo a real one, from then on."""
    with unit_of_work():
        if db.session.get(Installation, 1) is None:
            accounts_service.ensure_installation(is_demo=False, now=clock.now())


def _ensure_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(_advice(error, host, port)) from error


def _advice(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use; try: make run PORT={port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system's administrator; try: make run PORT=8000"
    return f"Cannot listen on {host}:{port}: {error.strerror}"


def _demo_people() -> list[tuple[str, str]]:
    if not accounts.is_demo():
        return []
    rows = db.session.execute(
        select(User.name, User.demo_role).where(User.demo_role != "").order_by(User.created_at)
    )
    return [(row.name, row.demo_role) for row in rows]


def _start(
    bind: str, address: str, workers: int, threads: int
) -> dict[str, subprocess.Popen[bytes]]:
    """Start both in sessions of their own: Ctrl-C reaches only this process, which stops them."""
    environment = {"VPT_PUBLIC_URL": address, **os.environ, "PYTHONUNBUFFERED": "1"}
    memory = ["--worker-tmp-dir", str(MEMORY)] if os.access(MEMORY, os.W_OK) else []
    web = ["gunicorn", "wsgi:app", "--bind", bind, "--worker-class", "gthread", "--workers",
           str(workers), "--threads", str(threads), "--log-level", "warning",
           "--no-control-socket", *memory]  # fmt: skip
    worker = ["huey.bin.huey_consumer", "wsgi.queue", "--quiet", "--workers", "2",
              "--max-delay", "2", "--shutdown-timeout", "15"]  # fmt: skip
    return {
        name: subprocess.Popen(  # noqa: S603  our own interpreter and arguments
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
        )
        for name, arguments in ((WEB, web), (WORKER, worker))
    }


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    return stop


def _wait_until_ready(
    children: dict[str, subprocess.Popen[bytes]], url: str, stop: threading.Event
) -> bool:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and not stop.wait(0.2) and not _dead(children):
        try:
            with urlopen(url, timeout=5):  # noqa: S310  our own address
                return True
        except (URLError, OSError):
            continue
    return False


def _invitation(address: str) -> list[str]:
    """Return how to set an empty installation up; the code itself only on a screen, in no log."""
    if not setting_up.is_empty():
        return []
    settings: Settings = current_app.extensions["vpt_settings"]
    code = SetupCode(settings.keys_folder)
    return setup_code.invitation(address, code, shown=sys.stdout.isatty())


def _greet(address: str, people: list[tuple[str, str]], invitation: list[str]) -> None:
    click.echo(f"\nVPT is running at {address}  (Ctrl-C stops it)")
    if people:
        click.echo("This is a demo: everybody in it is invented. Sign in with one click as")
    for name, role in people:
        click.echo(f"  {name}: {role}")
    for line in invitation:
        click.echo(line)
    click.echo()


def _wait(children: dict[str, subprocess.Popen[bytes]], stop: threading.Event) -> str:
    """Wait for a signal or a death; return who died, or nothing."""
    while not stop.wait(0.3):
        if died := _dead(children):
            return died
    return ""


def _dead(children: dict[str, subprocess.Popen[bytes]]) -> str:
    return next((name for name, child in children.items() if child.poll() is not None), "")


def _stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Let both finish what they are doing, then insist."""
    for name, child in children.items():
        if child.poll() is None:
            child.send_signal(signal.SIGTERM if name == WEB else signal.SIGINT)
    for child in children.values():
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

"""The worker's queue, its tasks and their schedule; the tables are the truth."""

from flask import Flask
from huey import Huey, PostgresHuey, SqliteHuey

from vpt.core.settings import Settings
from vpt.work import schedule
from vpt.work.serializer import JsonSerializer


def init_app(app: Flask) -> None:
    """Open the queue and register what it runs; losing its file loses nothing."""
    settings: Settings = app.extensions["vpt_settings"]
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    queue = _open(settings)
    app.extensions["vpt_queue"] = queue
    schedule.register(app, queue)


def _open(settings: Settings) -> Huey:
    if settings.queue_url.startswith("postgresql"):
        dsn = "postgresql" + settings.queue_url[settings.queue_url.index("://") :]
        return PostgresHuey("vpt", results=False, serializer=JsonSerializer(), dsn=dsn)
    path = settings.queue_url.removeprefix("sqlite:///")
    return SqliteHuey(
        "vpt", results=False, serializer=JsonSerializer(), filename=path or ":memory:"
    )

"""The worker's queue, its tasks and their schedule; the tables are the truth."""

from flask import Flask
from huey import SqliteHuey

from vpt.core.settings import Settings


def init_app(app: Flask) -> None:
    """Open the queue; losing its file loses nothing."""
    settings: Settings = app.extensions["vpt_settings"]
    settings.instance.mkdir(parents=True, exist_ok=True)
    path = settings.queue_url.removeprefix("sqlite:///")
    app.extensions["vpt_queue"] = SqliteHuey("vpt", filename=path or ":memory:")

"""The queue lives in a file of its own, or in PostgreSQL when the settings say so."""

from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from huey import PostgresHuey, SqliteHuey

from vpt.core.settings import Settings
from vpt.work import init_app


def test_the_queue_is_a_file_beside_the_database(app: Flask, settings: Settings) -> None:
    queue = app.extensions["vpt_queue"]
    assert isinstance(queue, SqliteHuey)
    assert queue.storage.filename == settings.queue_url.removeprefix("sqlite:///")
    assert queue.storage.filename not in settings.database_url


def test_postgresql_can_hold_the_queue(settings: Settings) -> None:
    if not settings.database_url.startswith("postgresql"):
        pytest.skip("needs PostgreSQL")
    url = settings.database_url.replace("postgresql://", "postgresql+psycopg://")
    app = Flask("queue")
    app.extensions["vpt_settings"] = replace(settings, queue_url=url)
    init_app(app)
    queue = app.extensions["vpt_queue"]
    try:
        app.extensions["vpt_wake"]()
        assert isinstance(queue, PostgresHuey)
        assert type(queue.dequeue()).__name__ == "deliver"
    finally:
        queue.storage.close()
        with psycopg.connect(settings.database_url, autocommit=True) as connection:
            connection.execute("drop table huey_kv, huey_schedule, huey_task, huey_counter")

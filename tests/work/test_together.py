"""Web and worker write to one SQLite file at the same time, and nobody is turned away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.builders import Person, stored
from tests.mailserver import postbox
from tests.notifications.builders import someone, tell
from vpt.core.settings import Settings
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications.models import Delivery, Message
from vpt.notifications.rules import State
from vpt.work import schedule
from vpt.work.schedule import PLAN

Browser = Callable[[Person | None], FlaskClient]
READERS = 4
EACH = 15


def people_with_messages(app: Flask) -> dict[Person, list[UUID]]:
    with app.app_context():
        people = [someone() for _ in range(READERS)]
        for person in people:
            for _ in range(EACH):
                tell(person, "account.changed", subject_id=new_id())
        messages = [(message.recipient_id, message.id) for message in stored(Message)]
        db.session.remove()
    return {person: [one for owner, one in messages if owner == person.id] for person in people}


def test_web_and_worker_write_together_without_one_error(
    app: Flask, settings: Settings, client_for: Browser
) -> None:
    waiting, done = people_with_messages(app), Event()

    def read_all(person: Person) -> list[int]:
        client = client_for(person)
        return [client.get(f"/berichten/{one}").status_code for one in waiting[person]]

    def work() -> list[bool]:
        ended = []
        while not done.is_set():
            ended += [schedule.run(app, planned) for planned in PLAN]
        return ended

    with postbox() as box, ThreadPoolExecutor(READERS + 1) as pool:
        app.extensions["vpt_settings"] = replace(settings, mail_url=box.url)
        worker = pool.submit(work)
        pages = [pool.submit(read_all, person) for person in waiting]
        statuses = [status for page in pages for status in page.result()]
        done.set()
        jobs = worker.result()
        assert schedule.run(app, PLAN[0])
    assert statuses == [302] * READERS * EACH
    assert all(jobs)
    with app.app_context():
        assert all(message.read_at for message in stored(Message))
        assert {row.state for row in stored(Delivery)} == {State.SENT}

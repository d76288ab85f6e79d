"""The queue only schedules: its entries are harmless, and one broken job stops no other."""

import logging
import os
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from huey.registry import Message as Entry

from tests.builders import LONG_AGO, NOW, an_organisation, stored
from tests.notifications.builders import someone, tell, tell_and_fail
from vpt.accounts.people import SignInTry
from vpt.audit import service as audit
from vpt.audit.models import AuditBatch, AuditEntry
from vpt.core import clock
from vpt.core.actor import Author
from vpt.core.settings import Settings
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message
from vpt.work import schedule, upkeep
from vpt.work.schedule import PLAN, Planned
from vpt.work.serializer import JsonSerializer


def test_a_task_survives_the_queue_as_json() -> None:
    entry = Entry(id="1", name="deliver", args=("0190",), kwargs={}, eta=NOW)
    stored_bytes = JsonSerializer().serialize(entry)
    assert stored_bytes.startswith(b"{")
    back = JsonSerializer().deserialize(stored_bytes)
    assert (back.name, list(back.args), back.eta) == (entry.name, ["0190"], entry.eta)


def test_a_thing_that_is_no_text_or_number_never_enters_the_queue() -> None:
    entry = Entry(id="1", name="deliver", args=(object(),), kwargs={})
    with pytest.raises(TypeError):
        JsonSerializer().serialize(entry)


def test_every_planned_job_is_registered_and_can_be_enqueued(app: Flask) -> None:
    queue = app.extensions["vpt_queue"]
    names = {type(task).__name__ for task in queue._registry.periodic_tasks}
    assert names == {planned.name for planned in PLAN}
    for task in queue._registry.periodic_tasks:
        queue.enqueue(task)
    assert queue.pending_count() == len(PLAN)
    assert type(queue.dequeue()).__name__ in names


@pytest.mark.parametrize("planned", PLAN, ids=lambda planned: planned.name)
def test_every_job_runs_on_an_empty_database(app: Flask, planned: Planned) -> None:
    assert schedule.run(app, planned)


def test_a_failing_job_is_logged_by_name_without_what_it_was_about(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    def job(_settings: Settings) -> None:
        message = "Naaldemaker"
        raise ValueError(message)

    with caplog.at_level(logging.ERROR):
        ended_well = schedule.run(app, Planned("broken", job, "*"))
    assert not ended_well
    assert caplog.messages == ["job broken failed: ValueError"]
    assert "Naaldemaker" not in caplog.text


def test_the_trail_of_every_organisation_is_sealed(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with unit_of_work():
            organisations = [an_organisation().id for _ in range(2)]
            for organisation_id in organisations:
                author = Author(organisation_id=organisation_id)
                audit.record(author, "case.opened", ("case", new_id()), at=NOW)
        upkeep.seal_audit(settings)
        upkeep.seal_audit(settings)
        assert {row.organisation_id for row in stored(AuditBatch)} == set(organisations)
        assert len(stored(AuditBatch)) == len(stored(AuditEntry)) == 2
        assert [audit.first_broken_batch(one) for one in organisations] == [None, None]


def test_old_sign_in_tries_are_forgotten(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with unit_of_work():
            db.session.add_all(
                [SignInTry(key=b"old", at=LONG_AGO), SignInTry(key=b"new", at=clock.now())]
            )
        upkeep.sweep_tries(settings)
        assert [row.key for row in stored(SignInTry)] == [b"new"]


def test_a_staged_file_that_no_row_knows_is_removed_after_a_while(
    app: Flask, settings: Settings
) -> None:
    staging = settings.storage_folder / storage.STAGING
    staging.mkdir(parents=True)
    old, fresh = staging / str(new_id()), staging / str(new_id())
    for path in (old, fresh):
        path.write_bytes(b"x")
    before = (datetime.now(UTC) - timedelta(days=1)).timestamp()
    os.utime(old, (before, before))
    with app.app_context():
        upkeep.sweep_files(settings)
    assert list(staging.iterdir()) == [fresh]


def test_the_worker_is_woken_after_the_commit_and_not_for_a_change_that_failed(app: Flask) -> None:
    queue = app.extensions["vpt_queue"]
    with app.app_context():
        person = someone()
        with pytest.raises(RuntimeError, match="the change failed"):
            tell_and_fail(person)
        assert queue.pending_count() == 0
        tell(person)
        assert type(queue.dequeue()).__name__ == "deliver"


def test_a_queue_that_is_gone_does_not_hinder_anybody(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = app.extensions["vpt_queue"]
    with app.app_context():
        person = someone()
        queue.storage.close()
        gone = str(settings.instance / "no such folder" / "queue")
        monkeypatch.setattr(queue.storage, "filename", gone)
        assert tell(person)
        assert len(stored(Message)) == 1

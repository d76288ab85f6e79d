"""A term that runs out reaches people by mail, once, whatever the number of workers."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from flask import Flask

from tests.builders import stored
from tests.cases.builders import a_case, a_town
from tests.mailserver import postbox
from vpt.core.settings import Settings
from vpt.infra.db import db
from vpt.notifications.models import Message
from vpt.work import schedule
from vpt.work.schedule import PLAN

JOBS = {planned.name: planned for planned in PLAN}


def told() -> Counter[tuple[object, ...]]:
    db.session.rollback()
    return Counter(
        (row.recipient_id, row.kind, row.subject_id, row.step_key, row.occurrence, row.level)
        for row in stored(Message)
        if row.level
    )


def test_an_old_case_escalates_once_with_two_workers(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())  # its first terms ended long before the present moment
        db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        ended_well = list(pool.map(lambda _: schedule.run(app, JOBS["escalate"]), range(2)))
    assert ended_well == [True, True]
    with app.app_context():
        first = told()
        assert set(first.values()) == {1}
        db.session.remove()
    schedule.run(app, JOBS["escalate"])
    with app.app_context():
        assert told() == first


def test_the_mail_of_an_escalation_names_neither_case_nor_step(
    app: Flask, settings: Settings
) -> None:
    with app.app_context():
        reference = a_case(a_town()).reference
        db.session.remove()
    with postbox() as box:
        app.extensions["vpt_settings"] = replace(settings, mail_url=box.url)
        schedule.run(app, JOBS["escalate"])
        schedule.run(app, JOBS["deliver"])
        texts = [mail.get_content() + str(mail["Subject"]) for mail in box.mails]
    assert any("wacht" in text for text in texts)
    assert not any(reference in text or "S0" in text for text in texts)

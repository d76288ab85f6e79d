"""The worker asks partners again, once, also while somebody presses the button."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from tests.answers.asked import a_link, a_waiting_step, letters, the_question
from tests.cases.builders import a_town
from vpt.answers import asking
from vpt.core import clock
from vpt.core.errors import RuleBroken
from vpt.infra.db import db, unit_of_work
from vpt.work import answers, schedule
from vpt.work.schedule import PLAN


@pytest.fixture
def due(app):
    """Return a town and a case whose question is due."""
    with app.app_context():
        town = a_town()
        begun = clock.now() - timedelta(days=20)
        case, step = a_waiting_step(town, begun)
        a_link(town, case, created_at=begun, expires_at=begun + timedelta(days=60))
        return town, case.id, step.id


def job():
    [planned] = [one for one in PLAN if one.job is answers.ask_again]
    return planned


def test_the_job_asks_what_is_due_and_a_second_round_asks_nothing(app, due):
    for _ in range(2):
        assert schedule.run(app, job())

    with app.app_context():
        assert (the_question().round, len(letters())) == (1, 1)


def test_the_job_and_the_button_at_the_same_moment_ask_once(app, due):
    town, case_id, step_id = due
    both, refused = Barrier(2), []

    def press():
        with app.app_context():
            actor = town.coordinator.actor(clock.now())
            both.wait()
            try:
                with unit_of_work():
                    asking.ask_now(actor, case_id, step_id, now=clock.now())
            except RuleBroken as refusal:
                refused.append(refusal.code)
            db.session.remove()

    def work():
        both.wait()
        assert schedule.run(app, job())

    threads = [Thread(target=press), Thread(target=work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    schedule.run(app, job())
    with app.app_context():
        assert (the_question().round, len(letters())) == (1, 1)
        assert refused in ([], ["asked_already"])

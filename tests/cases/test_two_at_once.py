"""Two people at the same case at the same moment: one is stored, the other is told."""

import threading

from flask import Flask

from tests.builders import Person
from tests.cases.builders import (
    LATER,
    a_case,
    a_ref,
    a_town,
    steps_of,
    version_of,
    without_pages,
)
from vpt.cases import service
from vpt.cases.rules import Answer
from vpt.core.errors import StaleData
from vpt.infra.db import unit_of_work


def test_of_two_people_finishing_one_step_together_one_succeeds(app: Flask) -> None:
    with app.app_context():
        town = a_town(protocol=without_pages())
        case = a_case(town)
        step, case_id = a_ref("S02"), case.id
    start, outcomes = threading.Barrier(2), []

    def finish(person: Person, outcome: str) -> None:
        with app.app_context():
            actor = person.actor()
            start.wait(timeout=10)
            try:
                with unit_of_work():
                    service.complete_step(
                        actor, case_id, step, Answer(outcome=outcome), version=1, now=LATER
                    )
                outcomes.append("stored")
            except StaleData as stale:
                changes = stale.details["changes"]
                outcomes.append([change.action for change in changes])  # type: ignore[attr-defined]

    threads = [
        threading.Thread(target=finish, args=(town.manager, "supported")),
        threading.Thread(target=finish, args=(town.deputy, "declined")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes, key=str) == [["case.step_completed"], "stored"]
    with app.app_context():
        assert version_of(case) == 2
        assert len([row for row in steps_of("S18") if row.state == "open"]) == 1

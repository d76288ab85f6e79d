"""Reminders at 75 and 100 per cent: who hears of it, once, and who does not."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.builders import NOW, stored
from tests.cases.builders import LATER, a_case, a_ref, a_town, complete, disable, steps_of
from vpt.audit.models import AuditEntry
from vpt.cases import escalation, service
from vpt.cases.escalation import FIRST, LAST, Ladder
from vpt.cases.rules import PauseReason
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.notifications.models import Message

A, B, C, D = (new_id() for _ in range(4))
MUCH_LATER = NOW + timedelta(days=1)


def run(now: datetime, limit: int = 100) -> int:
    with unit_of_work():
        return escalation.escalate(now, limit)


def reminders(step: str) -> set[tuple[object, str, int]]:
    found = db.session.scalars(select(Message).where(Message.step_key == step, Message.level > 0))
    return {(row.recipient_id, row.kind, row.level) for row in found}


@pytest.mark.parametrize(
    ("ladder", "level", "told"),
    [
        ((A, B, C, D), FIRST, (A,)),
        ((C, B, C, D), FIRST, (C, B)),
        ((None, B, C, D), FIRST, (B,)),
        ((None, None, None, D), FIRST, (D,)),
        ((A, B, C, D), LAST, (A, C, D)),
        ((C, B, C, D), LAST, (C, D)),
        ((D, None, None, D), LAST, (D,)),
        ((None, None, None, None), LAST, ()),
    ],
)
def test_a_level_is_told_up_the_ladder(
    ladder: tuple[object, ...], level: int, told: object
) -> None:
    names = ("assignee", "deputy", "manager", "coordinator")

    assert Ladder(**dict(zip(names, ladder, strict=True))).rungs(level) == told  # type: ignore[arg-type]


def test_nobody_is_reminded_before_three_quarters_of_the_term(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())
        step = steps_of("S02")[0]

        run(step.escalate_at - timedelta(seconds=1))

        assert reminders("S02") == set()


def test_at_three_quarters_the_manager_and_the_deputy_hear_of_it(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)

        run(steps_of("S02")[0].escalate_at)

        assert reminders("S02") == {
            (town.manager.id, "step.reminder", FIRST),
            (town.deputy.id, "step.reminder", FIRST),
        }


def test_at_the_end_of_the_term_the_coordinator_hears_of_it_too(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        run(steps_of("S02")[0].escalate_at)

        run(steps_of("S02")[0].due_at)

        late = {one for one in reminders("S02") if one[2] == LAST}
        assert late == {
            (town.manager.id, "step.overdue", LAST),
            (town.coordinator.id, "step.overdue", LAST),
        }


def test_running_it_again_tells_nobody_again(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())
        run(MUCH_LATER)
        before = len(stored(Message))

        assert run(MUCH_LATER) == 0
        assert len(stored(Message)) == before


def test_a_worker_that_was_away_goes_straight_to_the_last_level(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        run(NOW + timedelta(days=3))

        assert {level for _, _, level in reminders("S02")} == {LAST}


def test_a_small_batch_leaves_the_rest_for_the_next_one(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        counts = []
        while counts[-1:] != [0]:
            counts.append(run(NOW + timedelta(days=60), limit=2))

        assert max(counts) == 2
        assert sum(counts) == len(
            [one for key in ("S02", "S05", "S08", "S19") for one in steps_of(key)]
        )


def test_a_step_due_at_once_is_urgent_after_one_hour_and_late_after_two(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, injured=True)

        run(NOW + timedelta(minutes=59))
        assert reminders("S07") == set()
        run(NOW + timedelta(hours=1))
        assert reminders("S07") == {(town.hr.id, "step.urgent", FIRST)}
        run(NOW + timedelta(hours=2))
        assert {level for _, _, level in reminders("S07")} == {FIRST, LAST}


def test_a_finished_or_paused_step_reminds_nobody(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        complete(town.manager, case, a_ref("S02"), "supported")
        with unit_of_work():
            service.pause_step(
                town.manager.actor(), case.id, a_ref("S05"), PauseReason.VICTIM,
                version=2, now=LATER,
            )  # fmt: skip

        run(NOW + timedelta(days=9))

        assert reminders("S02") == reminders("S05") == set()


def test_parties_and_closed_accounts_are_passed_over(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, victims=(town.employee, town.manager))
        disable(town.deputy)

        run(MUCH_LATER)

        told = {recipient for recipient, _, _ in reminders("S05") | reminders("S02")}
        assert told <= {town.coordinator.id}


def test_a_confined_case_never_reminds_the_line(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town, recipient="coordinator")

        run(NOW + timedelta(days=60))

        assert {row.recipient_id for row in stored(Message) if row.level} == {town.coordinator.id}


def test_every_level_is_written_down(app: Flask) -> None:
    with app.app_context():
        a_case(a_town())

        run(steps_of("S02")[0].escalate_at)

        entry = next(row for row in stored(AuditEntry) if row.action == "case.escalated")
        assert entry.actor_id is None
        assert entry.codes["level"] == "75"


def test_data_brought_in_later_reminds_nobody_of_the_past(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        a_case(town)
        with unit_of_work():
            escalation.settle_past(town.organisation.id, MUCH_LATER)

        run(MUCH_LATER)

        assert not [row for row in stored(Message) if row.level]

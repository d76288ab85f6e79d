"""The latest cases along a draft: moments for who may see the case, names and durations else."""

from dataclasses import fields
from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import NOW, Person, stored
from tests.cases.builders import Town, a_case, a_ref, complete
from tests.revision.builders import a_draft, a_town_with_owner
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core.errors import NotAllowed
from vpt.infra.db import unit_of_work
from vpt.protocol import editing, loader
from vpt.protocol.catalogue import reference_text
from vpt.protocol.definition import Text
from vpt.protocol.edits import AddStep, NewOutcome, NewStep, SetTerm, TermField
from vpt.revision import queries, replays
from vpt.revision.replays import Blurred, Replays, rounded

SHORTER = editing.apply(reference_text(), SetTerm(step="S05", field=TermField.DUE, term="hours 1"))
LONGER = editing.apply(
    editing.apply(
        reference_text(), SetTerm(step="S05", field=TermField.DUE, term="working_days 3")
    ),
    AddStep(
        step=NewStep(
            title=Text("Team bijpraten"), why=Text("x"), reporter=Text("x"), basis=Text("x"),
            phase="closing", party="manager", due="weeks 1",
            outcomes=(NewOutcome(title=Text("Gedaan")),),
        )
    ),
)  # fmt: skip
AFTER = NOW + timedelta(days=30)


def run(person: Person, text: str) -> Replays:
    """Run the latest cases along a draft with this text."""
    a_draft(person, text)
    actor = person.actor()
    with unit_of_work():
        draft = queries.get_draft(actor)
        return replays.run(actor, draft, loader.load(text), now=AFTER)


def a_town_with_cases(count: int) -> tuple[Town, Person]:
    """Return a town with so many cases, the first assessed two hours after the report."""
    town, owner = a_town_with_owner()
    for hours in range(count):
        a_case(town, at=NOW - timedelta(hours=hours))
    return town, owner


def test_who_sees_the_case_is_told_what_would_have_been_due_when(app: Flask) -> None:
    with app.app_context():
        town, _owner = a_town_with_cases(1)

        told = run(town.coordinator, LONGER)

        (case,) = told.seen
        lines = {line.title.nl: line for line in case.lines}
        assert set(lines) == {"Beoordelen", "Team bijpraten"}
        assert lines["Beoordelen"].was_due_at < lines["Beoordelen"].would_be_due_at
        assert lines["Team bijpraten"].is_new
        assert lines["Team bijpraten"].would_be_due_at is not None
        assert case.same > 3
        assert told.unseen == ()


def test_a_step_done_in_time_may_have_been_late_with_a_shorter_term(app: Flask) -> None:
    with app.app_context():
        town, _owner = a_town_with_owner()
        case = a_case(town)
        complete(town.manager, case, a_ref("S05"), "criminal", NOW + timedelta(hours=2))

        (told,) = run(town.coordinator, SHORTER).seen

        (line,) = told.lines
        assert line.turns_late
        assert line.would_be_due_at == NOW + timedelta(hours=1)


def test_who_may_not_see_the_cases_gets_names_and_durations_and_nothing_else(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_cases(3)

        told = run(owner, LONGER)

        assert told.seen == ()
        assert {field.name for field in fields(Blurred)} == {
            "title", "is_new", "is_gone", "was", "would_be", "turns_late",
        }  # fmt: skip
        assert [field.name for field in fields(told.unseen[0])] == ["lines"]
        spans = [line.was for case in told.unseen for line in case.lines if line.was]
        assert spans
        assert all(span % timedelta(hours=1) == timedelta() for span in spans)


def test_no_duration_tells_at_what_time_of_the_day_somebody_reported(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_cases(3)

        told = run(owner, LONGER).unseen

        assert len(told) == 3
        assert len(set(told)) == 1


def test_cases_nobody_may_place_come_in_an_order_of_their_content(app: Flask) -> None:
    with app.app_context():
        _town, owner = a_town_with_cases(3)

        told = run(owner, LONGER).unseen

        assert list(told) == sorted(
            told, key=lambda one: [(x.title.nl, f"{x.was} {x.would_be}") for x in one.lines]
        )


def test_the_ten_latest_cases_are_run_and_no_other(app: Flask) -> None:
    with app.app_context():
        town, _owner = a_town_with_cases(12)
        _other, stranger = a_town_with_owner()

        assert run(town.coordinator, LONGER).total == 10
        assert run(stranger, LONGER).total == 0


def test_the_same_protocol_changes_nothing(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_cases(2)
        complete(town.manager, stored_case(), a_ref("S05"), "criminal")

        told = run(owner, reference_text() + "\n")

        assert (told.unseen, told.unchanged) == ((), 2)


def stored_case() -> Case:
    """Return the case that came last."""
    return max(stored(Case), key=lambda row: row.opened_at)


def test_a_replay_leaves_a_trail_and_is_for_who_may_change_the_protocol(app: Flask) -> None:
    with app.app_context():
        town, owner = a_town_with_cases(1)
        run(owner, LONGER)

        (trail,) = [row for row in stored(AuditEntry) if row.action == "protocol.replayed"]
        assert trail.codes == {"cases": "1", "open_to_reader": "0"}
        with pytest.raises(NotAllowed):
            replays.run(
                town.manager.actor(), queries.get_draft(owner.actor()), loader.load(LONGER), now=NOW
            )


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (None, None),
        (timedelta(minutes=50), timedelta(hours=1)),
        (timedelta(hours=26, minutes=10), timedelta(hours=26)),
        (timedelta(days=3, hours=14), timedelta(days=4)),
        (timedelta(hours=-3), timedelta()),
    ],
)
def test_a_duration_is_told_in_whole_hours_or_days(
    span: timedelta | None, told: timedelta | None
) -> None:
    assert rounded(span) == told

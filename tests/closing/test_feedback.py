"""Telling reporter and team what was done, and keeping what the team learnt."""

from datetime import date

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, a_case, a_ref, a_town, steps_of, version_of
from vpt.cases.models import CaseMessage
from vpt.cases.rules import Answer
from vpt.closing import feedback, queries
from vpt.closing.feedback import Told
from vpt.closing.models import Feedback
from vpt.closing.rules import LessonKind
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.notifications.models import Message

DAY = date(2026, 3, 6)


def told(**given):
    values = {
        "answer": Answer(outcome="reporter_and_team"),
        "told": "De bezoeker kreeg een brief.",
        "told_on": DAY,
        "team_met_on": DAY,
        "lesson_kind": LessonKind.STAFFING,
        "lesson": "Met z’n tweeën aan de balie.",
        **given,
    }
    return Told(**values)


def give(person, case, of=None, version=None):
    seen = version or version_of(case)
    with unit_of_work():
        feedback.give(person.actor(), case.id, a_ref("S19"), of or told(), version=seen, now=LATER)


def test_what_was_told_and_learnt_is_kept_sealed(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        give(town.manager, case)

        [row] = stored(Feedback)
        assert row.words == {
            "told": "De bezoeker kreeg een brief.", "lesson": "Met z’n tweeën aan de balie.",
        }  # fmt: skip
        assert b"brief" not in (row.words_sealed or b"")
        assert [step.outcome for step in steps_of("S19")] == ["reporter_and_team"]
        assert stored(CaseMessage) == []


def test_ticked_it_also_goes_to_the_reporter_as_a_message(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        give(town.manager, case, told(sends=True))

        [message] = stored(CaseMessage)
        assert message.text == "De bezoeker kreeg een brief."
        assert [row.message_id for row in stored(Feedback)] == [message.id]
        heard = {row.kind for row in stored(Message) if row.recipient_id == town.employee.id}
        assert "case.answered" in heard


def test_the_reporter_only_asks_why_and_keeps_no_team_date(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        alone = Answer(outcome="reporter_only")
        with pytest.raises(RuleBroken, match="reason_required"):
            give(town.manager, case, told(answer=alone))

        give(
            town.manager, case,
            told(answer=Answer(outcome="reporter_only", reason="Op verzoek"), lesson=""),
        )  # fmt: skip

        [row] = stored(Feedback)
        assert row.team_met_on is None


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"told": " "}, "told_required"),
        ({"told_on": date(2026, 3, 7)}, "day_in_future"),
        ({"team_met_on": None}, "team_date_required"),
        ({"team_met_on": date(2026, 3, 7)}, "day_in_future"),
        ({"lesson": ""}, "lesson_required"),
        ({"lesson": "Klant 111222333"}, "bsn_refused"),
    ],
)
def test_feedback_that_is_not_complete_is_refused(app: Flask, given, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(RuleBroken, match=code):
            give(town.manager, case, told(**given))


def test_telling_back_is_for_the_handler_or_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)

        with pytest.raises(NotAllowed):
            give(town.hr, case)
        for stranger in (town.colleague, town.other_manager):
            with pytest.raises(NotVisible):
                give(stranger, case)
        give(town.coordinator, case)

        [seen] = queries.learnt(town.manager.actor(), case.id).feedback
        assert (seen.recorded_by, seen.lesson_kind) == ("Ineke Coördinator (demo)", "staffing")


def test_who_comes_second_does_not_tell_twice(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        seen = version_of(case)
        give(town.manager, case, told(sends=True), version=seen)

        with pytest.raises(StaleData):
            give(town.coordinator, case, told(sends=True), version=seen)

        assert len(stored(CaseMessage)) == 1

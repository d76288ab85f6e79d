"""Reasons are stored as codes, ordered by urgency, and agreements end in one of six ways."""

from datetime import date

import pytest

from vpt.meetings import labels
from vpt.meetings.rules import (
    Decision,
    Ending,
    MeetingState,
    Reason,
    Why,
    ending,
    from_code,
    in_order,
    urgency,
)

MAY, JUNE, TODAY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 6, 15)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (Reason(why=Why.STEP_LATE, since=MAY, step="S17"), "step_late:2026-05-01:S17"),
        (Reason(why=Why.STAYED, since=JUNE), "stayed:2026-06-01:"),
    ],
)
def test_a_reason_is_stored_as_a_code_and_read_back(reason, code):
    assert reason.as_code() == code
    assert from_code(code) == reason


def test_a_hearing_comes_before_all_and_what_is_older_before_what_is_newer():
    young = Reason(why=Why.SHARE_WAITS, since=JUNE)
    old = Reason(why=Why.SHARE_WAITS, since=MAY)
    hearing = Reason(why=Why.HEARING, since=date(2026, 6, 20))

    assert in_order({young, hearing, old}) == (hearing, old, young)
    assert urgency([hearing, old]) < urgency([old, young]) < urgency([young])


@pytest.mark.parametrize(
    ("state", "outcome", "due_on", "expected"),
    [
        ("open", None, TODAY, Ending.OPEN),
        ("open", None, MAY, Ending.LATE),
        ("done", "done", MAY, Ending.DONE),
        ("done", "not_done", MAY, Ending.NOT_DONE),
        ("waived", None, MAY, Ending.WAIVED),
        (None, None, MAY, Ending.NO_STEP),
    ],
)
def test_how_an_agreement_stands(state, outcome, due_on, expected):
    assert ending(state, outcome, due_on, TODAY) is expected


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (labels.WHY, Why),
        (labels.ASKED, Why),
        (labels.STATE, MeetingState),
        (labels.DECISION, Decision),
        (labels.ENDING, Ending),
    ],
)
def test_every_code_has_words(words, codes):
    assert set(words) == set(codes)

from datetime import date, timedelta

import pytest

from tests.builders import NOW
from vpt.core.errors import RuleBroken
from vpt.support import rules
from vpt.support.rules import Helper, Referral, Safety, SafetyAct, Talk

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("talk", "code"),
    [
        (Talk(outcome="supported", feeling=3), None),
        (Talk(outcome="supported"), "feeling_needed"),
        (Talk(outcome="offered", next_on=TODAY), None),
        (Talk(outcome="offered"), "next_needed"),
        (Talk(outcome="offered", next_on=TODAY - timedelta(days=1)), "next_in_past"),
        (Talk(outcome="declined"), None),
        (Talk(outcome="again", next_on=TODAY - timedelta(days=1)), "next_in_past"),
        (Talk(outcome="referred"), "referral_needed"),
        (Talk(outcome="referred", referral=Referral(helper=Helper.GP, on=TODAY)), None),
        (
            Talk(
                outcome="finished",
                referral=Referral(helper=Helper.GP, on=TODAY + timedelta(days=1)),
            ),
            "moment_in_future",
        ),
    ],
)
def test_a_talk_holds_what_its_outcome_promises(talk, code):
    assert refusal(lambda: rules.ensure_talk(talk, on=TODAY)) == code


@pytest.mark.parametrize(
    ("acts", "minutes", "code"),
    [
        ((SafetyAct.ALARM,), 0, None),
        ((), 0, "safety_entry_needed"),
        ((SafetyAct.ALARM,), 4, None),
        ((SafetyAct.ALARM,), 6, "moment_in_future"),
    ],
)
def test_a_line_of_the_safety_log_says_what_was_done_and_is_not_about_the_future(
    acts, minutes, code
):
    entry = Safety(acts=acts, at=NOW + timedelta(minutes=minutes))

    assert refusal(lambda: rules.ensure_safety(entry, now=NOW)) == code


@pytest.mark.parametrize(
    ("feeling", "wants", "calls"), [(5, False, False), (3, False, False), (2, False, True),
                                    (1, False, True), (5, True, True)],
)  # fmt: skip
def test_somebody_calls_when_it_is_asked_or_when_it_goes_badly(feeling, wants, calls):
    assert rules.needs_call(feeling, wants_contact=wants) is calls


@pytest.mark.parametrize(
    ("of", "after", "on"),
    [
        (date(2026, 3, 6), date(2026, 3, 6), date(2027, 3, 6)),
        (date(2026, 3, 6), date(2027, 3, 5), date(2027, 3, 6)),
        (date(2026, 3, 6), date(2027, 3, 6), date(2028, 3, 6)),
        (date(2024, 2, 29), date(2026, 1, 1), date(2026, 2, 28)),
        (date(2024, 2, 29), date(2027, 12, 1), date(2028, 2, 29)),
    ],
)
def test_the_yearly_day_comes_after_a_day_and_29_february_counts_as_the_28th(of, after, on):
    assert rules.next_anniversary(of, after=after) == on


def refusal(act):
    try:
        act()
    except RuleBroken as broken:
        return broken.code
    return None

"""How long evidence lasts, when somebody is warned, and when the step may be finished."""

from datetime import UTC, date, datetime

import pytest

from vpt.core.errors import RuleBroken
from vpt.preservation import rules
from vpt.preservation.rules import LAST_DAY, SourceKind, State

DAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("kind", "days", "until"),
    [
        (SourceKind.CAMERA, 28, date(2026, 4, 3)),
        (SourceKind.BODYCAM, 28, date(2026, 4, 3)),
        (SourceKind.CAMERA, 7, date(2026, 3, 13)),
        (SourceKind.MAIL, 28, None),
        (SourceKind.PHONE_LOG, 28, None),
    ],
)
def test_only_images_have_a_usual_term_and_it_is_that_of_the_place(
    kind: SourceKind, days: int, until: date | None
) -> None:
    assert rules.keep_until(kind, DAY, days) == until


def test_warnings_come_on_days_7_14_and_21_and_on_the_day_before_the_end() -> None:
    found = rules.alarms(DAY, date(2026, 4, 3))

    assert [(at.date(), level) for at, level in found] == [
        (date(2026, 3, 13), 7),
        (date(2026, 3, 20), 14),
        (date(2026, 3, 27), 21),
        (date(2026, 4, 2), LAST_DAY + 28),
    ]


def test_warnings_come_at_eight_in_the_morning_also_after_the_clock_changed() -> None:
    found = dict(rules.alarms(DAY, date(2026, 4, 3)))

    assert datetime(2026, 3, 27, 7, 0, tzinfo=UTC) in found
    assert datetime(2026, 4, 2, 6, 0, tzinfo=UTC) in found


def test_without_a_last_day_the_warnings_of_the_weeks_remain() -> None:
    assert [level for _, level in rules.alarms(DAY, None)] == [7, 14, 21]


def test_the_warning_of_the_last_day_stands_for_one_of_the_same_day() -> None:
    found = rules.alarms(DAY, date(2026, 3, 14))

    assert [level for _, level in found] == [LAST_DAY + 8, 14, 21]


@pytest.mark.parametrize(
    ("now", "level", "coming"),
    [
        (datetime(2026, 3, 13, 6, 59, tzinfo=UTC), 0, date(2026, 3, 13)),
        (datetime(2026, 3, 13, 7, 0, tzinfo=UTC), 7, date(2026, 3, 20)),
        (datetime(2026, 3, 26, 7, 0, tzinfo=UTC), 14, date(2026, 3, 27)),
        (datetime(2026, 4, 9, 7, 0, tzinfo=UTC), LAST_DAY + 28, None),
    ],
)
def test_the_last_warning_and_the_next_follow_from_the_moment(
    now: datetime, level: int, coming: date | None
) -> None:
    until = date(2026, 4, 3)
    following = rules.next_alarm(DAY, until, now)

    assert rules.level_reached(DAY, until, now) == level
    assert (following.date() if following else None) == coming


@pytest.mark.parametrize(
    ("outcome", "states", "code"),
    [
        ("secured", [], "no_source"),
        ("secured", [State.SECURED, State.TO_SECURE], "source_unsettled"),
        ("secured", [State.SECURED, State.REQUESTED], "source_unsettled"),
        ("not_available", [State.REQUESTED], "source_unsettled"),
        ("secured", [State.NOT_AVAILABLE], "nothing_secured"),
        ("not_available", [State.NOT_AVAILABLE, State.SECURED], "source_secured"),
        ("secured", [State.SECURED, State.NOT_AVAILABLE], None),
        ("not_available", [State.NOT_AVAILABLE], None),
        ("not_available", [], None),
    ],
)
def test_evidence_is_secured_only_when_every_source_is_accounted_for(
    outcome: str, states: list[str], code: str | None
) -> None:
    if code is None:
        rules.ensure_finished(outcome, states)
        return
    with pytest.raises(RuleBroken) as refused:
        rules.ensure_finished(outcome, states)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("place", "channel", "found"),
    [
        ("desk", "in_person", [SourceKind.CAMERA]),
        ("desk", "phone", [SourceKind.PHONE_LOG]),
        ("phone", "phone", [SourceKind.PHONE_LOG]),
        ("mail_post", "email", [SourceKind.MAIL]),
        ("", "social_media", [SourceKind.SOCIAL_MEDIA]),
        ("desk", "email", [SourceKind.CAMERA, SourceKind.MAIL]),
        ("private_home", "in_person", []),
    ],
)
def test_the_report_points_at_sources(place: str, channel: str, found: list[SourceKind]) -> None:
    assert list(rules.proposed(place, channel)) == found


def test_what_is_noted_already_is_not_proposed_again() -> None:
    assert rules.proposed("desk", "email", ["camera"]) == (SourceKind.MAIL,)


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (date(2026, 3, 5), "keep_until_before_incident"),
        (date(2046, 3, 5), "keep_until_too_far"),
    ],
)
def test_a_last_day_that_cannot_be_is_refused(until: date, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.ensure_deadline(until, DAY)
    assert refused.value.code == code

"""When a mail may leave: preference, quiet hours, both changes of the clock, and giving up."""

from datetime import UTC, datetime, time, timedelta

import pytest

from vpt.notifications import labels, rules
from vpt.notifications.rules import Kind, Preference

QUIET = Preference(quiet_from=time(22), quiet_until=time(7))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-03-06T21:59+01:00", "2026-03-06T21:59+01:00"),
        ("2026-03-06T22:00+01:00", "2026-03-07T07:00+01:00"),
        ("2026-03-07T03:00+01:00", "2026-03-07T07:00+01:00"),
        ("2026-03-07T07:00+01:00", "2026-03-07T07:00+01:00"),
        ("2026-03-28T23:00+01:00", "2026-03-29T07:00+02:00"),
        ("2026-10-24T23:00+02:00", "2026-10-25T07:00+01:00"),
    ],
)
def test_quiet_hours_end_at_seven_local_time(now: str, leaves: str) -> None:
    assert rules.mail_moment(Kind.CASE_OPENED, QUIET, at(now)) == at(leaves)


def test_quiet_hours_within_one_day() -> None:
    siesta = Preference(quiet_from=time(12), quiet_until=time(14))
    assert rules.after_quiet(siesta, at("2026-03-06T13:00+01:00")) == at("2026-03-06T14:00+01:00")
    assert rules.after_quiet(siesta, at("2026-03-06T15:00+01:00")) == at("2026-03-06T15:00+01:00")


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        ("2026-03-06T07:59+01:00", "2026-03-06T08:00+01:00"),
        ("2026-03-06T08:00+01:00", "2026-03-07T08:00+01:00"),
        ("2026-03-28T12:00+01:00", "2026-03-29T08:00+02:00"),
    ],
)
def test_daily_mail_leaves_at_the_next_eight_in_the_morning(now: str, leaves: str) -> None:
    assert rules.mail_moment(Kind.CASE_OPENED, Preference(mode="daily"), at(now)) == at(leaves)


@pytest.mark.parametrize(
    "stored",
    [{}, {"mode": "pigeon"}, {"quiet_from": "22:00"}, {"quiet_from": "x", "quiet_until": "7"}],
)
def test_a_preference_that_makes_no_sense_means_mail_at_once(stored: dict[str, str]) -> None:
    assert rules.preference_of(stored) == Preference()


def test_trying_again_slows_down_and_ends() -> None:
    now = at("2026-03-06T15:00+01:00")
    moments = [rules.next_try(attempt, now) for attempt in range(1, 8)]
    waits = [moment - now for moment in moments[:-1] if moment]
    assert waits == sorted(waits)
    assert moments[-1] is None
    assert not rules.is_exhausted(7)
    assert rules.is_exhausted(8)
    assert timedelta(hours=12) < sum(waits, timedelta()) < timedelta(days=2)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words(kind: Kind) -> None:
    words = labels.WORDS[kind]
    assert words.title
    assert words.sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("recipient_550", "De mailserver weigert dit mailadres."),
        ("server_554", "De mailserver weigert de mail."),
        ("not_configured", "Er is geen mailserver ingesteld."),
        ("", "De mailserver is niet bereikbaar."),
    ],
)
def test_every_failure_is_explained(code: str, words: str) -> None:
    assert labels.trouble_of(code) == words

"""The plain rules: numbers, terms, and what a usable report needs."""

from datetime import date
from typing import ClassVar

import pytest

from vpt.incidents import offences
from vpt.incidents.offences import Need
from vpt.police_reports import readiness
from vpt.police_reports.readiness import Basic, Told
from vpt.police_reports.rules import (
    Decision,
    NameKnown,
    Shield,
    Term,
    is_pointless,
    looks_like_number,
)

INCIDENT = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("typed", "is_fine"),
    [
        ("2026123456", True),
        ("2026 123 456", True),
        ("PL0600-2026123456-1", True),
        ("pl0600-2026123456", True),
        ("PL0971/07010858D", True),
        ("12345", False),
        ("aangifte Jansen", False),
        ("", False),
    ],
)
def test_a_number_is_looked_at_loosely(typed, is_fine):
    assert looks_like_number(typed) is is_fine


@pytest.mark.parametrize(
    ("today", "alarm", "left"),
    [
        (date(2026, 3, 6), 0, 90),
        (date(2026, 5, 4), 0, 31),
        (date(2026, 5, 5), 60, 30),
        (date(2026, 5, 24), 60, 11),
        (date(2026, 5, 25), 80, 10),
        (date(2026, 6, 4), 80, 0),
        (date(2026, 6, 5), 0, -1),
    ],
)
def test_the_alarms_fall_on_day_60_and_day_80_and_stop_after_the_last_day(today, alarm, left):
    term = Term.of(INCIDENT)

    assert term.alarm(today) == alarm
    assert term.days_left(today) == left
    assert term.is_past(today) is (left < 0)


def test_a_number_hides_nothing_only_when_the_name_is_known():
    assert is_pointless(Shield.NUMBER, NameKnown.YES)
    assert not is_pointless(Shield.NUMBER, NameKnown.UNKNOWN)
    assert not is_pointless(Shield.DOMICILE, NameKnown.YES)


class TestReadiness:
    """What a usable report needs, per offence that may fit."""

    NOTHING: ClassVar = Told(
        precision="day", place="", answers={}, evidence=0, perpetrators_known=0,
        perpetrators_described=0, medical=False, details={},
    )  # fmt: skip
    ALL: ClassVar = Told(
        precision="about", place="Balie 3",
        answers={
            "literal_words": "Ik krijg je wel",
            "seven_ws": dict.fromkeys(
                ("who", "what", "where", "with_what", "in_which_way", "when", "why"), "ja"
            ),
        },
        evidence=1, perpetrators_known=0, perpetrators_described=1, medical=True,
        details={"function": "Baliemedewerker", "task": "Uitleg", "impact": "Balie dicht"},
    )  # fmt: skip

    def needs(self, *behaviours):
        return {one.need for one in self.check(self.NOTHING, *behaviours)}

    def check(self, told, *behaviours):
        return readiness.check(offences.suggest(behaviours, INCIDENT), told)

    def test_a_threat_needs_the_literal_words_and_an_assault_the_injury(self):
        assert Need.LITERAL_WORDS in self.needs("death_threat")
        assert Need.INJURY in self.needs("hit_kick")
        assert Need.INJURY not in self.needs("death_threat")

    def test_every_report_needs_moment_place_perpetrator_task_and_the_seven_ws(self):
        basics = {Basic.MOMENT, Basic.PLACE, Basic.PERPETRATOR, Basic.SEVEN_WS}

        assert basics <= self.needs()
        assert Need.FUNCTION_AND_TASK in self.needs()

    def test_nothing_known_misses_everything_and_says_which_ws(self):
        found = self.check(self.NOTHING, "death_threat", "hit_kick")

        assert not any(one.is_met for one in found)
        [seven] = [one for one in found if one.need == Basic.SEVEN_WS]
        assert len(seven.missing) == 7

    def test_a_complete_report_misses_nothing(self):
        assert all(one.is_met for one in self.check(self.ALL, "death_threat", "hit_kick"))

    def test_a_need_names_the_offences_that_ask_it(self):
        [words] = [
            one for one in self.check(self.NOTHING, "death_threat")
            if one.need == Need.LITERAL_WORDS
        ]  # fmt: skip

        assert "bedreiging" in words.offences

    def test_we_advise_that_the_employer_files_when_an_offence_may_fit(self):
        assert readiness.advise(offences.suggest(["death_threat"], INCIDENT)) == (
            Decision.EMPLOYER_FILES
        )
        assert readiness.advise(()) == Decision.NOTIFICATION_ONLY

    def test_stalking_names_the_complaint_it_needs(self):
        named = readiness.needs_complaint(offences.suggest(["stalking"], INCIDENT))

        assert "belaging" in named

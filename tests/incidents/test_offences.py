"""What a behaviour may be in criminal law: a suggestion with its mark, its dates and its doubts."""

from datetime import date

import pytest

from vpt.incidents import offences
from vpt.incidents.offences import Complaint, Mark, OffenceFault

TODAY = date(2026, 10, 1)
ROW = """
version = "1"
checked_on = 2026-01-01

[[offences]]
key = "one"
law = "Sr"
article = "1"
name = "iets"
english = "something"
maximum = "1 jaar"
complaint = "no"
source = "Sr"
mark = "G"
behaviours = ["insult"]
usable = "Vertel het."
needs = ["proof"]
"""


def keys(*behaviours: str, on: date = TODAY) -> list[str]:
    return [one.key for one in offences.suggest(behaviours, on)]


def test_a_death_threat_suggests_threat_and_coercion_of_an_official_only_with_a_demand() -> None:
    assert keys("death_threat") == ["threat"]
    assert "official_coercion" in keys("threat_person")


def test_shouting_suggests_nothing() -> None:
    assert keys("shouting") == []


def test_the_row_that_held_on_the_day_of_the_incident_is_suggested() -> None:
    assert keys("death_threat", on=date(2021, 12, 31)) == ["threat_2010"]
    assert keys("death_threat", on=date(2022, 1, 1)) == ["threat"]


def test_doxing_was_no_offence_of_its_own_before_2024() -> None:
    assert "doxing" in keys("doxing", on=date(2024, 1, 1))
    assert "doxing" not in keys("doxing", on=date(2023, 12, 31))


def test_what_fits_more_of_the_behaviours_comes_first() -> None:
    assert keys("hit_kick", "spit", "bite")[0] == "assault"


def test_an_insult_may_need_a_complaint_and_one_of_an_official_on_duty_does_not() -> None:
    plain = offences.find("insult")
    official = offences.find("insult_official")

    assert plain is not None
    assert official is not None
    assert (plain.complaint, official.complaint) == (Complaint.YES, Complaint.NO)


def test_the_complaint_term_is_watched_for_insult_and_stalking() -> None:
    assert {"insult", "stalking"} <= offences.complaint_behaviours()
    assert "shouting" not in offences.complaint_behaviours()


def test_every_row_says_how_sure_it_is_and_few_are_verified() -> None:
    rows = offences.book().offences

    assert {one.key for one in rows if one.is_verified} == {"doxing", "insult_official"}
    assert {one.mark for one in rows} == set(Mark)


def test_no_two_rows_of_one_article_hold_on_the_same_day() -> None:
    for on in (date(2015, 1, 1), date(2022, 6, 1), TODAY):
        held = [(one.law, one.article) for one in offences.book().offences if one.holds(on)]
        assert len(held) == len(set(held))


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (('mark = "G"', 'mark = "sure"'), 6, "unknown mark 'sure'"),
        (('complaint = "no"', 'complaint = "maybe"'), 6, "unknown complaint 'maybe'"),
        (('["insult"]', '["teasing"]'), 6, "unknown behaviours 'teasing'"),
        (('["proof"]', '["luck"]'), 6, "unknown needs 'luck'"),
        (('maximum = "1 jaar"', "maximum = 1"), 6, "'maximum' must be text"),
        (('source = "Sr"', 'sourse = "Sr"'), 6, "unknown field 'sourse'"),
        (('mark = "G"', 'mark = "G"\nvalid_from = "2020"'), 6, "'valid_from' must be a date"),
        (
            ('mark = "G"', 'mark = "G"\nvalid_from = 2020-01-02\nvalid_to = 2020-01-01'),
            6,
            "'valid_to' lies before 'valid_from'",
        ),
        (
            ('mark = "G"', 'mark = "G"\ncomplaint_term_for = ["insult"]'),
            6,
            "an offence without a complaint has no term for one",
        ),
        (("= ", " "), 2, "this is no TOML"),
        (('version = "1"', ""), 1, "'version' and 'checked_on' (a date) are required"),
    ],
)
def test_a_bad_row_names_its_line_and_the_reason(
    change: tuple[str, str], line: int, reason: str
) -> None:
    with pytest.raises(OffenceFault) as refused:
        offences.load(ROW.replace(*change))

    assert refused.value.line == line
    assert refused.value.reason.startswith(reason)


def test_a_key_used_twice_is_refused() -> None:
    twice = ROW + ROW[ROW.index("[[") :]

    with pytest.raises(OffenceFault, match="used twice"):
        offences.load(twice)

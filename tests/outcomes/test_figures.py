"""The figures of a case: plain sums over what was recorded, and the same from the database."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.cases.builders import Counted, a_town
from tests.outcomes.court import AT_COURT, a_reported_case, hear, judge, rule
from vpt.claims.totals import Balance
from vpt.outcomes import figures, queries
from vpt.outcomes.figures import Filed
from vpt.outcomes.queries import News
from vpt.outcomes.rules import Award, Decision, Hearing, Judgment, PoliceNews

HAPPENED = date(2026, 3, 2)
NOBODY = UUID(int=0)


def news(kind: str, code: str, day: int | None = None, **more: object) -> News:
    values: dict[str, object] = {
        "party": "prosecution", "subject_id": NOBODY, "dismissal_code": "",
        "decided_on": HAPPENED + timedelta(days=day) if day is not None else None,
        "hearing_on": None, "final_on": None, "uplift": "", "compensation_cents": None,
        "via": "telephone", "asked_at": None, "recorded_at": datetime(2026, 6, 1, tzinfo=UTC),
        "recorded_by": None, "corrects_id": None, "is_corrected": False, **more,
    }  # fmt: skip
    return News(id=NOBODY, kind=kind, code=code, **values)  # type: ignore[arg-type]  # named overrides


def filed(day: int, *, number: bool = True, code: str = "") -> Filed:
    return Filed(filed_on=HAPPENED + timedelta(days=day), has_number=number, code_state=code)


def of(reports=(), told=(), money=None):
    return figures.calculated(HAPPENED, reports, list(told), money or Balance())


def test_a_case_that_got_nowhere_has_no_days():
    got = of()

    assert (got.to_report, got.to_number, got.to_decision, got.to_judgment) == (None,) * 4
    assert (got.code_state, got.uplift, got.awarded, got.received) == ("", "", 0, 0)


def test_days_count_from_the_incident_to_the_first_that_got_there():
    got = of(
        [filed(4, number=False), filed(6)],
        [news("judgment", "convicted", 90), news("decision", "summons", 40)],
    )

    assert (got.to_report, got.to_number, got.to_decision, got.to_judgment) == (4, 6, 40, 90)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([news("decision", "om_hearing", 30)], None),
        ([news("decision", "dismissal", 50), news("decision", "om_hearing", 30)], 50),
        ([news("decision", "dismissal", 50, is_corrected=True)], None),
    ],
)
def test_a_hearing_by_the_prosecution_and_a_corrected_decision_are_no_decision(told, expected):
    assert of(told=told).to_decision == expected


def test_an_adjournment_is_no_judgment():
    assert of(told=[news("judgment", "adjourned", 60)]).to_judgment is None


@pytest.mark.parametrize(
    ("codes", "expected"),
    [([], ""), ([""], ""), (["present", ""], "present"), (["present", "missing"], "missing")],
)
def test_the_code_is_missing_when_one_report_lacks_it(codes, expected):
    assert of([filed(1, code=code) for code in codes]).code_state == expected


def test_the_last_word_about_the_higher_sentence_counts():
    told = [news("judgment", "convicted", 9, uplift="no"), news("decision", "summons", 4)]

    assert of(told=told).uplift == "no"


def test_a_whole_case_is_read_in_two_statements_more_than_its_news(app):
    with app.app_context():
        town = a_town()
        case = a_reported_case(town)
        hear(town, case, PoliceNews(status="sent_to_om"))
        on = AT_COURT.date()
        rule(town, case, Decision(ruling="summons", hearing=Hearing(on=on)))
        judge(
            town, case,
            Judgment(
                verdict="convicted_compensation", awards=(Award(cents=85000),), uplift="yes"
            ),
        )  # fmt: skip
        actor = town.coordinator.actor()
        told = queries.of_case(actor, case.id)
        with Counted() as statements:
            got = figures.of_case(actor, case.id, told)

        assert len(statements) == 2
        assert (got.to_report, got.to_number, got.to_decision) == (0, 0, 0)
        assert (got.uplift, got.awarded, got.received) == ("yes", 85000, 0)
        assert got.to_judgment == (on - date(2026, 3, 6)).days


def test_only_the_last_day_named_is_a_hearing_to_come():
    today = date(2026, 5, 1)
    later, first = date(2026, 6, 1), date(2026, 5, 20)
    told = [
        news("judgment", "adjourned", 60, hearing_on=later),
        news("decision", "summons", 40, hearing_on=first),
    ]

    assert [one.hearing_on for one in queries.hearings(told, today)] == [later]
    assert queries.hearings([news("judgment", "convicted", 60), *told], today) == ()
    assert queries.hearings(told, date(2026, 7, 1)) == ()

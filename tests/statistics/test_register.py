"""The register over a period: complete, counted right, and nobody is in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests.assessment.builders import a_check
from tests.builders import NOW, a_person
from tests.cases.builders import LATER, Counted, a_case, a_town
from tests.measures.builders import imposed
from tests.police_reports.desk import a_criminal_case, decide, file, shield
from vpt.cases.models import Case
from vpt.core.actor import Role
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile
from vpt.statistics import register
from vpt.statistics.rules import Period, read

YEAR = Period(2026)
DAY = timedelta(days=1)


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


def view(town, period=YEAR, profile=Profile.INTERNAL, *, by=None):
    actor = (by or town.coordinator).actor(LATER)
    return register.prepare(actor, period, profile, now=LATER).view


def change(case, **columns):
    with unit_of_work():
        db.session.execute(update(Incident).where(Incident.id == case.id).values(**columns))


def test_an_incident_is_told_in_kinds_and_figures(town):
    case = a_case(town)

    (row,) = view(town).rows

    assert (row.number, row.on, row.where) == ("1", "06-03-2026", "Balie of loket")
    assert (row.category, row.severity) == ("Bedreiging of intimidatie", "Ernst 3 van 5")
    assert (row.harm, row.report, row.measures) == ("Geen letsel", "Nee", "")
    assert (row.standing, row.reference) == ("In behandeling", case.reference)


@pytest.mark.parametrize("profile", [Profile.BOARD, Profile.INSPECTORATE])
def test_no_reference_of_a_case_leaves_the_house(town, profile):
    case = a_case(town)

    told = view(town, profile=profile)

    assert [row.reference for row in told.rows] == [""]
    assert case.reference not in repr(told)


def test_nothing_anybody_wrote_or_is_called_is_in_it(town):
    a_case(town)

    told = repr(view(town))

    assert "Bedreiging aan de balie" not in told
    assert "Balie 3" not in told
    assert "(demo)" not in told.replace(town.organisation.name, "")


def test_an_accident_stands_on_the_list_of_the_law(town):
    case = a_case(town, injured=True)
    a_check(town, case.id)

    told = view(town, profile=Profile.INSPECTORATE)

    (accident,) = told.accidents
    assert accident.reported == "Gemeld op 6 maart 2026"
    assert accident.absence == "Geen lang verzuim"
    assert told.rows[0].harm == "Letsel\nInspectie"
    assert told.totals[-1].inspected == "1"


def test_a_police_report_that_was_taken_counts(town):
    case = a_criminal_case(town)
    decide(town, case)
    shield(town, case)
    file(town, case)

    told = view(town)

    assert told.rows[0].report == "Ja"
    assert told.totals[-1].reports == "1"


def test_a_measure_is_told_by_its_kind(town):
    case = a_case(town)
    imposed(town, case)

    assert "Gebouwontzegging" in view(town).rows[0].measures


def test_the_totals_are_per_kind_and_together(town):
    a_case(town)
    a_case(town, severity=5)
    a_case(town, category="VERB", severity=1)

    told = view(town).totals

    assert [(one.category, one.incidents, one.severe) for one in told] == [
        ("Schelden of schreeuwen", "1", "0"),
        ("Bedreiging of intimidatie", "2", "1"),
        ("Samen", "3", "1"),
    ]


def test_what_was_withdrawn_or_told_twice_is_counted_apart(town):
    kept, gone, double = a_case(town), a_case(town), a_case(town)
    change(gone, withdrawn_at=NOW)
    change(double, leading_id=kept.id)

    told = view(town)

    assert len(told.rows) == 1
    assert "1 ingetrokken melding\n1 dubbele melding" in [one.value for one in told.about]


def test_a_day_belongs_to_the_period_of_the_clock_in_the_netherlands(town):
    case = a_case(town)
    change(case, occurred_from=datetime(2026, 6, 30, 22, 30, tzinfo=UTC),
           occurred_until=datetime(2026, 6, 30, 23, 0, tzinfo=UTC))  # fmt: skip

    assert view(town, read("2026-h1")).rows == ()
    assert [row.on for row in view(town, read("2026-h2")).rows] == ["01-07-2026"]


def test_the_register_is_complete_for_who_is_in_a_case_too(town):
    case = a_case(town, victims=(town.coordinator,))

    (row,) = view(town).rows

    assert row.reference == ""
    assert view(town, by=town.hr).rows == (replace(row, reference=case.reference),)


def test_another_organisation_has_a_register_of_its_own(town):
    a_case(town)
    stranger = a_town()

    assert view(stranger).rows == ()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.PRIVACY_OFFICER, Role.EMPLOYEE])
def test_only_who_sees_every_case_makes_it(town, role):
    with unit_of_work():
        person = a_person(town.organisation, role)

    with pytest.raises(NotAllowed):
        view(town, by=person)


def test_it_is_made_for_no_other_reader(town):
    with pytest.raises(RuleBroken, match="profile_not_for_kind"):
        view(town, profile=Profile.POLICE)


def test_too_many_incidents_ask_for_a_shorter_period(town, monkeypatch):
    a_case(town)
    a_case(town)
    monkeypatch.setattr(register, "MOST_ROWS", 1)

    with pytest.raises(RuleBroken, match="register_too_long"):
        view(town)


def test_the_number_of_statements_does_not_grow_with_the_register(town):
    a_case(town)
    with Counted() as few:
        view(town)
    for _ in range(4):
        a_case(town)
    with Counted() as many:
        view(town)

    assert len(many) == len(few) <= 8


def test_the_law_is_told_with_whether_it_was_checked(town):
    told = [one.value for one in view(town).law]

    assert any(one.endswith("(nog te toetsen).") for one in told)
    assert all("nagelezen" in one or "nog te toetsen" in one for one in told)


def test_a_closed_case_says_so(town):
    case = a_case(town)
    with unit_of_work():
        db.session.execute(update(Case).where(Case.id == case.id).values(closed_at=NOW))

    assert view(town).rows[0].standing == "Afgesloten"

"""The prosecution's claim form: seven working days, what goes in it, and how it went back."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, a_ref, a_town, steps_of, version_of
from tests.claims.builders import a_damaged_case, add, an_item, victim_of
from vpt.cases import findings
from vpt.cases.rules import Answer
from vpt.claims import joining, queries
from vpt.claims.joining import Returned
from vpt.claims.models import ClaimForm
from vpt.claims.rules import ItemKind, Way
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.infra.db import unit_of_work

DAY = date(2026, 3, 6)
JOINED = Answer(outcome="joined")


def a_case_with_form(town):
    """Return a case whose victim got the claim form today."""
    case = a_damaged_case(town)
    fact = ("claim_form_received", victim_of(case).victim_id)
    version = version_of(case)
    with unit_of_work():
        findings.record_fact(
            town.coordinator.actor(), case.id, fact, DAY, version=version, now=LATER
        )
    return case


def give_back(person, case, returned):
    version = version_of(case)
    with unit_of_work():
        joining.return_form(
            person.actor(), case.id, a_ref("S21"), returned, version=version, now=LATER
        )


def test_the_form_has_to_be_back_in_seven_working_days(app: Flask) -> None:
    with app.app_context():
        a_case_with_form(a_town())

        [step] = steps_of("S21")

        assert step.due_at == datetime(2026, 3, 17, 16, 0, tzinfo=UTC)  # Friday + 7 working days


def test_damage_and_costs_stand_apart_and_only_what_is_claimed_here(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_form(town)
        victim = victim_of(case)
        add(town.hr, case, an_item(victim, kind=ItemKind.PAIN, amount_cents=75000))
        add(town.hr, case, an_item(victim, kind=ItemKind.TRAVEL, amount_cents=1840))
        add(town.hr, case, an_item(victim, amount_cents=28950, insured=True))
        add(town.hr, case, an_item())
        actor = town.hr.actor()
        items = queries.list_items(actor, case.id, queries.around(actor, case.id))

        sheet = joining.sheet(items, victim.victim_id)

        assert [one.kind for one in sheet.damage] == [ItemKind.PAIN]
        assert [one.kind for one in sheet.costs] == [ItemKind.TRAVEL]
        assert (sheet.damage_cents, sheet.costs_cents, sheet.whole_cents) == (75000, 1840, 76840)


def test_a_returned_form_keeps_its_digits_sealed_and_what_was_asked(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_form(town)
        add(town.hr, case, an_item(victim_of(case), amount_cents=8500))

        give_back(
            town.coordinator, case,
            Returned(answer=JOINED, way=Way.POST, returned_on=DAY, barcode="1112223330"),
        )  # fmt: skip

        [row] = stored(ClaimForm)
        assert (row.asked_cents, row.way, row.outcome) == (8500, "post", "joined")
        assert row.barcode == "1112223330"
        assert b"1112223330" not in (row.barcode_sealed or b"")
        assert [step.outcome for step in steps_of("S21")] == ["joined"]


def test_a_strange_barcode_is_kept_as_it_was_copied(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_form(town)

        give_back(
            town.coordinator, case,
            Returned(answer=JOINED, way=Way.DIGITAL, returned_on=DAY, barcode="*12-AB*"),
        )  # fmt: skip

        assert [row.barcode for row in stored(ClaimForm)] == ["*12-AB*"]


@pytest.mark.parametrize(
    ("returned", "code"),
    [
        (Returned(answer=JOINED, way=Way.NOT_RETURNED), "return_missing"),
        (Returned(answer=JOINED, way=Way.POST), "return_missing"),
        (Returned(answer=JOINED, way=Way.POST, returned_on=date(2027, 1, 1)), "day_in_future"),
        (Returned(answer=Answer(outcome="none"), way=Way.NOT_RETURNED), "reason_required"),
        (
            Returned(answer=JOINED, way=Way.POST, returned_on=DAY, barcode="1" * 81),
            "text_too_long",
        ),
    ],
)
def test_what_cannot_be_is_refused(app: Flask, returned, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_form(town)

        with pytest.raises(RuleBroken, match=code):
            give_back(town.coordinator, case, returned)


def test_the_form_is_for_the_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_form(town)
        none = Returned(answer=Answer(outcome="none", reason="Wil niet"), way=Way.NOT_RETURNED)

        with pytest.raises(NotAllowed):
            give_back(town.manager, case, none)
        with pytest.raises(NotVisible):
            give_back(town.colleague, case, none)
        give_back(town.coordinator, case, none)

        assert [row.outcome for row in stored(ClaimForm)] == ["none"]

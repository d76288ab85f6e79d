"""The damage statement per reader: whose items, whose names, no address, no words about health."""

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, a_town
from tests.claims.builders import a_damaged_case, add, an_item, victim_of
from vpt.claims import statement
from vpt.claims.rules import Claimant, ItemKind
from vpt.claims.totals import Party
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.incidents.people import Involved
from vpt.infra.db import db, unit_of_work
from vpt.partners.disclosure import Profile

OUTSIDE = (Profile.POLICE, Profile.PROSECUTION, Profile.INSURER)


def a_case_with_items(town):
    case = a_damaged_case(town)
    victim = victim_of(case)
    add(town.hr, case, an_item(victim, amount_cents=28950, what="Bril van Sanne", insured=True))
    add(
        town.hr, case,
        an_item(victim, kind=ItemKind.MEDICAL, amount_cents=8500, what="Fysiotherapie knie"),
    )  # fmt: skip
    add(town.hr, case, an_item(amount_cents=31200))
    return case


def view(person, case, profile):
    return statement.prepare(person.actor(), case.id, profile, now=LATER).view


def shield(protection):
    with unit_of_work():
        for row in stored(Involved):
            if row.role == "victim":
                db.session.get_one(Involved, (row.organisation_id, row.id)).protection = protection


def test_inside_everything_adds_up(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        made = view(town.hr, case, Profile.INTERNAL)

        assert [part.total for part in made.claimants] == ["€ 374,50", "€ 312,00"]
        assert made.totals[-1].value == "€ 686,50"
        assert {one.label: one.value for one in made.routes} == {
            "Via de verzekeraar": "€ 289,50", "Voegen in de strafzaak": "€ 397,00",
        }  # fmt: skip
        assert "Sanne Melder (demo)" in made.claimants[0].title
        assert "wettelijke rente standaard gevraagd" in made.interest


@pytest.mark.parametrize("profile", [Profile.INTERNAL, *OUTSIDE])
def test_words_about_health_are_in_no_copy_for_others(app: Flask, profile: Profile) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        assert "Fysiotherapie" not in repr(view(town.hr, case, profile))


@pytest.mark.parametrize("profile", OUTSIDE)
def test_under_number_no_copy_names_the_victim(app: Flask, profile: Profile) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)
        shield("number")

        printed = repr(view(town.hr, case, profile))

        assert "Sanne" not in printed
        assert "Naam victim" not in printed


def test_police_are_told_the_name_and_the_employers_address(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        made = view(town.hr, case, Profile.POLICE)

        assert "Sanne Melder (demo)" in made.claimants[0].title
        assert made.claimants[0].reachable == town.organisation.domicile


def test_the_insurer_gets_only_what_is_insured_and_no_name(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)
        add(town.hr, case, an_item(Party(Claimant.INSURER), kind=ItemKind.GOODS, what="Uitkering"))

        made = view(town.hr, case, Profile.INSURER)

        rows = [row for part in made.claimants for row in part.rows]
        assert [row.amount for row in rows] == ["€ 289,50", "€ 312,00"]
        assert "Sanne" not in repr(made)


def test_a_victim_gets_the_own_part_with_own_words_under_the_own_key(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)
        [victim] = [row for row in stored(Involved) if row.role == "victim"]

        made = statement.prepare_own(town.employee.actor(), case.id, now=LATER)

        assert [part.total for part in made.view.claimants] == ["€ 374,50"]
        assert "Fysiotherapie knie" in repr(made.view)
        assert (made.keyset_id, made.subject_id) == (victim.keyset_id, victim.id)


def test_the_statement_is_for_the_desk_and_the_own_one_for_victims(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        with pytest.raises(NotAllowed):
            view(town.manager, case, Profile.POLICE)
        for stranger in (town.employee, town.colleague, town.other_manager):
            with pytest.raises(NotVisible):
                view(stranger, case, Profile.POLICE)
        for stranger in (town.colleague, town.hr):
            with pytest.raises(NotVisible):
                statement.prepare_own(stranger.actor(), case.id, now=LATER)
        for profile in (Profile.VICTIM, Profile.MUNICIPALITY):
            with pytest.raises(RuleBroken, match="profile_not_for_kind"):
                view(town.hr, case, profile)


@pytest.mark.parametrize("profile", [Profile.INTERNAL, *OUTSIDE])
def test_every_copy_can_be_drawn(app: Flask, profile: Profile) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        assert KINDS["damage_statement"].render(view(town.hr, case, profile), ())[:5] == b"%PDF-"


@pytest.mark.parametrize("profile", OUTSIDE)
def test_where_a_reason_comes_from_is_said_inside_only(app: Flask, profile: Profile) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_with_items(town)

        inside, outside = (view(town.hr, case, one) for one in (Profile.INTERNAL, profile))

        assert "(bron:" in inside.reasons
        assert outside.reasons.startswith("Via de verzekeraar: Dit is verzekerd.")
        for unsaid in ("bron:", "nagelezen", "nog te toetsen"):
            assert unsaid not in repr(outside)

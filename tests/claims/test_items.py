"""Items of damage: who lists them, what is kept, and how the step about damage ends."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, a_case, a_ref, a_town, steps_of, version_of
from tests.claims.builders import EMPLOYER, a_damaged_case, add, an_item, victim_of
from vpt.cases.models import CaseFact, CaseSubject
from vpt.cases.rules import Answer
from vpt.claims import queries, service
from vpt.claims.models import DamageItem
from vpt.claims.rules import Claimant, ItemKind, Proof, Route
from vpt.claims.totals import Party
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.incidents.people import Involved
from vpt.infra.db import unit_of_work
from vpt.infra.ids import new_id

LISTED = Answer(outcome="listed")


def items_for(person, case):
    actor = person.actor()
    return queries.list_items(actor, case.id, queries.around(actor, case.id))


def conclude(person, case, answer=LISTED):
    version = version_of(case)
    with unit_of_work():
        service.conclude(person.actor(), case.id, a_ref("S16"), answer, version=version, now=LATER)


def test_hr_lists_damage_and_the_proposed_route_stands_beside_it(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)

        add(town.hr, case, an_item())
        add(town.hr, case, an_item(victim_of(case), amount_cents=8500, what="Bril"))
        conclude(town.hr, case)

        screen, glasses = items_for(town.hr, case)
        assert (screen.route, screen.amount_cents, screen.what) == (
            Route.CRIMINAL, 31200, "Beeldscherm balie 3",
        )  # fmt: skip
        assert glasses.party == victim_of(case)
        assert [row.state for row in steps_of("S16")] == ["done"]
        assert queries.sums((screen, glasses)).total == 39700


def test_the_coordinator_lists_too_and_nobody_else_of_the_desk(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.coordinator, case, an_item())

        with pytest.raises(NotAllowed):
            add(town.manager, case, an_item())
        for stranger in (town.colleague, town.other_manager, town.support):
            with pytest.raises(NotVisible):
                add(stranger, case, an_item())
        assert len(stored(DamageItem)) == 1


def test_two_people_at_once_do_not_overwrite_each_other(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        seen = version_of(case)
        add(town.hr, case, an_item())

        with pytest.raises(StaleData), unit_of_work():
            service.add_item(town.coordinator.actor(), case.id, an_item(), version=seen, now=LATER)

        assert len(stored(DamageItem)) == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": ItemKind.PAIN}, "kind_not_theirs"),
        ({"incurred_on": (LATER + timedelta(days=1)).date()}, "day_in_future"),
        ({"what": "  "}, "what_required"),
        ({"what": "Klant 111222333"}, "bsn_refused"),
        ({"proof": Proof.EVIDENCE}, "proof_missing"),
        ({"proof": Proof.EVIDENCE, "evidence_id": new_id()}, "proof_missing"),
        ({"route": Route.CIVIL}, "route_reason_required"),
        ({"party": Party(Claimant.VICTIM, new_id()), "kind": ItemKind.GOODS}, "claimant_unknown"),
    ],
)
def test_what_cannot_be_is_refused(app: Flask, given: dict[str, object], code: str) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        party = given.pop("party", EMPLOYER)

        with pytest.raises(RuleBroken, match=code):
            add(town.hr, case, an_item(party, **given))

        given["party"] = party


def test_a_route_is_overruled_with_a_reason_that_stays(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)

        add(town.hr, case, an_item(route=Route.CIVIL, route_reason="De verdachte is minderjarig."))

        [item] = items_for(town.hr, case)
        assert (item.route, item.proposal.route) == (Route.CIVIL, Route.CRIMINAL)
        assert item.is_overruled
        assert item.route_reason == "De verdachte is minderjarig."


def test_an_item_is_corrected_and_taken_off_but_its_row_stays(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item())
        [row] = stored(DamageItem)

        with unit_of_work():
            service.change_item(
                town.hr.actor(), case.id, row.id, an_item(amount_cents=100),
                version=version_of(case), now=LATER,
            )  # fmt: skip
        assert [one.amount_cents for one in items_for(town.hr, case)] == [100]
        version = version_of(case)
        with unit_of_work():
            service.remove_item(town.hr.actor(), case.id, row.id, version=version, now=LATER)

        assert items_for(town.hr, case) == ()
        [kept] = stored(DamageItem)
        assert (kept.removed_by, kept.removed_at) == (town.hr.id, LATER)


def test_an_item_does_not_change_hands(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item())
        [row] = stored(DamageItem)
        version = version_of(case)

        with pytest.raises(RuleBroken, match="claimant_stays"), unit_of_work():
            service.change_item(
                town.hr.actor(), case.id, row.id, an_item(victim_of(case)),
                version=version, now=LATER,
            )  # fmt: skip


def test_words_about_health_are_for_hr_and_the_victim(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        item = an_item(victim_of(case), kind=ItemKind.MEDICAL, what="Fysiotherapie")
        add(town.hr, case, item)
        [row] = stored(DamageItem)

        [seen_by_hr] = items_for(town.hr, case)
        [seen_by_coordinator] = items_for(town.coordinator, case)

        assert seen_by_hr.what == "Fysiotherapie"
        assert (seen_by_coordinator.what, seen_by_coordinator.is_withheld) == ("", True)
        assert seen_by_coordinator.amount_cents == item.amount_cents
        version = version_of(case)
        with pytest.raises(NotAllowed), unit_of_work():
            service.change_item(
                town.coordinator.actor(), case.id, row.id, item, version=version, now=LATER
            )


def test_words_of_a_victim_go_with_that_person(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item(victim_of(case), what="Bril"))
        add(town.hr, case, an_item())
        [victim] = [row for row in stored(Involved) if row.role == "victim"]
        glasses, screen = sorted(stored(DamageItem), key=lambda row: row.claimant == "employer")
        assert glasses.keyset_id == victim.keyset_id != screen.keyset_id


def test_the_list_is_not_concluded_empty_and_no_damage_asks_why(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)

        with pytest.raises(RuleBroken, match="damage_empty"):
            conclude(town.hr, case)
        with pytest.raises(RuleBroken, match="reason_required"):
            conclude(town.hr, case, Answer(outcome="no_damage"))
        conclude(town.hr, case, Answer(outcome="no_damage", reason="Viel mee"))

        assert [row.outcome for row in steps_of("S16")] == ["no_damage"]


def test_concluding_is_for_hr(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item())

        with pytest.raises(NotAllowed):
            conclude(town.manager, case)
        with pytest.raises(NotVisible):
            conclude(town.colleague, case)


def test_a_victim_lists_own_damage_and_opens_the_step(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        assert steps_of("S16") == []

        with unit_of_work():
            service.add_own_item(
                town.employee.actor(), case.id, an_item(kind=ItemKind.TRAVEL),
                version=version_of(case), now=LATER,
            )  # fmt: skip

        [item] = items_for(town.hr, case)
        assert (item.party, item.what) == (victim_of(case), "Beeldscherm balie 3")
        assert [row.state for row in steps_of("S16")] == ["open"]
        assert [row.key for row in stored(CaseFact) if row.key == "damage"] == ["damage"]
        assert [row.scope for row in stored(CaseSubject)] == ["claim"]


def test_own_damage_is_for_victims_and_theirs_alone(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town, victims=(town.colleague,))
        version = version_of(case)
        item = an_item(kind=ItemKind.TRAVEL)
        with unit_of_work():
            service.add_own_item(town.colleague.actor(), case.id, item, version=version, now=LATER)
        [row] = stored(DamageItem)
        version = version_of(case)

        for stranger in (town.employee, town.other_manager):  # the reporter is no victim here
            with pytest.raises(NotVisible), unit_of_work():
                service.add_own_item(stranger.actor(), case.id, item, version=version, now=LATER)
        with pytest.raises(NotAllowed), unit_of_work():
            service.add_own_item(town.hr.actor(), case.id, item, version=version, now=LATER)
        with unit_of_work():
            service.remove_own_item(
                town.colleague.actor(), case.id, row.id, version=version, now=LATER
            )
        assert items_for(town.hr, case) == ()


def test_a_victim_does_not_take_off_what_is_not_theirs(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item())
        [row] = stored(DamageItem)
        version = version_of(case)

        with pytest.raises(NotVisible), unit_of_work():
            service.remove_own_item(
                town.employee.actor(), case.id, row.id, version=version, now=LATER
            )


def test_the_state_fund_is_proposed_for_serious_violence_by_somebody_unknown(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(
            town, category="PHYS", severity=4, injured=True, perpetrators=(False,)
        )
        add(town.hr, case, an_item(victim_of(case), kind=ItemKind.MEDICAL, what="Ziekenhuis"))

        [item] = items_for(town.hr, case)

        assert item.route is Route.STATE_FUND
        assert not item.proposal.verified

"""The ledger of what was awarded and received, and how collecting ends."""

from datetime import date

import pytest
from flask import Flask

from tests.builders import stored
from tests.cases.builders import LATER, a_ref, a_town, steps_of, version_of
from tests.claims.builders import EMPLOYER, a_damaged_case, add, an_item, victim_of
from vpt.cases import changing, working
from vpt.cases.finishing import Learned
from vpt.cases.rules import Answer
from vpt.claims import ledger, queries
from vpt.claims.ledger import Entry
from vpt.claims.models import DamageItem, LedgerEntry
from vpt.claims.rules import EntryKind
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work

DAY = date(2026, 3, 5)


def an_award(party, cents=100000, **given):
    values = {"kind": EntryKind.AWARDED, "booked_on": DAY, **given}
    return Entry(party=party, amount_cents=cents, **values)


def book(person, case, entry, version=None):
    seen = version or version_of(case)
    with unit_of_work():
        ledger.book(person.actor(), case.id, entry, version=seen, now=LATER)


def correct(person, case, entry_id, reason="Verkeerd bedrag"):
    version = version_of(case)
    with unit_of_work():
        ledger.correct(person.actor(), case.id, entry_id, reason, version=version, now=LATER)


def a_case_to_collect(town):
    """Return a case of which the judgment is final: the step of collecting is open."""
    case = a_damaged_case(town)
    version = version_of(case)
    with unit_of_work():
        turn = changing.begin(town.coordinator.actor(), case.id, version=version, now=LATER)
        learned = [
            Learned(key="compensation_awarded", value=True),
            Learned(key="judgment_final", value=DAY),
        ]
        working.keep(turn, "case.fact_recorded", learned=learned)
    return case


def conclude(person, case, answer):
    version = version_of(case)
    with unit_of_work():
        ledger.conclude(person.actor(), case.id, a_ref("S24"), answer, version=version, now=LATER)


def whole(town, case):
    return queries.ledger(town.hr.actor(), case.id).whole


def test_what_is_open_follows_from_the_lines(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        victim = victim_of(case)

        book(town.hr, case, an_award(victim))
        book(town.coordinator, case, an_award(EMPLOYER, 31200))
        book(town.hr, case, an_award(victim, 40000, kind=EntryKind.RECEIVED))
        book(town.hr, case, an_award(victim, 60000, kind=EntryKind.ADVANCE))

        found = queries.ledger(town.hr.actor(), case.id)
        assert {party: of.open for party, of in found.per_party} == {victim: 0, EMPLOYER: 31200}
        assert (found.whole.awarded, found.whole.received, found.whole.open) == (
            131200, 100000, 31200,
        )  # fmt: skip
        assert found.open_to_victims == 0


def test_booking_is_for_hr_and_coordinator(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)

        with pytest.raises(NotAllowed):
            book(town.manager, case, an_award(EMPLOYER))
        with pytest.raises(NotVisible):
            book(town.other_manager, case, an_award(EMPLOYER))
        assert stored(LedgerEntry) == []


def test_two_people_at_once_do_not_book_the_same_money_twice(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        seen = version_of(case)
        book(town.hr, case, an_award(EMPLOYER), version=seen)

        with pytest.raises(StaleData):
            book(town.coordinator, case, an_award(EMPLOYER), version=seen)

        assert whole(town, case).awarded == 100000


def test_a_mistake_is_met_by_its_opposite_and_both_lines_stay(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        book(town.hr, case, an_award(EMPLOYER))
        [wrong] = stored(LedgerEntry)

        correct(town.hr, case, wrong.id)

        assert sorted(row.amount_cents for row in stored(LedgerEntry)) == [-100000, 100000]
        assert whole(town, case).open == 0
        first, counter = queries.ledger(town.hr.actor(), case.id).entries
        assert (first.is_corrected, counter.corrects_id) == (True, wrong.id)
        assert counter.note == "Verkeerd bedrag"


def test_a_line_is_corrected_once_with_a_reason_and_a_correction_never(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        book(town.hr, case, an_award(EMPLOYER))
        [wrong] = stored(LedgerEntry)
        with pytest.raises(RuleBroken, match="reason_required"):
            correct(town.hr, case, wrong.id, reason=" ")
        correct(town.hr, case, wrong.id)
        counter = next(row for row in stored(LedgerEntry) if row.corrects_id)

        for entry_id in (wrong.id, counter.id):
            with pytest.raises(RuleBroken, match="entry_corrected"):
                correct(town.hr, case, entry_id)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": EntryKind.ADVANCE}, "not_a_person"),
        ({"booked_on": date(2027, 1, 1)}, "day_in_future"),
        ({"note": "BSN 111222333"}, "bsn_refused"),
    ],
)
def test_what_cannot_be_booked_is_refused(app: Flask, given, code) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)

        with pytest.raises(RuleBroken, match=code):
            book(town.hr, case, an_award(EMPLOYER, **given))


def test_an_award_may_name_an_item_of_the_same_party(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_damaged_case(town)
        add(town.hr, case, an_item())
        [item] = stored(DamageItem)

        book(town.hr, case, an_award(EMPLOYER, item_id=item.id))
        with pytest.raises(RuleBroken, match="item_unknown"):
            book(town.hr, case, an_award(victim_of(case), item_id=item.id))

        assert [row.item_id for row in stored(LedgerEntry)] == [item.id]


def test_collecting_ends_as_paid_only_when_nothing_is_open(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_collect(town)
        paid = Answer(outcome="received")

        with pytest.raises(RuleBroken, match="nothing_awarded"):
            conclude(town.hr, case, paid)
        book(town.hr, case, an_award(victim_of(case)))
        with pytest.raises(RuleBroken, match="balance_open") as refused:
            conclude(town.hr, case, paid)
        assert refused.value.details["open"] == "€ 1.000,00"
        book(town.hr, case, an_award(victim_of(case), kind=EntryKind.RECEIVED))
        conclude(town.hr, case, paid)

        assert [row.outcome for row in steps_of("S24")] == ["received"]


def test_collecting_is_given_up_with_a_reason_and_money_may_still_come(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_collect(town)
        with pytest.raises(RuleBroken, match="reason_required"):
            conclude(town.hr, case, Answer(outcome="written_off"))
        conclude(town.hr, case, Answer(outcome="written_off", reason="Geen verhaal mogelijk"))

        book(town.hr, case, an_award(EMPLOYER, 100, kind=EntryKind.RECEIVED))

        assert whole(town, case).received == 100


def test_the_final_judgment_is_read_for_the_advance(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case_to_collect(town)

        assert queries.around(town.hr.actor(), case.id).judgment_final_on == DAY

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import NOW
from tests.cases.builders import LATER, Counted, a_case, a_town, version_of
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken, StaleData
from vpt.infra.db import db, unit_of_work
from vpt.patterns import queries, rules, service
from vpt.patterns.models import CaseLink
from vpt.patterns.rules import LinkKind, NewLink


@pytest.fixture
def town(app):
    with app.app_context():
        yield a_town()


WHY = "Zelfde auto, zelfde woorden"


def linked(person, case, other, kind=LinkKind.PERPETRATOR, reason=WHY, version=None):
    new = NewLink(reference=other.reference, kind=kind, reason=reason)
    version = version_of(case) if version is None else version
    with unit_of_work():
        return service.link(person.actor(), case.id, new, version=version, now=LATER)


def taken_away(person, case, link, reason="Het was een ander", version=None):
    version = version_of(case) if version is None else version
    with unit_of_work():
        return service.unlink(person.actor(), case.id, link.id, reason, version=version, now=LATER)


def trail(case, action):
    return db.session.scalars(
        select(AuditEntry).where(AuditEntry.subject_id == case.id, AuditEntry.action == action)
    ).all()


def references(bundle):
    return [one.reference for one in bundle.cases]


def test_a_handler_links_two_cases_and_both_say_so(town):
    first, second = a_case(town), a_case(town, at=NOW + timedelta(minutes=5))

    linked(town.manager, second, first)

    bundle = queries.bundle(town.manager.actor(), first.id)
    assert references(bundle) == [first.reference, second.reference]
    [link] = bundle.links
    assert (link.kind, link.reason) == (LinkKind.PERPETRATOR, "Zelfde auto, zelfde woorden")
    assert link.made_by == "Mehmet Leider (demo)"
    for case in (first, second):
        [entry] = trail(case, "case.linked")
        assert entry.codes["kind"] == "perpetrator"
        assert "auto" not in str(entry.codes)


def test_cases_hang_together_through_others(town):
    cases = [a_case(town, at=NOW + timedelta(minutes=n)) for n in range(4)]
    linked(town.manager, cases[0], cases[1])
    linked(town.manager, cases[1], cases[2], LinkKind.RETALIATION)
    a_case(town)

    for case in cases[:3]:
        bundle = queries.bundle(town.coordinator.actor(), case.id)
        assert references(bundle) == [one.reference for one in cases[:3]]
        assert len(bundle.links) == 2
    assert queries.bundle(town.coordinator.actor(), cases[3].id).size == 1


def test_a_link_that_is_taken_away_stays_with_its_reason(town):
    first, second = a_case(town), a_case(town)
    link = linked(town.manager, first, second)

    taken_away(town.coordinator, second, link)

    bundle = queries.bundle(town.manager.actor(), first.id)
    assert (bundle.size, bundle.links) == (1, ())
    [gone] = bundle.removed
    assert (gone.removed_by, gone.removed_reason) == (
        "Ineke Coördinator (demo)", "Het was een ander",
    )  # fmt: skip
    assert [len(trail(case, "case.unlinked")) for case in (first, second)] == [1, 1]
    with pytest.raises(RuleBroken, match="link_removed"):
        taken_away(town.manager, first, link)
    linked(town.manager, first, second)  # and may be made again


def test_a_case_out_of_reach_is_counted_and_never_told(town):
    mine, theirs = a_case(town), a_case(town, unit=town.other_unit)
    link = linked(town.coordinator, mine, theirs)

    bundle = queries.bundle(town.manager.actor(), mine.id)

    assert references(bundle) == [mine.reference]
    assert (bundle.links, bundle.out_of_reach, bundle.size) == ((), 1, 2)
    with pytest.raises(NotVisible):
        taken_away(town.manager, mine, link)


def test_who_does_not_reach_the_other_case_cannot_tell_it_from_none(town):
    mine, theirs = a_case(town), a_case(town, unit=town.other_unit)

    for other in (theirs, Case(reference="GTV-2026-999999-X")):
        with pytest.raises(RuleBroken, match="link_unknown"):
            linked(town.manager, mine, other)
    assert db.session.scalars(select(CaseLink)).all() == []


@pytest.mark.parametrize("who", ["colleague", "other_manager", "support", "privacy_officer"])
def test_who_has_no_business_in_the_case_links_nothing(town, who):
    first, second = a_case(town), a_case(town)

    with pytest.raises(NotVisible):
        linked(getattr(town, who), first, second)


def test_hr_follows_but_does_not_link(town):
    first, second = a_case(town), a_case(town)

    with pytest.raises(NotAllowed, match="not_your_part"):
        linked(town.hr, first, second)


def test_who_is_a_party_to_one_of_them_links_neither(town):
    first = a_case(town)
    second = a_case(town, reporter=town.manager)

    with pytest.raises(RuleBroken, match="link_unknown"):
        linked(town.manager, first, second)
    with pytest.raises(NotVisible):
        linked(town.manager, second, first)


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_without_a_reason_nothing_is_linked_or_taken_away(town, reason):
    first, second = a_case(town), a_case(town)

    with pytest.raises(RuleBroken, match="reason_required"):
        linked(town.manager, first, second, reason=reason)
    link = linked(town.manager, first, second)
    with pytest.raises(RuleBroken, match="reason_required"):
        taken_away(town.manager, first, link, reason=reason)


def test_a_case_is_not_linked_to_itself_nor_twice_alike(town):
    first, second = a_case(town), a_case(town)

    with pytest.raises(RuleBroken, match="link_itself"):
        linked(town.manager, first, first)
    linked(town.manager, first, second)
    with pytest.raises(RuleBroken, match="link_exists"):
        linked(town.manager, second, first)
    linked(town.manager, second, first, LinkKind.SITUATION)


def test_retaliation_has_a_direction(town):
    first, second = a_case(town), a_case(town)

    link = linked(town.manager, second, first, LinkKind.RETALIATION)

    assert (link.from_id, link.to_id) == (second.id, first.id)


def test_of_two_people_at_once_the_second_hears_what_the_first_did(town):
    first, second, third = a_case(town), a_case(town), a_case(town)
    seen = version_of(first)
    linked(town.manager, first, second)

    with pytest.raises(StaleData) as stale:
        linked(town.coordinator, first, third, version=seen)

    assert [one.action for one in stale.value.details["changes"]] == ["case.linked"]


def test_a_bundle_has_an_end(town, monkeypatch):
    monkeypatch.setattr(service, "MOST_CASES", 3)
    cases = [a_case(town) for _ in range(4)]
    linked(town.manager, cases[0], cases[1])
    linked(town.manager, cases[2], cases[3])

    with pytest.raises(RuleBroken, match="bundle_full"):
        linked(town.manager, cases[1], cases[2])
    assert rules.MOST_CASES == 50


def test_a_full_bundle_costs_no_more_statements_than_a_small_one(town):
    cases = [a_case(town, at=NOW + timedelta(minutes=n)) for n in range(12)]
    linked(town.manager, cases[0], cases[1])
    actor = town.manager.actor()

    def cost():
        db.session.rollback()
        with Counted() as statements:
            queries.bundle(actor, cases[0].id)
        return len(statements)

    small = cost()
    for one in range(1, 11):
        linked(town.manager, cases[one], cases[one + 1])

    assert cost() == small <= 3


def test_another_organisation_knows_of_nothing(app, town):
    first, second = a_case(town), a_case(town)
    linked(town.manager, first, second)
    elsewhere = a_town()

    with pytest.raises(NotVisible):
        linked(elsewhere.coordinator, first, second)
    assert queries.bundle(elsewhere.coordinator.actor(), first.id).cases == ()

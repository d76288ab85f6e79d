"""The gate of a fair measure, as a table in words, and as properties over any plan."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpt.core.worktime import WorkCalendar, months_later
from vpt.measures import gate, ladder
from vpt.measures.ladder import Nature
from vpt.measures.rules import (
    Check,
    Circumstances,
    Ground,
    MandateTerms,
    Plan,
    Service,
    State,
)

TODAY = date(2026, 3, 12)
HANDLER, DECIDER = UUID(int=1), UUID(int=2)
GROUND = Ground(date(2026, 3, 10), "U sloeg met uw vuist op de balie en schold.")
MANDATE = MandateTerms(
    role="coordinator",
    level_to=5,
    unit_path=None,
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
)
FAIR = Plan(
    level="building_ban",
    nature=Nature.COMPLAINT,
    grounds=(GROUND,),
    starts_on=date(2026, 3, 13),
    ends_on=date(2026, 9, 12),
    review_on=date(2026, 6, 12),
    everywhere=True,
    area="U komt niet in het stadskantoor.",
    services=(Service("Paspoort", "op afspraak"),),
    remedy="U kunt een klacht indienen.",
    address="De heer Voorbeeld\nVoorbeeldstraat 1",
    decider_id=DECIDER,
)
KNOWN = Circumstances(
    today=TODAY,
    heard_on=date(2026, 3, 11),
    urgency="",
    handlers=frozenset({HANDLER}),
    decider_roles=frozenset({"coordinator"}),
    mandates=(MANDATE,),
    unit_path="a/b/",
)


def codes(plan=FAIR, known=KNOWN):
    return [breach.code for breach in gate.gate(plan, known)]


def test_a_fair_measure_passes():
    assert codes() == []


@pytest.mark.parametrize(
    ("what", "changes", "code"),
    [
        ("no grounds at all", {"grounds": ()}, "grounds_missing"),
        ("grounds without a day", {"grounds": (Ground(None, GROUND.text),)}, "ground_undated"),
        ("a label instead of behaviour",
         {"grounds": (Ground(GROUND.on, "agressief gedrag"),)}, "ground_general"),
        ("grounds of tomorrow",
         {"grounds": (Ground(date(2026, 3, 13), GROUND.text),)}, "ground_in_future"),
        ("a start before the hearing", {"starts_on": date(2026, 3, 10)}, "starts_before_hearing"),
        ("no start", {"starts_on": None}, "start_missing"),
        ("an indefinite ban", {"ends_on": None}, "end_missing"),
        ("an end before the start", {"ends_on": date(2026, 3, 12)}, "end_before_start"),
        ("a year and a day", {"ends_on": date(2027, 3, 14)}, "lasts_too_long"),
        ("no review", {"review_on": None}, "review_missing"),
        ("a review after three months", {"review_on": date(2026, 6, 14)}, "review_too_late"),
        ("a review before the start", {"review_on": date(2026, 3, 12)}, "review_before_start"),
        ("a review after the end",
         {"ends_on": date(2026, 5, 1), "review_on": date(2026, 5, 2)}, "review_after_end"),
        ("no words on where it holds", {"area": " "}, "area_missing"),
        ("no location", {"everywhere": False}, "locations_missing"),
        ("no service that stays", {"services": ()}, "services_missing"),
        ("a service without a way",
         {"services": (Service("Paspoort", ""),)}, "service_without_way"),
        ("no remedy", {"remedy": ""}, "remedy_without_complaint"),
        ("a decision that offers a complaint only",
         {"nature": Nature.DECISION}, "remedy_without_decision"),
        ("a delayed notice without a reason", {"is_delayed": True}, "delay_unreasoned"),
        ("a minor without parents", {"is_minor": True}, "parents_missing"),
        ("a letter to nobody", {"address": ""}, "address_missing"),
        ("nobody who decides", {"decider_id": None}, "decider_missing"),
        ("the handler deciding alone", {"decider_id": HANDLER}, "decider_handles"),
        ("a measure of the mayor", {"level": "area_ban"}, "level_not_own"),
    ],
)  # fmt: skip
def test_what_is_unfair_is_refused(what, changes, code):
    assert code in codes(replace(FAIR, **changes)), what


@pytest.mark.parametrize(
    ("what", "changes", "expected"),
    [
        ("not heard, no urgency", {"heard_on": None}, ["not_heard"]),
        ("not heard, urgent with a reason",
         {"heard_on": None, "urgency": "Hij dreigde terug te komen."}, []),
        ("no mandate", {"mandates": ()}, ["no_mandate"]),
        ("a mandate for a lighter level",
         {"mandates": (replace(MANDATE, level_to=3),)}, ["no_mandate"]),
        ("a mandate of another role",
         {"mandates": (replace(MANDATE, role="hr"),)}, ["no_mandate"]),
        ("a mandate that ended yesterday",
         {"mandates": (replace(MANDATE, valid_until=date(2026, 3, 11)),)}, ["no_mandate"]),
        ("a mandate that ends today",
         {"mandates": (replace(MANDATE, valid_until=TODAY),)}, []),
        ("a mandate that was taken back",
         {"mandates": (replace(MANDATE, is_withdrawn=True),)}, ["no_mandate"]),
        ("a mandate of another unit",
         {"mandates": (replace(MANDATE, unit_path="c/"),)}, ["no_mandate"]),
        ("a mandate of the unit above", {"mandates": (replace(MANDATE, unit_path="a/"),)}, []),
    ],
)  # fmt: skip
def test_hearing_and_mandate_are_weighed_on_the_day(what, changes, expected):
    assert codes(known=replace(KNOWN, **changes)) == expected, what


def test_an_urgent_measure_may_start_before_the_hearing():
    known = replace(KNOWN, urgency="Hij stond met een mes in de hal.", heard_on=None)

    assert codes(replace(FAIR, starts_on=date(2026, 3, 10), review_on=TODAY), known) == []


def test_the_handler_sets_a_limit_without_a_mandate():
    plan = replace(FAIR, level="verbal_limit", decider_id=HANDLER)

    assert codes(plan, replace(KNOWN, mandates=())) == []


@pytest.mark.parametrize(
    ("last_day", "what"),
    [
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 5, 2), "a Saturday"),
        (date(2026, 10, 25), "the day the clock goes back"),
    ],
)
def test_a_measure_that_ends_on_a_free_day_ends_that_day_and_is_never_lengthened(last_day, what):
    ends = gate.ends_at(WorkCalendar(), last_day)

    assert ends.astimezone(WorkCalendar().zone).date() == last_day + timedelta(days=1), what
    assert ends.astimezone(WorkCalendar().zone).hour == 0
    assert gate.applies(State.IMPOSED, date(2026, 1, 1), last_day, last_day)
    assert not gate.applies(State.IMPOSED, date(2026, 1, 1), last_day, last_day + timedelta(days=1))


def test_a_plan_that_ends_on_a_holiday_is_fair_as_it_stands():
    assert codes(replace(FAIR, ends_on=date(2026, 4, 6), review_on=date(2026, 4, 1))) == []


def test_midnight_in_summer_is_two_hours_earlier_in_utc():
    assert gate.ends_at(WorkCalendar(), date(2026, 7, 1)) == datetime(2026, 7, 1, 22, tzinfo=UTC)


def test_an_extension_counts_from_the_day_it_is_decided():
    within, beyond = months_later(TODAY, 12), months_later(TODAY, 12) + timedelta(days=1)

    assert gate.extension_breaches(TODAY, within, date(2026, 6, 12)) == ()
    assert [one.code for one in gate.extension_breaches(TODAY, beyond, date(2026, 6, 12))] == [
        "lasts_too_long"
    ]


def test_the_ladder_rises_and_from_a_warning_somebody_else_decides():
    levels = [one.level for one in ladder.rungs().values()]

    assert levels == list(range(9))
    assert all(not one.by_handler for one in ladder.rungs().values() if one.level >= 2)
    assert [one.level for one in ladder.own_rungs()] == [0, 1, 2, 3, 4, 5]


def test_examples_of_practice_and_general_knowledge_are_told_apart():
    assert ladder.rungs()["building_ban"].verified is False
    assert ladder.rungs()["contact_restriction"].verified is True


days = st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2029, 12, 31)))
texts = st.text(max_size=60)
plans = st.builds(
    Plan,
    level=st.sampled_from([*ladder.rungs(), "", "other"]),
    nature=st.sampled_from([Nature.COMPLAINT, Nature.DECISION]),
    grounds=st.lists(st.builds(Ground, days, texts | st.just(GROUND.text)), max_size=3).map(tuple),
    starts_on=days | st.just(FAIR.starts_on),
    ends_on=days | st.just(FAIR.ends_on),
    review_on=days | st.just(FAIR.review_on),
    everywhere=st.booleans(),
    area=texts | st.just(FAIR.area),
    services=st.just(FAIR.services) | st.just(()),
    remedy=st.sampled_from(["", "U kunt bezwaar maken.", "U kunt een klacht indienen."]),
    is_delayed=st.booleans(),
    delay_reason=texts,
    is_minor=st.booleans(),
    parents=texts,
    address=texts | st.just(FAIR.address),
    decider_id=st.sampled_from([None, HANDLER, DECIDER]),
)
circumstances = st.builds(
    Circumstances,
    today=st.just(TODAY),
    heard_on=days,
    urgency=st.sampled_from(["", "Hij dreigde met een mes."]),
    handlers=st.just(frozenset({HANDLER})),
    decider_roles=st.sampled_from([frozenset(), frozenset({"coordinator"})]),
    mandates=st.sampled_from([(), (MANDATE,), (replace(MANDATE, level_to=2),)]),
    unit_path=st.just("a/b/"),
)


@given(plans, circumstances)
def test_no_accepted_measure_violates_the_gate(plan, known):
    if gate.gate(plan, known):
        return
    rung = ladder.rung(plan.level)
    assert rung is not None
    assert rung.is_own
    assert plan.grounds
    assert all(one.on and one.on <= TODAY and len(one.text.split()) >= 6 for one in plan.grounds)
    assert known.urgency or (known.heard_on and known.heard_on <= plan.starts_on)
    assert plan.starts_on <= plan.ends_on <= months_later(plan.starts_on, 12)
    assert plan.starts_on <= plan.review_on <= min(plan.ends_on, months_later(plan.starts_on, 3))
    assert plan.services
    assert rung.by_handler or plan.decider_id == DECIDER
    assert rung.by_handler or any(one.level_to >= rung.level for one in known.mandates)


@given(plans, circumstances, st.sampled_from(list(Check)))
def test_every_breach_says_where_to_mend_it(plan, known, check):
    found = [one for one in gate.gate(plan, known) if one.check is check]

    assert all(one.field and one.code for one in found)

"""Sums of damage and money, and the day from which the state may advance."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vpt.claims import rules, totals
from vpt.claims.rules import Claimant, EntryKind, Route
from vpt.claims.totals import Party
from vpt.infra.ids import new_id

PARTIES = (
    Party(Claimant.EMPLOYER), Party(Claimant.INSURER),
    Party(Claimant.VICTIM, new_id()), Party(Claimant.VICTIM, new_id()),
)  # fmt: skip
ITEMS = st.lists(
    st.tuples(st.sampled_from(PARTIES), st.sampled_from(list(Route)), st.integers(1, 10**9)),
    max_size=12,
)
LINES = st.lists(
    st.tuples(st.sampled_from(list(EntryKind)), st.integers(-(10**9), 10**9)), max_size=12
)
FINAL = date(2026, 1, 31)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is slow; the sums stay the same."""


@unhurried
@given(ITEMS)
def test_totals_per_claimant_and_per_route_both_equal_the_sum_of_the_items(items):
    whole = sum(amount for _, _, amount in items)

    per_party = totals.per(items, lambda one: one[0], lambda one: one[2])
    per_route = totals.per(items, lambda one: one[1], lambda one: one[2])

    assert sum(per_party.values()) == sum(per_route.values()) == whole
    assert all(type(one) is int for one in (*per_party.values(), *per_route.values()))


@unhurried
@given(LINES)
def test_what_is_open_is_what_was_awarded_less_everything_that_came(lines):
    came = sum(amount for kind, amount in lines if kind is not EntryKind.AWARDED)
    awarded = sum(amount for kind, amount in lines if kind is EntryKind.AWARDED)

    assert totals.balance(lines).open == awarded - came


@unhurried
@given(LINES)
def test_a_line_and_its_counter_entry_leave_the_balance_as_it_was(lines):
    before = totals.balance(lines)

    for kind in EntryKind:
        assert totals.balance([*lines, (kind, 1250), (kind, -1250)]) == before


@pytest.mark.parametrize(
    ("today", "violent", "open_cents", "reached", "may_ask"),
    [
        (date(2026, 9, 29), True, 100, False, False),  # a day early
        (date(2026, 9, 30), True, 100, True, True),  # 31 January + 8 months ends in September
        (date(2027, 1, 1), True, 0, True, False),  # everything was paid
        (date(2027, 1, 1), False, 100, True, False),  # no violent crime
    ],
)
def test_eight_months_after_the_final_judgment_the_state_may_advance(
    today, violent, open_cents, reached, may_ask
):
    found = rules.advance(FINAL, today, is_violent=violent, open_cents=open_cents)

    assert found is not None
    assert (found.from_on, found.is_reached, found.may_ask) == (
        date(2026, 9, 30), reached, may_ask,
    )  # fmt: skip


def test_without_a_final_judgment_there_is_no_advance():
    assert rules.advance(None, FINAL, is_violent=True, open_cents=1) is None

"""Amounts as people type and read them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vpt.claims import amounts
from vpt.core.errors import RuleBroken


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,56", 123456),
        ("1234.56", 123456),
        ("1.234", 123400),  # a dot with three digits groups thousands
        ("1.234.567,89", 123456789),
        ("12", 1200),
        ("12,-", 1200),
        ("€ 12,50", 1250),
        ("€\N{NO-BREAK SPACE}0,05", 5),
        (" 85,00 ", 8500),
    ],
)
def test_an_amount_is_read_the_dutch_way(typed, cents):
    assert amounts.cents(typed) == cents


@pytest.mark.parametrize(
    "typed", ["", "twaalf", "12,5", "1,234.56", "12.34.56", "-5", "1e3", "²", "12,345", "1 234,56"]
)
def test_what_is_no_amount_is_refused_and_never_guessed(typed):
    with pytest.raises(RuleBroken, match="amount_unclear"):
        amounts.cents(typed)


def test_nothing_and_far_too_much_are_refused():
    with pytest.raises(RuleBroken, match="amount_too_small"):
        amounts.cents("0,00")
    with pytest.raises(RuleBroken, match="amount_too_large"):
        amounts.cents("10.000.000,01")


@pytest.mark.parametrize(
    ("cents", "written"),
    [(5, "€ 0,05"), (123456, "€ 1.234,56"), (100000000, "€ 1.000.000,00"), (-1250, "-€ 12,50")],
)
def test_an_amount_is_written_the_dutch_way(cents, written):
    assert amounts.euros(cents) == written


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow
@given(st.integers(1, amounts.MOST_CENTS))
def test_what_was_written_is_read_back_to_the_cent(cents):
    assert amounts.cents(amounts.euros(cents)) == cents
    assert amounts.cents(amounts.typed(cents)) == cents

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vpt.incidents.reference import compose, is_valid

CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=2, max_size=6)


@given(CODES, st.integers(2000, 2100), st.integers(1, 999_999))
def test_what_is_composed_is_valid(code, year, number):
    assert is_valid(compose(code, year, number))


@given(CODES, st.integers(1, 999_999), st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_shows(code, number, place, shift):
    reference = compose(code, 2026, number)
    start = len(reference) - 8 + place
    wrong = str((int(reference[start]) + shift) % 10)

    assert not is_valid(reference[:start] + wrong + reference[start + 1 :])


@pytest.mark.parametrize("text", ["", "GTV", "GTV-2026-12", "GTV-jaar-000001-A", "é-2026-000001-A"])
def test_other_text_is_no_reference(text):
    assert not is_valid(text)

import pytest

from vpt.incidents.words import clean, holds_bsn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b\x1b[31m", "ab[31m"),
        ("regel 1\r\nregel 2\rregel 3", "regel 1\nregel 2\nregel 3"),
        ("\u202egnp.exe\u2069", "gnp.exe"),
        ("Çelik-O'Brien van 't Hoff", "Çelik-O'Brien van 't Hoff"),
        ("👩‍🚒 belde 📞", "👩‍🚒 belde 📞"),
        ("e\u0301e\u0301n", "één"),
        ("  rond  ", "rond"),
        (None, ""),
    ],
)
def test_keeps_what_people_write_and_nothing_hidden(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "text", ["111222333", "BSN: 111.222.333.", "111 222 333", "1112.22.333", "nr 111222333!"]
)
def test_finds_a_number_that_passes_the_eleven_test(text):
    assert holds_bsn(text)


@pytest.mark.parametrize(
    "text",
    ["111222334", "0612345678", "14-03-2026", "2025-2026", "111222333444", "€ 250", "K-20417", ""],
)
def test_leaves_other_numbers_alone(text):
    assert not holds_bsn(text)

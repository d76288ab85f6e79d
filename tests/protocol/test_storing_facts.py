"""A fact's value goes to one line of text and comes back the same."""

from datetime import UTC, date, datetime

import pytest

from vpt.protocol.definition import FactType
from vpt.protocol.facts import as_text, fits, from_text

VALUES = [
    pytest.param(True, FactType.FLAG, id="yes"),
    pytest.param(False, FactType.FLAG, id="no"),
    pytest.param(4, FactType.NUMBER, id="a number"),
    pytest.param("Çelik-O'Brien", FactType.TEXT, id="a name"),
    pytest.param(date(2026, 2, 16), FactType.DATE, id="a day"),
    pytest.param(datetime(2026, 2, 16, 9, 30, tzinfo=UTC), FactType.MOMENT, id="a moment"),
]


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_a_value_comes_back_as_it_went(value, kind):
    found = from_text(as_text(value), kind)

    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_a_value_fits_its_own_type_only(value, kind):
    fitting = [one for one in FactType if fits(value, one)]

    assert fitting == [kind]


def test_a_moment_without_its_offset_fits_nowhere():
    naive = datetime(2026, 2, 16, 9, 30)  # noqa: DTZ001 — the very thing to refuse

    assert not any(fits(naive, kind) for kind in FactType)


def test_what_is_neither_yes_nor_no_is_refused():
    with pytest.raises(ValueError, match="maybe"):
        from_text("maybe", FactType.FLAG)

"""Terms in words, as the page after sending and the case file say them."""

from datetime import UTC, datetime

import pytest

from vpt.cases import wording

END_OF_FRIDAY = datetime(2026, 3, 6, 23, 0, tzinfo=UTC)
END_IN_SUMMER = datetime(2026, 7, 3, 22, 0, tzinfo=UTC)
AFTERNOON = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said", "briefly"),
    [
        (END_OF_FRIDAY, "6 maart 2026", "6 mrt"),
        (END_IN_SUMMER, "3 juli 2026", "3 jul"),
        (AFTERNOON, "6 maart 2026, 17:00 uur", "6 mrt 17:00"),
        (None, "", ""),
    ],
)
def test_the_end_of_a_day_is_that_day_and_never_midnight_of_the_next(at, said, briefly):
    assert wording.until(at) == said
    assert wording.short(at).replace(".", "") == briefly

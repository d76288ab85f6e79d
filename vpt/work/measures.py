"""What time does to measures: they end, people are reminded, lost grounds are written on them."""

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.core.worktime import local_date
from vpt.infra.db import unit_of_work
from vpt.measures import ending

BATCH = 20
ROUNDS = 200


def end_measures(_settings: Settings) -> None:
    """End measures after 24:00 of their last day, a few at a time, and remind of what comes."""
    for _ in range(ROUNDS):
        now = clock.now()
        with unit_of_work():
            ended = ending.end_due(local_date(now), now, BATCH)
        if ended == 0:
            break
    for _ in range(ROUNDS):
        with unit_of_work():
            marked = ending.mark_withdrawn(clock.now(), BATCH)
        if marked == 0:
            break
    now = clock.now()
    with unit_of_work():
        ending.remind(local_date(now), now)

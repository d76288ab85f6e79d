"""Warning in time that evidence is about to be overwritten."""

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import unit_of_work
from vpt.preservation import alarms

BATCH = 20
ROUNDS = 200


def warn(_settings: Settings) -> None:
    """Tell who handles a case and the coordinator, a few sources at a time."""
    for _ in range(ROUNDS):
        with unit_of_work():
            handled = alarms.warn(clock.now(), BATCH)
        if handled == 0:
            return

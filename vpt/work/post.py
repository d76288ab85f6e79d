"""Reminds people of letters that lie waiting for them."""

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import unit_of_work
from vpt.post import reminding

BATCH = 50
ROUNDS = 200


def remind(_settings: Settings) -> None:
    """Tell who has to know that a letter is not picked up, a few letters at a time."""
    for _ in range(ROUNDS):
        with unit_of_work():
            handled = reminding.remind(clock.now(), BATCH)
        if handled == 0:
            return

"""Moves open work on from who can no longer open it."""

from vpt.cases import stranded
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import unit_of_work

PEOPLE_AT_ONCE = 20


def give_on(_settings: Settings) -> None:
    """Move what a few people left behind; the next turn takes the rest."""
    with unit_of_work():
        stranded.give_on(clock.now(), PEOPLE_AT_ONCE)

"""Reminds owners of the yearly look at their chain protocol."""

from vpt.core import clock
from vpt.core.settings import Settings
from vpt.infra.db import unit_of_work
from vpt.revision import reviewing


def remind(_settings: Settings) -> None:
    """Tell the owner a month ahead and on the day, and everybody who may a month after it."""
    with unit_of_work():
        reviewing.remind(clock.now())

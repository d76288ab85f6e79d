"""What stands above everything else on the first page: warnings, and the list of reception."""

from datetime import datetime

from vpt.attention import queries, service
from vpt.attention.queries import NoticeView
from vpt.core.actor import Actor, Role
from vpt.infra.db import unit_of_work
from vpt.measures import board


def notices(actor: Actor, *, now: datetime) -> list[NoticeView]:
    """Return the warnings that count now; showing one that was not read yet is written down."""
    shown = queries.list_for_reader(actor, now=now)
    if all(one.read_at is not None for one in shown):
        return shown
    with unit_of_work():
        return service.view_unread(actor, now=now)


def desk(actor: Actor, *, now: datetime) -> int | None:
    """Return how many measures are in force at reception's own places; None for others."""
    return board.count(actor, now=now) if Role.RECEPTION in actor.roles else None

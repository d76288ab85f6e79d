"""What stands above everything else on the first page: warnings for the place where one works."""

from datetime import datetime

from vpt.attention import queries, service
from vpt.attention.queries import NoticeView
from vpt.core.actor import Actor
from vpt.infra.db import unit_of_work


def notices(actor: Actor, *, now: datetime) -> list[NoticeView]:
    """Return the warnings that count now; showing one that was not read yet is written down."""
    shown = queries.list_for_reader(actor, now=now)
    if all(one.read_at is not None for one in shown):
        return shown
    with unit_of_work():
        return service.view_unread(actor, now=now)

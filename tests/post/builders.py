"""A letter in the post register."""

from datetime import datetime

from tests.builders import Person
from vpt.core.worktime import AMSTERDAM
from vpt.infra.db import unit_of_work
from vpt.post import service
from vpt.post.models import PostItem
from vpt.post.rules import NewLetter, Sender


def a_letter(by: Person, to: Person, *, at: datetime, **changes: object) -> PostItem:
    """Return a letter that somebody noted for a colleague on the day it came."""
    values: dict[str, object] = {
        "recipient_id": to.id,
        "received_on": at.astimezone(AMSTERDAM).date(),
        "sender": Sender.COURT,
        "kept": "kluis van de receptie",
        **changes,
    }
    with unit_of_work():
        return service.register(by.actor(at), NewLetter(**values), now=at)  # type: ignore[arg-type]  # passed on

"""Letters of the demo in every state: just come, seen, given, confirmed, gone back, unclaimed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from vpt.core.actor import Actor
from vpt.core.worktime import DAY
from vpt.demo import rhythm
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.post import reminding, service
from vpt.post.rules import NewLetter, Returned, Sender

DESK, EMPLOYER = "carla.wigger", "GES"
HOUR = timedelta(hours=1)
BROUGHT = time(9, 20)
SAFE, TRAY = "Kluis van de receptie, vak 3", "Afgesloten postkast achter de balie"
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: for whom, how many days ago it came, and what became of it after hours."""

    to: str
    days_ago: int
    sender: Sender
    kept: str = SAFE
    seen: int | None = None
    handed: int | None = None
    confirmed: int | None = None
    returned: int | None = None


LETTERS = (
    Letter(to="sanne.kuipers", days_ago=24, sender=Sender.PROSECUTION, seen=3, handed=5,
           confirmed=6),
    Letter(to="gerda.olde-scholtenhuis", days_ago=17, sender=Sender.LAWYER, kept=TRAY,
           returned=195),
    Letter(to="bennie.kamphuis", days_ago=13, sender=Sender.CJIB, seen=26),
    Letter(to="ismail.bouzidi", days_ago=4, sender=Sender.COURT, seen=20, handed=26),
    Letter(to="ellen.vossebeld", days_ago=3, sender=Sender.POLICE, kept=TRAY, seen=7),
    Letter(to="sanne.kuipers", days_ago=1, sender=Sender.VICTIM_SUPPORT),
)  # fmt: skip


def arrive(region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Note every letter at the desk, let its addressee come, and remind who did not."""
    desk = region.actor(DESK)
    for letter in LETTERS:
        came = _morning(region, now, letter.days_ago)
        item = service.register(
            desk,
            NewLetter(
                recipient_id=region.people[letter.to],
                received_on=came.date(),
                sender=letter.sender,
                kept=letter.kept,
            ),
            now=came,
        )
        _go_on(region.actor(letter.to), desk, letter, item.id, came)
    for days in range(LETTERS[0].days_ago, 0, -1):
        reminding.remind(now - DAY * days, MOST)


def _morning(region: Region, now: datetime, days_ago: int) -> datetime:
    calendar = region.calendars[EMPLOYER]
    on = rhythm.last_working_day(calendar.local_date(now) - DAY * days_ago, calendar)
    return calendar.at(on, BROUGHT)


def _go_on(mine: Actor, desk: Actor, letter: Letter, item_id: UUID, came: datetime) -> None:
    if letter.seen is not None:
        service.look(mine, item_id, now=came + HOUR * letter.seen)
    version = 1 + (letter.seen is not None)
    if letter.handed is not None:
        at = came + HOUR * letter.handed
        version = service.hand_over(desk, item_id, version=version, now=at).version
    if letter.confirmed is not None:
        service.confirm(mine, item_id, version=version, now=came + HOUR * letter.confirmed)
    if letter.returned is not None:
        at = came + HOUR * letter.returned
        service.give_back(desk, item_id, Returned.NOT_COLLECTED, version=version, now=at)

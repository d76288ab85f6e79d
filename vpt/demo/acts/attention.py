"""Two warnings of the demo: one that counts now and was read by some, one that is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from vpt.attention import service
from vpt.attention.rules import Alarm
from vpt.demo import rhythm
from vpt.demo.region import Region
from vpt.demo.reporting import Reported

NOW_SENT, NOW_LASTS = timedelta(hours=3), timedelta(days=2)
OLD_SENT, OLD_LASTS = timedelta(days=20), timedelta(days=3)
EMPLOYER = "GES"
SENDER, READERS = "fatma.yildirim", ("tom.leferink", "ismail.bouzidi")
DESK = ("ges-stadhuis-balie", "ges-stadhuis-hal")
OLD_SENDER, OLD_PLACE = "ramon.bouman", "ges-werkplein-hal"
READ_AFTER = timedelta(minutes=20)


def warn(region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Send both warnings through the service, and have two colleagues press “Gelezen”."""
    office = region.calendars[EMPLOYER]
    at = rhythm.office_before(now - NOW_SENT, office)
    notice = service.send(
        region.actor(SENDER),
        Alarm(
            watch_for="Een bezoeker kondigde aan vanmiddag of morgen terug te komen om verhaal te "
            "halen. Let op iemand die zonder afspraak om de teamleider vraagt.",
            what_to_do="Haal er altijd een collega bij en laat niemand achter de balie. Bij "
            "dreiging: druk op de alarmknop en ga naar de kantoorruimte.",
            location_ids=frozenset(region.locations[key] for key in DESK),
            starts_at=at,
            ends_at=now + NOW_LASTS,
        ),
        now=at,
    )
    for key in READERS:
        service.mark_read(region.actor(key), notice.id, now=at + READ_AFTER)
    at = rhythm.office_before(now - OLD_SENT, office)
    service.send(
        region.actor(OLD_SENDER),
        Alarm(
            watch_for="Een groep wil filmen in de wachtruimte en zoekt daarbij discussie.",
            what_to_do="Ga niet in discussie. Zeg dat filmen van bezoekers niet mag en bel de "
            "beveiliging.",
            location_ids=frozenset({region.locations[OLD_PLACE]}),
            starts_at=at,
            ends_at=at + OLD_LASTS,
        ),
        now=at,
    )

"""Links of the demo: three incidents at one place, one of them in return for another."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.core.errors import NotVisible
from vpt.core.worktime import DAY
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.patterns import service
from vpt.patterns.rules import LinkKind, NewLink

COORDINATOR, EMPLOYER = "ramon.bouman", "GES"
WITHIN = DAY * 120
TOGETHER = 3
WHY = (
    (
        LinkKind.SITUATION,
        "Zelfde plek, en steeds op een moment dat een collega er alleen staat.",
    ),
    (
        LinkKind.PERPETRATOR,
        "Zelfde postuur, zelfde jas en dezelfde woorden. De collega herkent de stem.",
    ),
)


def link(region: Region, told: Sequence[Reported], now: datetime) -> None:
    """Link the newest three incidents of the busiest place; nothing when there are too few."""
    found = _at_one_place(region, told, now)
    actor = region.actor(COORDINATOR)
    for (kind, reason), first, second in zip(WHY, found, found[1:], strict=False):
        case = db.session.get_one(Case, (actor.organisation_id, second))
        other = db.session.get_one(Case, (actor.organisation_id, first))
        new = NewLink(reference=other.reference, kind=kind, reason=reason)
        at = min(now, max(case.changed_at, other.changed_at) + timedelta(hours=2))
        try:
            service.link(actor, second, new, version=case.version, now=at)
        except NotVisible:  # the coordinator is a party to one of them
            return


def _at_one_place(region: Region, told: Sequence[Reported], now: datetime) -> list[UUID]:
    organisation_id = region.organisations[EMPLOYER]
    recent = {
        one.case_id
        for one in told
        if one.planned.employer == EMPLOYER and one.planned.submitted_at > now - WITHIN
    }
    rows = db.session.execute(
        select(Incident.id, Incident.location_id)
        .where(
            Incident.organisation_id == organisation_id,
            Incident.id.in_(recent),
            Incident.location_id.is_not(None),
            Incident.withdrawn_at.is_(None),
            Incident.leading_id.is_(None),
        )
        .order_by(Incident.occurred_from)
    )
    places: dict[UUID, list[UUID]] = defaultdict(list)
    for row in rows:
        places[row.location_id].append(row.id)
    fullest = max(places.values(), key=len, default=[])
    return fullest[-TOGETHER:] if len(fullest) >= TOGETHER else []

"""One question to the register in the demo that still waits for the second person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from vpt.core.errors import NotVisible, RuleBroken
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.measures import unlock

ASKER = "ramon.bouman"
ASKED = timedelta(hours=2)
TRIED = 20
REASON = (
    "Er staat volgende week een gesprek aan de balie gepland. Als dit vaker is gebeurd, doen we "
    "dat gesprek met twee collega’s en met beveiliging in de buurt."
)


def ask(region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Ask about somebody who is in more than one case of the employer."""
    actor = region.actor(ASKER)
    again = (
        select(Involved.name_blind)
        .where(Involved.organisation_id == actor.organisation_id, Involved.name_blind.is_not(None))
        .group_by(Involved.name_blind)
        .having(func.count() > 1)
    )
    people = db.session.scalars(
        select(Involved)
        .where(Involved.organisation_id == actor.organisation_id, Involved.name_blind.in_(again))
        .order_by(Involved.added_at.desc())
        .limit(TRIED)
    ).all()
    for person in people:
        try:
            unlock.ask(actor, person.incident_id, person.id, REASON, now=now - ASKED)
        except (NotVisible, RuleBroken):
            continue
        return

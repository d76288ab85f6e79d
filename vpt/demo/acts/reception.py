"""What reception of the demo noted at the desk about people with a measure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from vpt.core.errors import NotVisible
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.infra.db import db
from vpt.measures import board, encounters
from vpt.measures.board_rules import EncounterKind, Seen
from vpt.measures.models import Measure
from vpt.measures.rules import State

DESK, COORDINATOR = "carla.wigger", "ramon.bouman"
TRIED = 40
CAME = (
    "Kwam om kwart over tien de hal in. Ik heb verteld dat de maatregel nog geldt. Ging na een "
    "minuut rustig weg."
)
CALLED = "Belde en wilde een afspraak. Ik heb uitgelegd dat dit schriftelijk kan."
STAYED = (
    "Stond voor de deur en wilde niet weg. De beveiliging heeft de politie gebeld; die heeft de "
    "bezoeker aangesproken."
)
NOTES = (
    (timedelta(hours=5), EncounterKind.CAME_IN, False, CAME),
    (timedelta(days=2), EncounterKind.CALLED, False, CALLED),
    (timedelta(days=1), EncounterKind.CAME_IN, True, STAYED),
)
"""How long ago, how, whether the police was called, and the words."""


def note(region: Region, _all: Sequence[Reported], now: datetime) -> None:
    """Note a few encounters with measures that are in force, as the desk would."""
    desk, coordinator = region.actor(DESK), region.actor(COORDINATOR)
    left = list(NOTES)
    for measure in _running(desk.organisation_id):
        for actor in (desk, coordinator):
            if not left:
                return
            ago, kind, police, text = left[0]
            at = now - ago
            seen = Seen(kind=kind, happened_at=at, text=text, police_called=police)
            try:
                board.find(actor, measure.id, now=at)
            except NotVisible:
                continue
            encounters.note(actor, measure.id, seen, now=at)
            left.pop(0)
            break


def _running(organisation_id: object) -> Sequence[Measure]:
    return db.session.scalars(
        select(Measure)
        .where(Measure.organisation_id == organisation_id, Measure.state == State.IMPOSED.value)
        .order_by(Measure.ends_on.desc(), Measure.id)
        .limit(TRIED)
    ).all()

"""What reception of the demo has on its list, and noted about people with a measure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select

from vpt.cases.models import Case, CaseFact
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date, months_later
from vpt.demo import rhythm
from vpt.demo.region import Region
from vpt.demo.reporting import Reported
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.measures import board, encounters, queries, serving
from vpt.measures.board_rules import EncounterKind, Seen
from vpt.measures.models import Measure
from vpt.measures.rules import Issuer, State
from vpt.measures.serving import External

DESK, COORDINATOR = "carla.wigger", "ramon.bouman"
TRIED = 40
EMPLOYER = "GES"
RECORDED = timedelta(days=8)
CAME = (
    "Kwam de hal in en liep naar de balie. Ik heb verteld dat de maatregel nog geldt. Ging na een "
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
    _bar(coordinator, rhythm.office_before(now - RECORDED, region.calendars[EMPLOYER]))
    left, office = list(NOTES), region.calendars[EMPLOYER]
    for measure in _running(desk.organisation_id):
        for actor in (desk, coordinator):
            if not left:
                return
            ago, kind, police, text = left[0]
            at = rhythm.office_before(now - ago, office)
            seen = Seen(kind=kind, happened_at=at, text=text, police_called=police)
            try:
                board.find(actor, measure.id, now=at)
            except NotVisible:
                continue
            encounters.note(actor, measure.id, seen, now=at)
            left.pop(0)
            break


def _bar(coordinator: Actor, at: datetime) -> None:
    """Record an area ban of the mayor, so that reception has somebody on its list any day."""
    found = _known_person(coordinator, at)
    if found is None:
        return
    case, involved_id = found
    on = local_date(at)
    told = External(
        involved_id=involved_id,
        level="area_ban",
        issuer=Issuer.MAYOR,
        number="DEMO-GV-7",
        starts_on=on,
        ends_on=months_later(on, 3),
        area="Het centrum, met het stadhuis en het plein ervoor.",
        instruction="Spreek de bezoeker niet aan. Bel meteen de politie en blijf achter de balie.",
        call="Bij gevaar 112, anders de dienstdoende beveiliger, toestel 100 (demo)",
        everywhere=True,
    )
    serving.record_external(coordinator, case.id, told, version=case.version, now=at)


def _known_person(coordinator: Actor, at: datetime) -> tuple[Case, UUID] | None:
    """Return a case and its known perpetrator, open cases first."""
    row = db.session.execute(
        select(Case, Involved.id)
        .join(
            CaseFact,
            and_(CaseFact.organisation_id == Case.organisation_id, CaseFact.case_id == Case.id),
        )
        .join(
            Involved,
            and_(
                Involved.organisation_id == Case.organisation_id,
                Involved.id == CaseFact.subject_id,
            ),
        )
        .where(
            Case.organisation_id == coordinator.organisation_id,
            Case.changed_at < at,
            CaseFact.key == queries.KNOWN,
            CaseFact.withdrawn_at.is_(None),
            Involved.name_blind.is_not(None),
        )
        .order_by(Case.closed_at.is_not(None), Case.changed_at.desc(), Case.id)
        .limit(1)
    ).first()
    return (row[0], row[1]) if row else None


def _running(organisation_id: object) -> Sequence[Measure]:
    return db.session.scalars(
        select(Measure)
        .where(Measure.organisation_id == organisation_id, Measure.state == State.IMPOSED.value)
        .order_by(Measure.ends_on.desc(), Measure.id)
        .limit(TRIED)
    ).all()

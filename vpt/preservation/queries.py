"""Reading the sources of a case; the caller fetched the case within reach."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select

from vpt.accounts.models import Location
from vpt.accounts.people import User
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.incidents.models import Incident
from vpt.infra.db import db
from vpt.preservation import rules
from vpt.preservation.models import EvidenceSource
from vpt.preservation.rules import SETTLED, SourceKind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One source as the people who handle the case see it."""

    id: UUID
    kind: str
    state: State
    place: str
    reason: str
    keep_until: date | None
    next_alarm_at: datetime | None
    added_at: datetime
    requested_at: datetime | None
    settled_at: datetime | None
    settled_by: str
    evidence_id: UUID | None

    @property
    def is_settled(self) -> bool:
        """Tell whether nobody has to do anything any more."""
        return self.state in SETTLED

    def is_in_danger(self, today: date) -> bool:
        """Tell whether it may be gone within a week, or is gone already."""
        if self.is_settled or self.keep_until is None:
            return False
        return self.keep_until <= today + timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """The sources of a case, and what its report points at besides."""

    sources: tuple[SourceView, ...]
    proposed: tuple[SourceKind, ...]


def guarded(actor: Actor, case_id: UUID) -> Guarded:
    """Return the sources of a case, what needs somebody first, in one statement."""
    rows = db.session.execute(
        select(Incident.location_kind, Incident.channel, EvidenceSource, User.name)
        .outerjoin(
            EvidenceSource,
            and_(
                EvidenceSource.organisation_id == Incident.organisation_id,
                EvidenceSource.case_id == Incident.id,
            ),
        )
        .outerjoin(User, User.id == EvidenceSource.settled_by)
        .where(Incident.organisation_id == actor.organisation_id, Incident.id == case_id)
        .order_by(EvidenceSource.added_at, EvidenceSource.id)
    ).all()
    found = [_view(row.EvidenceSource, row.name or "") for row in rows if row.EvidenceSource]
    place, channel = (rows[0].location_kind, rows[0].channel) if rows else ("", "")
    return Guarded(
        sources=tuple(sorted(found, key=lambda one: (one.is_settled, one.keep_until or date.max))),
        proposed=rules.proposed(place, channel, [one.kind for one in found]),
    )


def list_sources(actor: Actor, case_id: UUID) -> tuple[SourceView, ...]:
    """Return the sources of a case, what needs somebody first."""
    return guarded(actor, case_id).sources


def get_source(actor: Actor, case_id: UUID, source_id: UUID) -> EvidenceSource:
    """Return one source of a case the caller fetched within reach, else NotVisible."""
    row = db.session.get(EvidenceSource, (actor.organisation_id, source_id))
    if row is None or row.case_id != case_id:
        raise NotVisible("not_found")
    return row


def states(actor: Actor, case_id: UUID) -> list[str]:
    """Return how the sources of a case stand."""
    return list(
        db.session.scalars(
            select(EvidenceSource.state).where(
                EvidenceSource.organisation_id == actor.organisation_id,
                EvidenceSource.case_id == case_id,
            )
        )
    )


def image_days(incident: Incident) -> int:
    """Return how many days the cameras at the place of an incident keep their images."""
    if incident.location_id is None:
        return rules.IMAGE_DAYS
    place = db.session.get(Location, (incident.organisation_id, incident.location_id))
    return place.image_retention_days if place else rules.IMAGE_DAYS


def _view(row: EvidenceSource, settled_by: str) -> SourceView:
    return SourceView(
        id=row.id,
        kind=row.kind,
        state=State(row.state),
        place=row.place or "",
        reason=row.reason or "",
        keep_until=row.keep_until,
        next_alarm_at=row.next_alarm_at,
        added_at=row.added_at,
        requested_at=row.requested_at,
        settled_at=row.settled_at,
        settled_by=settled_by,
        evidence_id=row.evidence_id,
    )

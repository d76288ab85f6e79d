"""Reading incidents as the people in them: the reporter and the victims."""

from uuid import UUID

from sqlalchemy import Select, or_, select

from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.incidents import taxonomy
from vpt.incidents.evidence import CustodyEntry, Evidence
from vpt.incidents.models import Addendum, Behaviour, Incident, ReferenceCounter
from vpt.incidents.people import Involved
from vpt.infra import keysets
from vpt.infra.db import db


def visible(actor: Actor) -> Select[Incident]:
    """Return the incidents this actor reported or is a victim in. Handlers come by their case."""
    as_victim = select(Involved.incident_id).where(
        Involved.organisation_id == actor.organisation_id,
        Involved.user_id == actor.id,
        Involved.role == taxonomy.Role.VICTIM,
    )
    return select(Incident).where(
        Incident.organisation_id == actor.organisation_id,
        or_(Incident.reporter_id == actor.id, Incident.id.in_(as_victim)),
    )


def get(actor: Actor, incident_id: UUID) -> Incident:
    """Return an incident of the actor's own, else NotVisible."""
    incident = db.session.scalar(visible(actor).where(Incident.id == incident_id))
    if incident is None:
        raise NotVisible("not_found")
    return incident


def list_own(actor: Actor, *, limit: int = 50) -> list[Incident]:
    """Return the actor's own incidents, newest first."""
    return list(
        db.session.scalars(visible(actor).order_by(Incident.submitted_at.desc()).limit(limit))
    )


def list_recent_locations(actor: Actor, *, limit: int = 3) -> list[UUID]:
    """Return the places this actor reported from last, each once."""
    recent = db.session.scalars(
        select(Incident.location_id)
        .where(
            Incident.organisation_id == actor.organisation_id,
            Incident.reporter_id == actor.id,
            Incident.location_id.is_not(None),
        )
        .order_by(Incident.submitted_at.desc())
        .limit(20)
    )
    return list(dict.fromkeys(place for place in recent if place))[:limit]


def list_behaviours(incident: Incident) -> list[Behaviour]:
    """Return what was seen; the caller fetched the incident within reach."""
    return list(
        db.session.scalars(
            select(Behaviour).where(
                Behaviour.organisation_id == incident.organisation_id,
                Behaviour.incident_id == incident.id,
            )
        )
    )


def list_involved(incident: Incident) -> list[Involved]:
    """Return the people in role order with their keysets at hand; reading identity is audited."""
    rows = list(
        db.session.scalars(
            select(Involved)
            .where(
                Involved.organisation_id == incident.organisation_id,
                Involved.incident_id == incident.id,
            )
            .order_by(Involved.role, Involved.ordinal)
        )
    )
    keysets.prefetch(incident.organisation_id, [row.keyset_id for row in rows])
    return rows


def list_addenda(incident: Incident) -> list[Addendum]:
    """Return what was added later, oldest first."""
    return list(
        db.session.scalars(
            select(Addendum)
            .where(
                Addendum.organisation_id == incident.organisation_id,
                Addendum.incident_id == incident.id,
            )
            .order_by(Addendum.added_at, Addendum.id)
        )
    )


def list_custody(incident_id: UUID, organisation_id: UUID) -> list[CustodyEntry]:
    """Return who had the evidence of an incident in hand, oldest first; the caller has reach."""
    return list(
        db.session.scalars(
            select(CustodyEntry)
            .join(
                Evidence,
                (Evidence.organisation_id == CustodyEntry.organisation_id)
                & (Evidence.id == CustodyEntry.evidence_id),
            )
            .where(Evidence.organisation_id == organisation_id, Evidence.subject_id == incident_id)
            .order_by(CustodyEntry.at, CustodyEntry.id)
        )
    )


def has_references(organisation_id: UUID) -> bool:
    """Return whether a report was ever given a reference here: papers carry the code by then."""
    one = select(ReferenceCounter.year).where(ReferenceCounter.organisation_id == organisation_id)
    return db.session.scalar(one.limit(1)) is not None

"""Writes and finds the rows about one victim: lines of the course, private notes, wishes."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.cases import finishing
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.support.models import SupportEntry, SupportNote, SupportWish
from vpt.support.rules import Entry


def add_entry(
    actor: Actor,
    victim: Involved,
    kind: Entry,
    details: Mapping[str, object],
    *,
    number: int | None = None,
    now: datetime,
) -> SupportEntry:
    """Add a line to the course of a victim; empty details are left out."""
    row = SupportEntry(
        organisation_id=victim.organisation_id,
        id=new_id(),
        case_id=victim.incident_id,
        involved_id=victim.id,
        keyset_id=victim.keyset_id,
        author_id=actor.id,
        kind=kind.value,
        number=number,
        at=now,
    )
    row.details = {name: value for name, value in details.items() if value not in (None, "", [])}
    db.session.add(row)
    return row


def add_note(actor: Actor, victim: Involved, text: str, *, now: datetime) -> SupportNote:
    """Add a private note about a victim; the caller has checked who may."""
    row = SupportNote(
        organisation_id=victim.organisation_id,
        id=new_id(),
        case_id=victim.incident_id,
        involved_id=victim.id,
        keyset_id=victim.keyset_id,
        author_id=actor.id,
        at=now,
    )
    row.text = finishing.clean("private", text)
    db.session.add(row)
    return row


def wish_of(victim: Involved) -> SupportWish:
    """Return what a victim wants, from now on kept."""
    found = db.session.scalar(
        select(SupportWish).where(
            SupportWish.organisation_id == victim.organisation_id,
            SupportWish.involved_id == victim.id,
        )
    )
    if found is None:
        found = SupportWish(
            organisation_id=victim.organisation_id,
            id=new_id(),
            case_id=victim.incident_id,
            involved_id=victim.id,
        )
        db.session.add(found)
    return found


def own_victim(actor: Actor, case_id: UUID) -> Involved:
    """Return the actor's own place as a victim of a case in reach; NotVisible for others."""
    found = db.session.scalar(
        select(Involved)
        .where(
            Involved.organisation_id == actor.organisation_id,
            Involved.incident_id == case_id,
            Involved.user_id == actor.id,
            Involved.role == "victim",
        )
        .order_by(Involved.ordinal)
        .limit(1)
    )
    if found is None:
        raise NotVisible("not_found")
    return found

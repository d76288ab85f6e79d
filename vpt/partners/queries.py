"""The contacts an employer has at its partners."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, select

from vpt.core.actor import Actor
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.partners.models import ContactOfficer


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Somebody at a partner: who, how to reach them, whether they sign in, from and until when."""

    id: UUID
    party: str
    name: str
    phone: str
    email: str
    place: str
    second_email: str
    partner_id: UUID | None
    user_id: UUID | None
    is_vpt: bool
    valid_from: date
    valid_until: date | None


def officers(actor: Actor) -> list[Officer]:
    """Return every contact at a partner of the own organisation, newest first."""
    return [_officer(row) for row in _officers(actor)]


def officer_on(actor: Actor, party: str, on: date) -> Officer | None:
    """Return who is contact officer of a party on a day, or None."""
    found = [
        row
        for row in _officers(actor)
        if row.party == party
        and row.is_vpt
        and row.valid_from <= on
        and (row.valid_until is None or row.valid_until >= on)
    ]
    return _officer(found[0]) if found else None


def _officers(actor: Actor) -> list[ContactOfficer]:
    rows = db.session.execute(
        select(ContactOfficer, Keyset)
        .outerjoin(
            Keyset,
            and_(
                Keyset.organisation_id == ContactOfficer.organisation_id,
                Keyset.id == ContactOfficer.keyset_id,
            ),
        )
        .where(ContactOfficer.organisation_id == actor.organisation_id)
        .order_by(ContactOfficer.valid_from.desc(), ContactOfficer.id.desc())
    ).all()
    for row in rows:
        keysets.remember(row.Keyset)
    return [row.ContactOfficer for row in rows]


def _officer(row: ContactOfficer) -> Officer:
    values = row.identity or {}
    return Officer(
        id=row.id,
        party=row.party,
        name=str(values.get("name", "")),
        phone=str(values.get("phone", "")),
        email=str(values.get("email", "")),
        place=str(values.get("place", "")),
        second_email=str(values.get("second_email", "")),
        partner_id=row.partner_id,
        user_id=row.user_id,
        is_vpt=row.is_vpt,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )

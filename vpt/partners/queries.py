"""The partners of an employer and its contacts there, and what an account may open today."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.core.actor import Actor
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.keysets import Keyset
from vpt.partners.models import ContactOfficer, Partnership
from vpt.partners.rules import PARTY_OF, Party

_SAME_PARTNER = and_(
    Partnership.organisation_id == ContactOfficer.organisation_id,
    Partnership.partner_id == ContactOfficer.partner_id,
)


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
    version: int = 1

    def is_valid(self, on: date) -> bool:
        """Tell whether they are a contact on a day."""
        return self.valid_from <= on and (self.valid_until is None or self.valid_until >= on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation this employer works with, or worked with until a day."""

    id: UUID
    name: str
    kind: str
    valid_from: date
    valid_until: date | None

    @property
    def party(self) -> Party:
        """Return the lane of the chain it stands in."""
        return PARTY_OF[OrganisationKind(self.kind)]

    def is_valid(self, on: date) -> bool:
        """Tell whether the employer works with it on a day."""
        return self.valid_from <= on and (self.valid_until is None or self.valid_until >= on)


def partners(actor: Actor) -> list[Partner]:
    """Return every partner organisation of the own organisation, by name, also former ones."""
    rows = db.session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Partnership.valid_from,
            Partnership.valid_until,
        )
        .join(Partnership, Partnership.partner_id == Organisation.id)
        .where(Partnership.organisation_id == actor.organisation_id)
        .order_by(Organisation.name, Organisation.id)
    )
    return [
        Partner(
            id=row.id,
            name=row.name,
            kind=row.kind,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )
        for row in rows
    ]


def directory() -> list[tuple[UUID, str, str]]:
    """Return id, name and kind of every public body an employer can work with, by name.

    The list is the same for all employers: it holds bodies, never people.
    """
    rows = db.session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind)
        .where(Organisation.kind.in_(list(PARTY_OF)))
        .order_by(Organisation.name, Organisation.id)
    )
    return [(row.id, row.name, row.kind) for row in rows]


def officers(actor: Actor) -> list[Officer]:
    """Return every contact at a partner of the own organisation, newest first."""
    return [as_officer(row) for row in _officers(actor)]


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
    return as_officer(found[0]) if found else None


def officer(actor: Actor, officer_id: UUID) -> Officer | None:
    """Return one contact of the own organisation, also one who no longer is; else None."""
    row = db.session.get(ContactOfficer, (actor.organisation_id, officer_id))
    return as_officer(row) if row is not None else None


def admits(user_id: UUID, partner_id: UUID, on: date) -> Select[UUID]:
    """Return the employers that let this account of a partner in on a day, as a statement.

    An employer does when it has the account as a contact at this partner, that contact and the
    partnership both hold on the day. What another employer admitted counts for nothing here.
    """
    return (
        select(ContactOfficer.organisation_id)
        .join(Partnership, _SAME_PARTNER)
        .where(
            ContactOfficer.user_id == user_id,
            ContactOfficer.partner_id == partner_id,
            _holds(ContactOfficer, on),
            _holds(Partnership, on),
        )
    )


def contacts_on(on: date) -> Select[UUID]:
    """Return the ids of every contact that holds on a day, as a statement.

    One at a partner organisation holds no longer than the partnership with it.
    """
    return (
        select(ContactOfficer.id)
        .outerjoin(Partnership, _SAME_PARTNER)
        .where(
            _holds(ContactOfficer, on),
            or_(ContactOfficer.partner_id.is_(None), _holds(Partnership, on)),
        )
    )


def is_open(organisation_id: UUID, officer_id: UUID, on: date) -> bool:
    """Tell whether what an employer shares with this contact may still be opened on a day."""
    found = contacts_on(on).where(
        ContactOfficer.organisation_id == organisation_id, ContactOfficer.id == officer_id
    )
    return db.session.scalar(found) is not None


def _holds(what: type[ContactOfficer | Partnership], on: date) -> ColumnElement[bool]:
    return and_(what.valid_from <= on, or_(what.valid_until.is_(None), what.valid_until >= on))


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


def as_officer(row: ContactOfficer) -> Officer:
    """Return a stored contact as plain values."""
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
        version=row.version,
    )

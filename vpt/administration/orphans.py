"""What lies with nobody: gaps in the settings because of which work or trust goes nowhere.

For who keeps the settings; it reads no case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from vpt.accounts import asked, standing_in
from vpt.accounts.models import Location, Organisation, Unit
from vpt.accounts.people import Membership, User
from vpt.accounts.rules import OrganisationKind
from vpt.cases import protocols
from vpt.cases.handlers import ROLE_OF_PARTY
from vpt.cases.models import ProtocolVersion
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.documents import seals
from vpt.documents.models import SealKey
from vpt.infra.db import db
from vpt.partners.models import ContactOfficer, Partnership

VITAL = (Role.COORDINATOR, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
ENOUGH = 2
"""Administrators: nobody lets in the only one who lost a telephone."""


class Gap(StrEnum):
    """What can be missing."""

    NO_COORDINATOR = "no_coordinator"
    NO_PRIVACY_OFFICER = "no_privacy_officer"
    ONE_ADMINISTRATOR = "one_administrator"
    UNIT_WITHOUT_MANAGER = "unit_without_manager"
    UNIT_ALONE = "unit_alone"
    """Its manager is away and nobody stands in."""
    STEP_WITHOUT_OWNER = "step_without_owner"
    PROTOCOL_MISSING = "protocol_missing"
    PROTOCOL_WITHOUT_OWNER = "protocol_without_owner"
    REVIEW_LATE = "review_late"
    PARTNER_WITHOUT_CONTACT = "partner_without_contact"
    LOCATION_WITHOUT_UNIT = "location_without_unit"
    SEAL_MISSING = "seal_missing"
    SEAL_ENDS = "seal_ends"
    ROLES_WAIT = "roles_wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """One thing that is missing; `subject` is what it is about, or a number."""

    kind: Gap
    subject: str = ""
    subject_id: UUID | None = None


def find(actor: Actor, *, now: datetime, locale: str = "nl") -> tuple[Orphan, ...]:
    """Return what is missing, most urgent kind first; nothing for who does not keep the settings.

    In at most twelve statements whatever the size of the organisation.
    """
    if not actor.may(Permission.CONFIGURE):
        return ()
    organisation = db.session.get_one(Organisation, actor.organisation_id)
    if organisation.kind != OrganisationKind.EMPLOYER:
        return ()
    today, holders = local_date(now), _holders(actor.organisation_id, now)
    return (
        *_roles(holders),
        *_units(actor.organisation_id, today),
        *_steps(actor.organisation_id, holders, locale, now),
        *_partners(actor.organisation_id, today),
        *_locations(actor.organisation_id),
        *_seal(actor.organisation_id, now),
        *_waiting(actor.organisation_id),
    )


def _holders(organisation_id: UUID, now: datetime) -> Mapping[str, set[UUID]]:
    rows = db.session.execute(
        select(Membership.role, Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_([*VITAL, *ROLE_OF_PARTY.values()]),
            Membership.valid_from <= now,
            or_(Membership.valid_until.is_(None), Membership.valid_until > now),
            User.disabled_at.is_(None),
        )
    )
    found: dict[str, set[UUID]] = {}
    for row in rows:
        found.setdefault(str(row.role), set()).add(row.user_id)
    return found


def _roles(holders: Mapping[str, set[UUID]]) -> Iterator[Orphan]:
    if not holders.get(Role.COORDINATOR):
        yield Orphan(kind=Gap.NO_COORDINATOR)
    if not holders.get(Role.PRIVACY_OFFICER):
        yield Orphan(kind=Gap.NO_PRIVACY_OFFICER)
    if len(holders.get(Role.ADMINISTRATOR, ())) < ENOUGH:
        yield Orphan(kind=Gap.ONE_ADMINISTRATOR)


def _units(organisation_id: UUID, today: date) -> Iterator[Orphan]:
    """Return the open units whose new cases find nobody at the head."""
    units = db.session.scalars(
        select(Unit)
        .where(Unit.organisation_id == organisation_id, Unit.closed_at.is_(None))
        .order_by(Unit.path)
    ).all()
    leaders = {one for unit in units for one in standing_in.leaders_of(unit, today)}
    working = _with_account(leaders)
    here = working - standing_in.absent(organisation_id, working, today)
    for unit in units:
        if unit.manager_id not in working:
            yield _about(Gap.UNIT_WITHOUT_MANAGER, unit)
        elif not here & set(standing_in.leaders_of(unit, today)):
            yield _about(Gap.UNIT_ALONE, unit)


def _about(kind: Gap, one: Unit | Location) -> Orphan:
    return Orphan(kind=kind, subject=one.name, subject_id=one.id)


def _with_account(user_ids: set[UUID]) -> set[UUID]:
    if not user_ids:
        return set()
    return set(
        db.session.scalars(select(User.id).where(User.id.in_(user_ids), User.disabled_at.is_(None)))
    )


def _steps(
    organisation_id: UUID, holders: Mapping[str, set[UUID]], locale: str, now: datetime
) -> Iterator[Orphan]:
    """Return the steps of the protocol in force whose party nobody fills, and its own gaps."""
    try:
        current = protocols.current(organisation_id, now=now)
    except RuleBroken:
        yield Orphan(kind=Gap.PROTOCOL_MISSING)
        return
    for step in current.protocol.steps:
        role = ROLE_OF_PARTY.get(step.party)
        if role is not None and not holders.get(role):
            yield Orphan(kind=Gap.STEP_WITHOUT_OWNER, subject=step.title.in_language(locale))
    row = db.session.execute(
        select(ProtocolVersion.owner_id, ProtocolVersion.review_at).where(
            ProtocolVersion.organisation_id == organisation_id,
            ProtocolVersion.id == current.version_id,
        )
    ).one()
    if row.owner_id is None or not _with_account({row.owner_id}):
        yield Orphan(kind=Gap.PROTOCOL_WITHOUT_OWNER)
    if row.review_at <= now:
        yield Orphan(kind=Gap.REVIEW_LATE)


def _partners(organisation_id: UUID, today: date) -> Iterator[Orphan]:
    has_contact = exists().where(
        ContactOfficer.organisation_id == Partnership.organisation_id,
        ContactOfficer.partner_id == Partnership.partner_id,
        ContactOfficer.valid_from <= today,
        or_(ContactOfficer.valid_until.is_(None), ContactOfficer.valid_until >= today),
    )
    rows = db.session.execute(
        select(Organisation.name, Organisation.id)
        .join(Partnership, Partnership.partner_id == Organisation.id)
        .where(
            Partnership.organisation_id == organisation_id,
            Partnership.valid_from <= today,
            or_(Partnership.valid_until.is_(None), Partnership.valid_until >= today),
            ~has_contact,
        )
        .order_by(Organisation.name)
    )
    for row in rows:
        yield Orphan(kind=Gap.PARTNER_WITHOUT_CONTACT, subject=row.name, subject_id=row.id)


def _locations(organisation_id: UUID) -> Iterator[Orphan]:
    """Return open places without a unit, or with one that is closed: nobody leads a case there."""
    rows = db.session.scalars(
        select(Location)
        .outerjoin(
            Unit,
            and_(Unit.organisation_id == Location.organisation_id, Unit.id == Location.unit_id),
        )
        .where(
            Location.organisation_id == organisation_id,
            Location.closed_at.is_(None),
            or_(Location.unit_id.is_(None), Unit.closed_at.is_not(None)),
        )
        .order_by(Location.name)
    )
    for one in rows:
        yield _about(Gap.LOCATION_WITHOUT_UNIT, one)


def _seal(organisation_id: UUID, now: datetime) -> Iterator[Orphan]:
    ends = db.session.scalar(
        select(SealKey.valid_until)
        .where(SealKey.organisation_id == organisation_id, SealKey.retired_at.is_(None))
        .order_by(SealKey.created_at.desc())
        .limit(1)
    )
    if ends is None:
        yield Orphan(kind=Gap.SEAL_MISSING)
    elif ends <= now + seals.WARNINGS[0]:
        yield Orphan(kind=Gap.SEAL_ENDS)


def _waiting(organisation_id: UUID) -> Iterator[Orphan]:
    waiting = len(asked.list_waiting(organisation_id))
    if waiting:
        yield Orphan(kind=Gap.ROLES_WAIT, subject=str(waiting))

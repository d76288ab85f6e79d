"""The first set-up: founding an organisation in an empty installation, and what is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Function, ScalarSelect, func, select
from sqlalchemy.dialects import postgresql, sqlite

from vpt.accounts import codes, credentials, queries
from vpt.accounts import service as accounts
from vpt.accounts.models import Installation, Location, Organisation, Unit
from vpt.accounts.people import Membership, User
from vpt.accounts.rules import CredentialKind, Step
from vpt.accounts.service import NewOrganisation, NewPerson
from vpt.accounts.signin import Proven
from vpt.audit import service as audit
from vpt.cases import founding, protocols
from vpt.cases.models import ProtocolVersion
from vpt.core import policy
from vpt.core.actor import GRANTS, Actor, Author, Permission, Role
from vpt.core.errors import RuleBroken
from vpt.infra.db import db
from vpt.infra.sealing import SealMaterial


class Part(StrEnum):
    """The parts of the first set-up, in the order in which they are offered."""

    ORGANISATION = "organisation"
    HOURS = "hours"
    PROTOCOL = "protocol"
    MAIL = "mail"
    SEAL = "seal"
    PLACES = "places"
    PEOPLE = "people"


OWNERS = frozenset(role for role in Role if Permission.PROTOCOL_EDIT in GRANTS[role])


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """The first administrator, with the hash of the password just chosen."""

    email: str
    name: str
    locale: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the first set-up is; counts, no names."""

    done: Mapping[Part, bool]
    units: int
    locations: int
    people: int
    ended_at: datetime | None

    @property
    def left(self) -> int:
        """Return how many parts nobody has finished."""
        return sum(not is_done for is_done in self.done.values())


def is_empty() -> bool:
    """Return whether there is no organisation yet in an installation that is no demo."""
    return not queries.is_demo() and db.session.scalar(select(Organisation.id).limit(1)) is None


def found(
    new: NewOrganisation, founder: Founder, seal: SealMaterial, *, now: datetime
) -> tuple[Organisation, Proven]:
    """Found the first organisation with its administrator, who has yet to enrol a second factor.

    Raises RuleBroken("already_founded") when somebody else was first, and what
    `founding.found` and `accounts.service.add_person` refuse.
    """
    _queue_up(now)
    if not is_empty():
        raise RuleBroken("already_founded")
    organisation = founding.found(new, seal, now=now)
    author = Author(organisation_id=organisation.id)
    person = NewPerson(
        email=founder.email,
        name=founder.name,
        roles=(Role.ADMINISTRATOR,),
        locale=founder.locale,
    )
    user = accounts.add_person(author, person, now=now)
    credentials.store(user.id, CredentialKind.PASSWORD, founder.password_hash, now=now)
    credentials.store(user.id, CredentialKind.TOTP, codes.new_secret(), now=now)
    audit.record(author, "account.password_set", ("user", user.id), at=now)
    return organisation, Proven(user.id, user.session_epoch, Step.ENROL)


def progress(actor: Actor) -> Progress:
    """Return how far the first set-up of the actor's organisation is."""
    policy.ensure(actor, Permission.CONFIGURE)
    here = actor.organisation_id
    row = db.session.get_one(Organisation, here)
    units, locations, people = db.session.execute(
        select(
            _count(func.count(Unit.id), Unit.organisation_id == here, Unit.closed_at.is_(None)),
            _count(
                func.count(Location.id),
                Location.organisation_id == here,
                Location.closed_at.is_(None),
            ),
            _count(func.count(Membership.user_id.distinct()), Membership.organisation_id == here),
        )
    ).one()
    done = {part: str(part) in row.set_up for part in Part}
    done[Part.ORGANISATION] = True
    done[Part.HOURS] |= bool(row.calendar)
    done[Part.PLACES] = units > 0 and locations > 0
    done[Part.PEOPLE] = people > 1
    return Progress(
        done=done, units=units, locations=locations, people=people, ended_at=row.set_up_at
    )


def tick(actor: Actor, part: Part, *, now: datetime) -> None:
    """Note that somebody looked at a part and found it right."""
    policy.ensure(actor, Permission.CONFIGURE)
    accounts.queue_up(actor.organisation_id)
    row = db.session.get_one(Organisation, actor.organisation_id, populate_existing=True)
    if str(part) not in row.set_up:
        row.set_up = {**row.set_up, str(part): now.isoformat()}
        subject = ("organisation", actor.organisation_id)
        audit.record(actor, "setup.part_done", subject, at=now, codes={"part": str(part)})
    db.session.flush()


def list_owners(actor: Actor, *, now: datetime) -> list[User]:
    """Return who can keep the protocol right, by name."""
    return queries.list_with_role(actor.organisation_id, OWNERS, now=now)


def adopt(actor: Actor, owner_id: UUID | None, *, now: datetime) -> None:
    """Adopt the protocol in force as it is, and name who keeps it right when that is known.

    Raises NotAllowed, and RuleBroken("owner_unable", field="owner").
    """
    tick(actor, Part.PROTOCOL, now=now)
    version_id = protocols.current(actor.organisation_id, now=now).version_id
    version = db.session.get_one(ProtocolVersion, (actor.organisation_id, version_id))
    if owner_id is None or owner_id == version.owner_id:
        return
    if owner_id not in {one.id for one in list_owners(actor, now=now)}:
        raise RuleBroken("owner_unable", field="owner")
    version.owner_id = owner_id
    codes = {"number": str(version.number), "owner": str(owner_id)}
    subject = ("protocol_version", version_id)
    audit.record(actor, "protocol.owner_named", subject, at=now, codes=codes)
    db.session.flush()


def end(actor: Actor, *, now: datetime) -> None:
    """End the first set-up. RuleBroken("nobody_confirms") while there is no second person."""
    policy.ensure(actor, Permission.CONFIGURE)
    accounts.queue_up(actor.organisation_id)
    if not founding.end_set_up(actor.organisation_id, now=now):
        raise RuleBroken("nobody_confirms")


def _count(counted: Function[int], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(counted).where(*conditions).scalar_subquery()


def _queue_up(now: datetime) -> None:
    """Let who founds at the same moment wait, and see afterwards what the first one made."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"id": 1, "is_demo": False, "created_at": now}
    db.session.execute(insert(Installation).values(row).on_conflict_do_nothing())
    db.session.execute(select(Installation.id).where(Installation.id == 1).with_for_update())

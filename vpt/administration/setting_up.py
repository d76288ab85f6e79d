"""The first set-up: founding an organisation in an empty installation, and what is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from vpt.accounts import codes, credentials, queries
from vpt.accounts import service as accounts
from vpt.accounts.models import Installation, Organisation
from vpt.accounts.rules import CredentialKind, Step
from vpt.accounts.service import NewOrganisation, NewPerson
from vpt.accounts.signin import Proven
from vpt.audit import service as audit
from vpt.cases import founding
from vpt.core.actor import Author, Role
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


LOOKED_AT = frozenset({Part.HOURS, Part.PROTOCOL, Part.MAIL, Part.SEAL})
"""Parts that somebody says are right; the others show by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Founder:
    """The first administrator, with the hash of the password just chosen."""

    email: str
    name: str
    password_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the first set-up is; counts, no names."""

    done: Mapping[Part, bool]
    units: int
    locations: int
    people: int

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
    person = NewPerson(email=founder.email, name=founder.name, roles=(Role.ADMINISTRATOR,))
    user = accounts.add_person(author, person, now=now)
    credentials.store(user.id, CredentialKind.PASSWORD, founder.password_hash, now=now)
    credentials.store(user.id, CredentialKind.TOTP, codes.new_secret(), now=now)
    audit.record(author, "account.password_set", ("user", user.id), at=now)
    return organisation, Proven(user.id, user.session_epoch, Step.ENROL)


def _queue_up(now: datetime) -> None:
    """Let who founds at the same moment wait, and see afterwards what the first one made."""
    insert = sqlite.insert if db.session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = {"id": 1, "is_demo": False, "created_at": now}
    db.session.execute(insert(Installation).values(row).on_conflict_do_nothing())
    db.session.execute(select(Installation.id).where(Installation.id == 1).with_for_update())

"""Organisations and people: making them, changing them, shutting them out."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import select, update

from vpt.accounts import credentials, queries
from vpt.accounts.models import Installation, Organisation
from vpt.accounts.people import Membership, User
from vpt.accounts.rules import (
    EMAIL,
    LOCALES,
    SHORT_CODE,
    CredentialKind,
    OrganisationKind,
    is_loopback,
    normal_email,
)
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.core.settings import Settings
from vpt.infra import keysets
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.infra.keysets import KeysetKind


class UnfitInstallation(RuntimeError):
    """These settings and this database may not run together; the message says what to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrganisation:
    """What an organisation starts with. `code` (2-6 capitals, digits) leads its references."""

    name: str
    code: str
    kind: OrganisationKind
    sector: str = ""
    region: str = ""
    domicile: str = ""
    help_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who gets an account and their first roles, all in one unit."""

    email: str
    name: str
    roles: tuple[Role, ...] = (Role.EMPLOYEE,)
    unit_id: UUID | None = None
    phone: str = ""
    locale: str = "nl"


def ensure_fit(settings: Settings, is_demo: bool, *, bind: str = "") -> None:  # noqa: FBT001  read at start, by name or not
    """Refuse a demo in production, and a demo that others than this machine can reach.

    `bind` is the host the server listens on, when the caller knows it.
    """
    if not is_demo:
        return
    if settings.production:
        message = "this database is a demo: unset VPT_PRODUCTION, or start with an empty database"
        raise UnfitInstallation(message)
    hosts = {"VPT_PUBLIC_URL": urlsplit(settings.public_url).hostname or "", "the bind": bind}
    for name, host in hosts.items():
        if host and not is_loopback(host):
            message = (
                f"a demo has sign-in without password, so {name} must be 127.0.0.1, not {host}"
            )
            raise UnfitInstallation(message)


def ensure_installation(*, is_demo: bool, now: datetime) -> Installation:
    """Return what this database is, deciding it when it is new. RuleBroken when it differs."""
    row = db.session.get(Installation, 1)
    if row is None:
        row = Installation(id=1, is_demo=is_demo, created_at=now)
        db.session.add(row)
        db.session.flush()
    if row.is_demo != is_demo:
        raise RuleBroken("installation_differs")
    return row


def create_organisation(new: NewOrganisation, *, now: datetime) -> Organisation:
    """Store an organisation with its own keyset. The caller adopts a protocol and makes a seal.

    Raises RuleBroken: code_invalid, code_taken.
    """
    if not SHORT_CODE.fullmatch(new.code):
        raise RuleBroken("code_invalid")
    if db.session.scalar(select(Organisation.id).where(Organisation.short_code == new.code)):
        raise RuleBroken("code_taken")
    organisation = Organisation(
        id=new_id(),
        name=new.name,
        short_code=new.code,
        kind=new.kind,
        sector=new.sector,
        region=new.region,
        domicile=new.domicile,
        help_text=new.help_text,
        created_at=now,
    )
    db.session.add(organisation)
    db.session.flush()
    organisation.keyset_id = keysets.create(
        organisation.id, KeysetKind.ORGANISATION, organisation.id
    )
    author = Author(organisation_id=organisation.id)
    subject = ("organisation", organisation.id)
    audit.record(author, "account.organisation_created", subject, at=now)
    db.session.flush()
    return organisation


def queue_up(organisation_id: UUID) -> None:
    """Let who changes the same thing of an organisation at the same moment go one by one.

    Holds nobody back who only refers to the organisation.
    """
    db.session.execute(
        select(Organisation.id)
        .where(Organisation.id == organisation_id)
        .with_for_update(key_share=True)
    )


def add_person(author: Actor | Author, new: NewPerson, *, now: datetime) -> User:
    """Give somebody roles in the author's organisation, with a new account when there is none.

    Raises RuleBroken: email_invalid, locale_unknown, own_role, role_held.
    """
    email = normal_email(new.email)
    if not EMAIL.fullmatch(email):
        raise RuleBroken("email_invalid")
    if new.locale not in LOCALES:
        raise RuleBroken("locale_unknown")
    user = queries.find_user_by_email(email)
    if user is None:
        user = User(
            id=new_id(),
            email=email,
            name=new.name,
            phone=new.phone,
            locale=new.locale,
            created_at=now,
        )
        db.session.add(user)
        db.session.flush()
        audit.record(author, "account.created", ("user", user.id), at=now)
    for role in new.roles:
        add_membership(author, user.id, role, unit_id=new.unit_id, now=now)
    return user


def add_membership(
    author: Actor | Author, user_id: UUID, role: Role, *, unit_id: UUID | None, now: datetime
) -> Membership:
    """Give a person a role in the author's organisation; nobody gives a role to himself."""
    if author.id == user_id:
        raise RuleBroken("own_role")
    if (author.organisation_id, role) in queries.list_roles_of(user_id, now=now):
        raise RuleBroken("role_held")
    row = Membership(
        organisation_id=author.organisation_id,
        id=new_id(),
        user_id=user_id,
        role=role,
        unit_id=unit_id,
        valid_from=now,
    )
    db.session.add(row)
    codes = {"role": str(role)}
    audit.record(author, "account.role_given", ("user", user_id), at=now, codes=codes)
    db.session.flush()
    return row


def end_role(author: Actor | Author, user_id: UUID, role: Role, *, now: datetime) -> None:
    """Take a role away from this moment on; running sessions lose it at their next page."""
    ended = db.session.execute(
        update(Membership)
        .where(
            Membership.organisation_id == author.organisation_id,
            Membership.user_id == user_id,
            Membership.role == role,
            (Membership.valid_until.is_(None)) | (Membership.valid_until > now),
        )
        .values(valid_until=now)
        .returning(Membership.id)
    ).all()
    if not ended:
        raise NotVisible("not_found")
    codes = {"role": str(role)}
    audit.record(author, "account.role_ended", ("user", user_id), at=now, codes=codes)


def disable(author: Actor | Author, user: User, *, now: datetime) -> None:
    """Shut a person out, at once and everywhere."""
    user.disabled_at = user.disabled_at or now
    user.session_epoch += 1
    audit.record(author, "account.disabled", ("user", user.id), at=now)
    db.session.flush()


def enable(author: Actor | Author, user: User, *, now: datetime) -> None:
    """Let a person in again."""
    user.disabled_at = None
    audit.record(author, "account.enabled", ("user", user.id), at=now)
    db.session.flush()


def remove_second_factor(author: Actor | Author, user: User, *, now: datetime) -> None:
    """Forget telephone and recovery codes, after the person lost both; sessions end."""
    credentials.remove(user.id, CredentialKind.TOTP, CredentialKind.RECOVERY)
    user.session_epoch += 1
    audit.record(author, "account.second_factor_removed", ("user", user.id), at=now)
    db.session.flush()

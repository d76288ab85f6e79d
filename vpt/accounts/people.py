"""People who sign in, their memberships and their credentials."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from vpt.accounts.rules import CredentialKind, Post, TokenPurpose, Verdict
from vpt.core.actor import Role
from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.ids import new_id
from vpt.infra.sealed import SealedBytes, SealedText
from vpt.infra.types import Json


class User(Base):
    """A person with an account, global: rights come only from memberships.

    Raising `session_epoch` signs the person out everywhere.
    """

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    phone: Mapped[str] = mapped_column(String(30), default="")
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    demo_role: Mapped[str] = mapped_column(String(120), default="")
    mail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    session_epoch: Mapped[int] = mapped_column(Integer, default=0)
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class Membership(Tenant, Base):
    """One role of one person in one organisation, from a moment until a moment."""

    __tablename__ = "memberships"
    __table_args__ = (
        tenant_fk("unit_id", "units"),
        Index("ix_memberships_user", "user_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role] = mapped_column(String(24))
    unit_id: Mapped[UUID | None]
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime | None]


class Credential(Tenant, Base):
    """A way to prove who you are; the secret is sealed under the organisation."""

    __tablename__ = "credentials"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("kind", "subject"),
        Index("ix_credentials_user", "user_id", "kind"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[CredentialKind] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(200))
    keyset_id: Mapped[UUID]
    secret_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    secret = SealedText()
    confirmed_at: Mapped[datetime | None]
    last_counter: Mapped[int | None]
    created_at: Mapped[datetime]


class SignInTry(Base):
    """One failed try, by keyed hash of what was tried; rows older than a day are swept."""

    __tablename__ = "sign_in_tries"
    __table_args__ = (Index("ix_sign_in_tries_key_at", "key", "at"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime]


class SingleUseToken(Base):
    """A link that works once. The link carries this id with the installation's signature."""

    __tablename__ = "single_use_tokens"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    purpose: Mapped[TokenPurpose] = mapped_column(String(16))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RoleRequest(Tenant, Base):
    """A role that opens case content, waiting for a coordinator or the privacy officer.

    Gives nothing by itself: the membership, or the place at the head of a unit, is stored when
    somebody else confirms it (DESIGN §6).
    """

    __tablename__ = "role_requests"
    __table_args__ = (
        tenant_fk("unit_id", "units"),
        Index("ix_role_requests_open", "organisation_id", "decided_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role] = mapped_column(String(24))
    post: Mapped[Post] = mapped_column(String(8))
    unit_id: Mapped[UUID | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    is_granted: Mapped[bool | None]
    verdict: Mapped[Verdict] = mapped_column(String(16), default=Verdict.NONE)


class Absence(Tenant, Base):
    """Somebody is away, from a local day until and including another; their deputy steps in."""

    __tablename__ = "absences"
    __table_args__ = (Index("ix_absences_user", "organisation_id", "user_id", "last_day"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    withdrawn_at: Mapped[datetime | None]

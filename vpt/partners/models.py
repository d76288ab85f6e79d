"""The partners an employer works with, and the people there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues


class Partnership(Tenant, Base):
    """An employer works with a partner organisation, from a day until a day."""

    __tablename__ = "partnerships"
    __table_args__ = (
        UniqueConstraint("organisation_id", "partner_id"),
        Index("ix_partnerships_partner", "partner_id"),
    )

    partner_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class ContactOfficer(Tenant, Base):
    """Somebody at a partner whom this employer deals with, from a day until a day.

    `identity` holds name, place, phone, email and second_email. With `user_id` the contact has an
    account: it opens this employer's shares with `partner_id`, and nobody else's.
    """

    __tablename__ = "contact_officers"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        Index("ix_contact_officers_user", "user_id"),
        Index("ix_contact_officers_party", "organisation_id", "party", "valid_from"),
    )

    keyset_id: Mapped[UUID]
    party: Mapped[str] = mapped_column(String(16))
    partner_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    is_vpt: Mapped[bool] = mapped_column(default=True, server_default=true())
    """Whether they are the contact officer for the national agreements, named on papers."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    identity_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    identity = SealedValues()

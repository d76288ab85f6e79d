"""A notice that warns colleagues at some places for a short time, and who has read it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText


class AttentionNotice(Tenant, Base):
    """What to watch for and what to do, from a moment until a moment; it never changes.

    Sealed under the organisation: everybody at the place reads it, and no case key is needed.
    """

    __tablename__ = "attention_notices"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("case_id", "cases"),
        tenant_fk("follows_id", "attention_notices"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_attention_notices_ends", "organisation_id", "ends_at"),
        Index("ix_attention_notices_sent", "organisation_id", "sent_at", "id"),
    )

    keyset_id: Mapped[UUID]
    case_id: Mapped[UUID | None]
    """Which case it comes from; readers are never told."""
    follows_id: Mapped[UUID | None]
    """The notice this one prolongs."""
    sent_at: Mapped[datetime]
    sent_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    watch_for_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    watch_for = SealedText()
    what_to_do_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    what_to_do = SealedText()

    def applies(self, now: datetime) -> bool:
        """Tell whether it counts at this moment; it ends by itself."""
        return self.withdrawn_at is None and self.starts_at <= now < self.ends_at

    def is_over(self, now: datetime) -> bool:
        """Tell whether it will never count again."""
        return self.withdrawn_at is not None or self.ends_at <= now


class AttentionPlace(Base):
    """One place a notice is for."""

    __tablename__ = "attention_places"
    __table_args__ = (
        tenant_fk("notice_id", "attention_notices"),
        tenant_fk("location_id", "locations"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    location_id: Mapped[UUID] = mapped_column(primary_key=True)


class AttentionReading(Base):
    """Somebody pressed "Gelezen"."""

    __tablename__ = "attention_readings"
    __table_args__ = (tenant_fk("notice_id", "attention_notices"),)

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    read_at: Mapped[datetime]

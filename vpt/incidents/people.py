"""The people in an incident, each under a key of their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import Blind, SealedBytes, SealedText, SealedValues


class Involved(Tenant, Base):
    """A victim, perpetrator or witness; `ordinal` makes the role number ("Slachtoffer 1").

    `identity` (names, birth date, contact), `description` (looks, free text) and `medical` are
    sealed under the person, so that one person can be shredded while the file stays.
    """

    __tablename__ = "involved"
    __table_args__ = (
        tenant_fk("incident_id", "incidents"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "incident_id", "role", "ordinal"),
        Index("ix_involved_user", "organisation_id", "user_id"),
        Index("ix_involved_blind_name", "organisation_id", "name_blind"),
        Index("ix_involved_blind_phone", "organisation_id", "phone_blind"),
        Index("ix_involved_blind_email", "organisation_id", "email_blind"),
        Index("ix_involved_blind_customer", "organisation_id", "customer_blind"),
    )

    incident_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    role: Mapped[str] = mapped_column(String(16))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    is_known: Mapped[bool] = mapped_column(default=False)
    protection: Mapped[str] = mapped_column(String(16), default="domicile")
    added_at: Mapped[datetime]
    identity_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    identity = SealedValues()
    description_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    description = SealedText()
    medical_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    medical = SealedText()
    name_blind: Mapped[bytes | None] = mapped_column(Blind)
    phone_blind: Mapped[bytes | None] = mapped_column(Blind)
    email_blind: Mapped[bytes | None] = mapped_column(Blind)
    customer_blind: Mapped[bytes | None] = mapped_column(Blind)

"""Drafts, and the files that prove what happened with their chain of custody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues


class Draft(Tenant, Base):
    """A report being written; its id becomes the incident's and the case's.

    `write_key_digest` lets a form that was posted after the session ended be stored unread.
    `parked` holds such a form for 24 hours until its writer signs in again.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "reporter_id", "idempotency_key"),
        Index("ix_drafts_reporter", "organisation_id", "reporter_id"),
        Index("ix_drafts_expires", "expires_at"),
    )

    keyset_id: Mapped[UUID]
    reporter_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    write_key_digest: Mapped[str] = mapped_column(String(64), unique=True)
    idempotency_key: Mapped[str] = mapped_column(String(64))
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()
    parked_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    parked = SealedValues()
    parked_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(Integer, default=0)
    saved_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    warned: Mapped[int] = mapped_column(default=0)


class Evidence(Tenant, Base):
    """A file of a draft or an incident (they share the id `subject_id`)."""

    __tablename__ = "evidence"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("file_id", "stored_files"),
        tenant_fk("preview_id", "stored_files"),
        Index("ix_evidence_subject", "organisation_id", "subject_id", "added_at"),
    )

    subject_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    file_id: Mapped[UUID]
    preview_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(16))
    title_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    title = SealedText()
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime]
    preserve_until: Mapped[datetime | None]


class CustodyEntry(Tenant, Base):
    """Who secured, saw, copied or handed over a piece of evidence, and when."""

    __tablename__ = "custody_entries"
    __table_args__ = (
        tenant_fk("evidence_id", "evidence"),
        Index("ix_custody_entries_evidence", "organisation_id", "evidence_id", "at"),
    )

    evidence_id: Mapped[UUID]
    at: Mapped[datetime]
    actor_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    act: Mapped[str] = mapped_column(String(16))


class OriginalRelease(Tenant, Base):
    """Somebody saw what an original tells of itself and let it leave the house as it is.

    Without one, only a copy that was drawn anew goes along, with the hash of the original.
    """

    __tablename__ = "original_releases"
    __table_args__ = (
        tenant_fk("evidence_id", "evidence"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "evidence_id"),
    )

    evidence_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    seen_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    seen = SealedValues()
    """What was shown: place, device, author and moment, as the file told them."""
    confirmed_at: Mapped[datetime]
    confirmed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))

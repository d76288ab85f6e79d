"""Issued documents: frozen, sealed, provable for ever."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText


class IssuedDocument(Tenant, Base):
    """A document as it went out; never drawn again. Hash, kind and date outlive the bytes."""

    __tablename__ = "issued_documents"
    __table_args__ = (
        tenant_fk("file_id", "stored_files"),
        UniqueConstraint(
            "organisation_id",
            "case_id",
            "kind",
            "profile",
            "subject_id",
            "version",
            name="uq_issued_documents_once",
        ),
        Index("ix_issued_documents_sha256", "sha256"),
    )

    case_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    """What it is about: a measure, a person, a police report; the case itself otherwise."""
    kind: Mapped[str] = mapped_column(String(32))
    profile: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(SmallInteger)
    layout_version: Mapped[str] = mapped_column(String(8))
    purpose: Mapped[str] = mapped_column(String(32))
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    content_sha256: Mapped[str] = mapped_column(String(64))
    """Hash of what was drawn, to recognise that nothing changed since the last issue."""
    file_id: Mapped[UUID | None]


class SealKey(Tenant, Base):
    """The organisation's seal; its PKCS#12 is sealed under the organisation."""

    __tablename__ = "seal_keys"
    __table_args__ = (tenant_fk("keyset_id", "keysets"),)

    keyset_id: Mapped[UUID]
    signer: Mapped[str] = mapped_column(String(120))
    pkcs12_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    pkcs12 = SealedText()
    certificate_pem: Mapped[str] = mapped_column(String(4000))
    valid_until: Mapped[datetime]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

"""Links between cases, and which cases a pattern dossier holds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText


class CaseLink(Tenant, Base):
    """One link; it is taken away, never deleted. What people wrote is sealed under `from_id`."""

    __tablename__ = "case_links"
    __table_args__ = (
        tenant_fk("from_id", "cases"),
        tenant_fk("to_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        CheckConstraint("from_id <> to_id", name="two_cases"),
        Index("ix_case_links_from", "organisation_id", "from_id"),
        Index("ix_case_links_to", "organisation_id", "to_id"),
    )

    keyset_id: Mapped[UUID]
    from_id: Mapped[UUID]
    to_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    removed_reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    removed_reason = SealedText()


class DossierCase(Tenant, Base):
    """One case told in an issued pattern dossier: who may not know of it, may not read it."""

    __tablename__ = "pattern_dossier_cases"
    __table_args__ = (
        tenant_fk("document_id", "issued_documents"),
        tenant_fk("case_id", "cases"),
        Index("ix_pattern_dossier_cases", "organisation_id", "document_id", "case_id", unique=True),
    )

    document_id: Mapped[UUID]
    case_id: Mapped[UUID]

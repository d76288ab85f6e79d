"""Audit entries and the sealed batches that chain them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.types import Json


class AuditEntry(Tenant, Base):
    """One act or look. Holds ids, codes and field names; never a value. Never updated."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_subject", "organisation_id", "subject_id", "at"),
        Index("ix_audit_entries_at", "organisation_id", "at"),
    )

    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[UUID | None]
    fields: Mapped[list[str]] = mapped_column(Json, default=list)
    codes: Mapped[dict[str, str]] = mapped_column(Json, default=dict)


class AuditBatch(Base):
    """A sealed batch: the hash of its entries and of the batch before it."""

    __tablename__ = "audit_batches"

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    sealed_at: Mapped[datetime]
    previous: Mapped[str] = mapped_column(String(64))
    root: Mapped[str] = mapped_column(String(64))
    entries: Mapped[int]


class AuditBatchRow(Base):
    """Which entry lies in which batch, and its hash."""

    __tablename__ = "audit_batch_rows"
    __table_args__ = (
        tenant_fk("entry_id", "audit_entries"),
        ForeignKeyConstraint(
            ["organisation_id", "number"],
            ["audit_batches.organisation_id", "audit_batches.number"],
        ),
    )

    organisation_id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))

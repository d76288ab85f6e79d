"""A running case and its protocol version."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText
from vpt.infra.types import Json


class ProtocolVersion(Tenant, Base):
    """The protocol text an organisation adopted; a case keeps the version it started with."""

    __tablename__ = "protocol_versions"
    __table_args__ = (UniqueConstraint("organisation_id", "number"),)

    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    effective_from: Mapped[datetime]
    review_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    """When it was released, which may be before it takes effect; None before 0.2."""
    note: Mapped[str] = mapped_column(String(500), default="", server_default="")
    """Why it was changed, in the words of who released it."""
    withdrawn_at: Mapped[datetime | None]
    """Taken back before it took effect."""


class Case(Tenant, Base):
    """The handling of one incident; has the incident's id.

    `version` guards against two people writing at once: every change of a step or fact also
    writes `changed_at` here. `unit_path` is what a manager's reach is compared with.
    """

    __tablename__ = "cases"
    __table_args__ = (
        tenant_fk("id", "incidents"),
        tenant_fk("protocol_version_id", "protocol_versions"),
        tenant_fk("unit_id", "units"),
        Index("ix_cases_opened", "organisation_id", "opened_at", "id"),
        Index("ix_cases_unit_path", "organisation_id", "unit_path", "opened_at", "id"),
        Index("ix_cases_assignee", "organisation_id", "assignee_id", "opened_at", "id"),
    )

    reference: Mapped[str] = mapped_column(String(24))
    protocol_version_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    unit_path: Mapped[str] = mapped_column(String(500), default="")
    category: Mapped[str] = mapped_column(String(8))
    severity: Mapped[int | None] = mapped_column(SmallInteger)
    confined: Mapped[bool] = mapped_column(default=False)
    """True when the reporter chose the coordinator: the line manager does not see the case."""
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    satisfied: Mapped[bool | None]
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it


class CaseFact(Tenant, Base):
    """A fact the protocol may react to; withdrawn facts stay with the moment of withdrawal."""

    __tablename__ = "case_facts"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        Index("ix_case_facts_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[UUID | None]
    value: Mapped[Any] = mapped_column(Json)
    true_since: Mapped[datetime]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    source: Mapped[str] = mapped_column(String(16))
    withdrawn_at: Mapped[datetime | None]


class CaseSubject(Tenant, Base):
    """What a scoped step is about besides a person: a measure, a police report, a claim."""

    __tablename__ = "case_subjects"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        Index("ix_case_subjects_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    scope: Mapped[str] = mapped_column(String(16))
    parent_id: Mapped[UUID | None]
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    opened_at: Mapped[datetime]


class CaseMessage(Tenant, Base):
    """A message between the reporter and the handler; also read by nobody else."""

    __tablename__ = "case_messages"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_case_messages_case", "organisation_id", "case_id", "sent_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    sent_at: Mapped[datetime]
    text_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    text = SealedText()

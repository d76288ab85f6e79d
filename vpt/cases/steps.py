"""The steps of a running case as they were opened, promised and finished."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues


class CaseStep(Tenant, Base):
    """One occurrence of a step for one subject; its due moment was fixed when it opened.

    `subject_id` is the case itself for steps of the case, so that the unique key holds. `unit_path`
    and `confined` are copied from the case: the worklist reads this table alone. `paused_seconds`
    is in the unit of the term; `details` holds reason, date, number and document of the outcome.
    """

    __tablename__ = "case_steps"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint(
            "organisation_id",
            "case_id",
            "key",
            "subject_id",
            "occurrence",
            name="uq_case_steps_once",
        ),
        Index("ix_case_steps_case", "organisation_id", "case_id", "state", "due_at"),
        Index("ix_case_steps_due", "organisation_id", "state", "due_at", "id"),
        Index("ix_case_steps_unit_due", "organisation_id", "state", "unit_path", "due_at"),
        Index("ix_case_steps_assignee", "organisation_id", "assignee_id", "state", "due_at"),
        Index("ix_case_steps_escalate", "state", "escalate_at"),
        Index(
            "ix_case_steps_paused",
            "organisation_id",
            "state",
            sqlite_where=text("paused_since IS NOT NULL"),
            postgresql_where=text("paused_since IS NOT NULL"),
        ),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(64))
    subject_id: Mapped[UUID]
    occurrence: Mapped[int] = mapped_column(SmallInteger)
    party: Mapped[str] = mapped_column(String(24))
    category: Mapped[str] = mapped_column(String(8))
    unit_path: Mapped[str] = mapped_column(String(500), default="")
    confined: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(8))
    opened_at: Mapped[datetime]
    anchor_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    target_at: Mapped[datetime | None]
    escalate_at: Mapped[datetime | None]
    escalated: Mapped[int] = mapped_column(SmallInteger, default=0)
    paused_since: Mapped[datetime | None]
    pause_reason: Mapped[str | None] = mapped_column(String(24))
    paused_seconds: Mapped[int] = mapped_column(Integer, default=0)
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    by_telephone: Mapped[bool] = mapped_column(default=False)
    by_partner: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the partner finished it themselves, by link or account."""
    outcome: Mapped[str | None] = mapped_column(String(40))
    grounds_withdrawn_at: Mapped[datetime | None]
    note_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    note = SealedText()
    details_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    details = SealedValues()

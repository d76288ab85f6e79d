"""What partners decided in a case, one row per thing they did or said."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues


class ChainOutcome(Tenant, Base):
    """One piece of news from police, prosecution, court or mayor.

    `code` is the outcome of the step it finished; `subject_id` the police report, the suspect or
    the case. Plain columns feed the figures; `content` holds numbers, places and explanations.
    """

    __tablename__ = "chain_outcomes"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("corrects_id", "chain_outcomes"),
        UniqueConstraint("organisation_id", "corrects_id"),
        Index("ix_chain_outcomes_case", "organisation_id", "case_id", "recorded_at"),
        Index("ix_chain_outcomes_hearing", "organisation_id", "hearing_on"),
    )

    case_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    party: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    code: Mapped[str] = mapped_column(String(40))
    dismissal_code: Mapped[str] = mapped_column(String(8), default="")
    decided_on: Mapped[date | None]
    hearing_on: Mapped[date | None]
    final_on: Mapped[date | None]
    uplift: Mapped[str] = mapped_column(String(8), default="")
    compensation_cents: Mapped[int | None] = mapped_column(Integer)
    corrects_id: Mapped[UUID | None]
    """The earlier one that was wrong; that one stays as it was said."""
    via: Mapped[str] = mapped_column(String(12))
    asked_at: Mapped[datetime | None]
    """When the waiting step opened: how long the answer took follows from it."""
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()

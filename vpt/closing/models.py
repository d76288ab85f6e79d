"""Where is kept what was told back, how a case was judged afterwards, and what it teaches."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues

LINE = String(300)


class Feedback(Tenant, Base):
    """What the reporter and the team heard; `words` holds `told` and `lesson`."""

    __tablename__ = "feedback"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("message_id", "case_messages"),
        Index("ix_feedback_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    told_on: Mapped[date]
    team_met_on: Mapped[date | None]
    message_id: Mapped[UUID | None]
    """The message that was sent with it, when it was told in writing."""
    lesson_kind: Mapped[str] = mapped_column(String(16))
    words_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    words = SealedValues()
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class Evaluation(Tenant, Base):
    """How the handling went, written at each closing; `words` holds `went_well`, `went_wrong`."""

    __tablename__ = "evaluations"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "case_id", "round"),
        CheckConstraint("in_time BETWEEN 1 AND 5 AND chain_held BETWEEN 1 AND 5", name="scored"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    round: Mapped[int] = mapped_column(SmallInteger)
    """1 for the first closing, 2 after the case was opened again, and so on."""
    outcome: Mapped[str] = mapped_column(String(24))
    in_time: Mapped[int] = mapped_column(SmallInteger)
    chain_held: Mapped[int] = mapped_column(SmallInteger)
    words_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    words = SealedValues()
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class RiskEntry(Tenant, Base):
    """A point for the risk inventory (RI&E): plain, guarded texts without anybody in them."""

    __tablename__ = "risk_entries"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        Index("ix_risk_entries_due", "organisation_id", "due_on", "id"),
        Index("ix_risk_entries_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID | None]
    category: Mapped[str] = mapped_column(String(8))
    risk: Mapped[str] = mapped_column(LINE)
    cause: Mapped[str] = mapped_column(LINE)
    measure: Mapped[str] = mapped_column(LINE)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))

"""Joint case meetings, the cases on their agendas, and what was agreed about each."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText
from vpt.infra.types import Json


class Meeting(Tenant, Base):
    """One meeting of the employer with one partner."""

    __tablename__ = "meetings"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        Index("ix_meetings_day", "organisation_id", "held_on"),
    )

    keyset_id: Mapped[UUID]
    partner_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    party: Mapped[str] = mapped_column(String(16))
    held_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(SmallInteger, default=1)
    planned_at: Mapped[datetime]
    planned_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    present_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    present = SealedText()
    """Who were there, in a line."""

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's own declaration


class AgendaItem(Tenant, Base):
    """One case on an agenda; `reasons` are codes that say why it is there."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        tenant_fk("meeting_id", "meetings"),
        tenant_fk("case_id", "cases"),
        UniqueConstraint("organisation_id", "meeting_id", "case_id"),
        Index("ix_agenda_items_case", "organisation_id", "case_id"),
    )

    meeting_id: Mapped[UUID]
    case_id: Mapped[UUID]
    place: Mapped[int] = mapped_column(SmallInteger)
    reasons: Mapped[list[str]] = mapped_column(Json, default=list)
    decision: Mapped[str] = mapped_column(String(12), default="")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class Agreement(Tenant, Base):
    """What was agreed about a case; its id is that of the subject its step is about."""

    __tablename__ = "agreements"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("item_id", "agenda_items"),
        Index("ix_agreements_case", "organisation_id", "case_id", "made_at"),
        Index("ix_agreements_item", "organisation_id", "item_id"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    item_id: Mapped[UUID]
    by_partner: Mapped[bool]
    """Whether the partner does it; the coordinator then asks whether it was done."""
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    text_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    text = SealedText()

"""Decisions on police reports, the reports, what the chain said about them, and complaints."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues


class ReportDecision(Tenant, Base):
    """What was decided with one victim, and what the victim thought of it, in their words."""

    __tablename__ = "report_decisions"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_report_decisions_case", "organisation_id", "case_id", "decided_at"),
    )

    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    choice: Mapped[str] = mapped_column(String(20))
    wish: Mapped[str] = mapped_column(String(16))
    said_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    said = SealedText()
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class PoliceWish(Tenant, Base):
    """What one victim says about a police report, themselves, until the step about it is done.

    `content` holds what `rules.WISHED` lists, sealed under the victim.
    """

    __tablename__ = "police_wishes"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "victim_id"),
        Index("ix_police_wishes_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    said_at: Mapped[datetime]
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()


class PoliceReport(Tenant, Base):
    """One report to the police; its id is that of the subject the steps are about.

    `details` (see `rules.DETAILS`) holds what goes on its papers and what the police gave.
    `record_id` is the copy of the official record among the evidence.
    """

    __tablename__ = "police_reports"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("record_id", "evidence"),
        Index("ix_police_reports_case", "organisation_id", "case_id", "opened_at"),
    )

    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    filed_by: Mapped[str] = mapped_column(String(16))
    protection: Mapped[str] = mapped_column(String(16), default="")
    name_known: Mapped[str] = mapped_column(String(16), default="")
    state: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    appointment_on: Mapped[date | None]
    filed_on: Mapped[date | None]
    code_state: Mapped[str] = mapped_column(String(16), default="")
    code_asked_on: Mapped[date | None]
    record_id: Mapped[UUID | None]
    desk_code: Mapped[str | None] = mapped_column(String(32), unique=True)
    """What the QR on the cover sheet says: it lets somebody write an answer, and read nothing."""
    details_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    details = SealedValues()


class RetiredDeskCode(Tenant, Base):
    """A code of an older cover sheet: whoever scans it is asked for a new sheet."""

    __tablename__ = "retired_desk_codes"
    __table_args__ = (tenant_fk("report_id", "police_reports"),)

    report_id: Mapped[UUID]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    retired_at: Mapped[datetime]
    retired_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class PoliceTalk(Tenant, Base):
    """One thing said to or by police or prosecution about a report or a suspect."""

    __tablename__ = "police_talks"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_police_talks_case", "organisation_id", "case_id", "noted_at"),
    )

    case_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(24))
    held_on: Mapped[date]
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()


class Complaint(Tenant, Base):
    """A victim's own request to prosecute; `proxy_id` is the special written power of attorney."""

    __tablename__ = "complaints"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("proxy_id", "evidence"),
        Index("ix_complaints_case", "organisation_id", "case_id"),
        UniqueConstraint("organisation_id", "victim_id", "filed_on"),
    )

    case_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    manner: Mapped[str] = mapped_column(String(16))
    filed_on: Mapped[date]
    is_late: Mapped[bool]
    proxy_id: Mapped[UUID | None]
    place_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    place = SealedText()
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))

"""The sources that may hold evidence of an incident, and by when they must be kept."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText


class EvidenceSource(Tenant, Base):
    """One place where evidence may be: a camera, a phone log, a mailbox.

    `place` says where it is and who keeps it, `reason` why it cannot be had; both are sealed under
    the case. `keep_until` is the last calendar day (Europe/Amsterdam) on which it surely still
    exists; None when nobody set a term. `next_alarm_at` is None once the source is accounted for.
    """

    __tablename__ = "evidence_sources"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("evidence_id", "evidence"),
        Index("ix_evidence_sources_case", "organisation_id", "case_id", "added_at"),
        Index("ix_evidence_sources_alarm", "next_alarm_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    """See rules.State."""
    keep_until: Mapped[date | None]
    next_alarm_at: Mapped[datetime | None]
    alarmed: Mapped[int] = mapped_column(SmallInteger, default=0)
    """The last alarm that was given: a day after the incident, or rules.LAST_DAY."""
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    requested_at: Mapped[datetime | None]
    requested_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    evidence_id: Mapped[UUID | None]
    place_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    place = SealedText()
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()

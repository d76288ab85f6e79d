"""A request to look for one person in the register, and what the second person decided."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText
from vpt.measures import register_rules
from vpt.measures.register_rules import RequestState


class RegisterRequest(Tenant, Base):
    """One request; its reasons are sealed under the case, so they go when the case goes.

    Nothing of what was found is kept: only that somebody looked, in the trail.
    """

    __tablename__ = "register_requests"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_register_requests_asked", "organisation_id", "asked_at", "id"),
        Index("ix_register_requests_involved", "organisation_id", "involved_id"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    asked_at: Mapped[datetime]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    is_approved: Mapped[bool] = mapped_column(default=False)
    used_at: Mapped[datetime | None]
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()
    answer_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    answer = SealedText()
    """Why the second person allowed or refused it."""

    def state(self, now: datetime) -> RequestState:
        """Return where it stands at a moment."""
        moments = register_rules.Moments(
            asked_at=self.asked_at,
            decided_at=self.decided_at,
            is_approved=self.is_approved,
            used_at=self.used_at,
        )
        return register_rules.state(moments, now=now)

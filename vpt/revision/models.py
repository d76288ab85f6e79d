"""The draft of a next protocol version, and the reviews of versions in force."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk


class ProtocolDraft(Tenant, Base):
    """What the next version may become; an organisation has one at a time.

    `text` is TOML that need not be a valid protocol yet: what is wrong with it is shown.
    """

    __tablename__ = "protocol_drafts"
    __table_args__ = (
        tenant_fk("base_id", "protocol_versions"),
        UniqueConstraint("organisation_id"),
    )

    base_id: Mapped[UUID]
    """The version it started from, and is compared with."""
    text: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    """Guards against two people writing at once."""
    started_at: Mapped[datetime]
    started_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class ProtocolReview(Tenant, Base):
    """The owner looked the version over and found it still right, or said what must change."""

    __tablename__ = "protocol_reviews"
    __table_args__ = (tenant_fk("version_id", "protocol_versions"),)

    version_id: Mapped[UUID]
    reviewed_at: Mapped[datetime]
    reviewed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    is_right: Mapped[bool]
    note: Mapped[str] = mapped_column(String(500), default="")

"""One table for all: a snapshot per change."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.history.rules import Kind
from vpt.infra.db import Base, Tenant
from vpt.infra.types import Json


class SettingVersion(Tenant, Base):
    """What a setting was from a moment on; number 0 is how it was before the first change.

    `subject` tells things of one kind apart: the id of a unit or location, the key of a letter.
    """

    __tablename__ = "setting_versions"
    __table_args__ = (UniqueConstraint("organisation_id", "kind", "subject", "number"),)

    kind: Mapped[Kind] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(64), default="")
    number: Mapped[int] = mapped_column(Integer)
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    set_at: Mapped[datetime]
    set_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    """None for the system: the first state, or a command."""
    back_to: Mapped[int | None]
    """The number of the version that was put back, when that is what happened."""

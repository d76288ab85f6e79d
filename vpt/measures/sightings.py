"""What reception noted about somebody with a measure: they came in, they called, they are here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText


class Encounter(Tenant, Base):
    """One time somebody with a measure turned up; sealed under the case."""

    __tablename__ = "encounters"
    __table_args__ = (
        tenant_fk("measure_id", "measures"),
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("location_id", "locations"),
        Index("ix_encounters_case", "organisation_id", "case_id", "happened_at"),
        Index("ix_encounters_measure", "organisation_id", "measure_id", "happened_at"),
    )

    measure_id: Mapped[UUID]
    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    location_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(16))
    """See board_rules.EncounterKind."""
    happened_at: Mapped[datetime]
    noted_at: Mapped[datetime]
    noted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    police_called: Mapped[bool]
    text_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    text = SealedText()

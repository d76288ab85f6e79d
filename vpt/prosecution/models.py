"""What is planned for the prosecutor's dossier of a case, and every dossier that left."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues
from vpt.infra.types import Json


class DossierPlan(Tenant, Base):
    """The dossier of one case as it is being put together; one row, changed until it is right."""

    __tablename__ = "dossier_plans"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    exhibits: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    """Evidence id to its form (see `rules.Form`): left out, listed, as a copy, as the original."""
    statement_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    statement = SealedValues()
    """What the employer states and who signs: name, function, place, day, text, and the impact
    on the service and on the victim."""
    revision: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class HandIn(Tenant, Base):
    """One dossier that was issued for the prosecutor; number 1 is the file, 2 and on supplement."""

    __tablename__ = "hand_ins"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("document_id", "issued_documents"),
        tenant_fk("identity_id", "issued_documents"),
        UniqueConstraint("organisation_id", "case_id", "number"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(SmallInteger)
    document_id: Mapped[UUID]
    identity_id: Mapped[UUID | None]
    """The identity sheet that goes with it, on paper of its own."""
    exhibits: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    """Frozen, in order: number (B1), evidence id, form, file id and SHA-256 of what went along."""
    news_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    news = SealedValues()
    """In a supplement: `lines`, what is new since the one before."""
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))

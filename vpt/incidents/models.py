"""A reported incident and the behaviours in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues

REFERENCE = String(24).with_variant(String(24, collation="C"), "postgresql")
"""Compared sign by sign on both databases, so that a prefix is a range of the unique index."""


class Incident(Tenant, Base):
    """One reported event. Its id is the case id and was the id of its draft.

    Plain columns are what lists and figures need; what people wrote is sealed. `answers` holds
    literal words, the seven W's, a free-text place, damage, support wanted (see rules.Report).
    """

    __tablename__ = "incidents"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("unit_id", "units"),
        tenant_fk("location_id", "locations"),
        tenant_fk("leading_id", "incidents"),
        UniqueConstraint("organisation_id", "reference"),
        UniqueConstraint("organisation_id", "reporter_id", "idempotency_key"),
        CheckConstraint("occurred_until >= occurred_from", name="ends_after_start"),
        Index("ix_incidents_reporter", "organisation_id", "reporter_id", "submitted_at"),
        Index("ix_incidents_occurred", "organisation_id", "occurred_from"),
        Index("ix_incidents_location", "organisation_id", "location_id", "submitted_at", "id"),
    )

    keyset_id: Mapped[UUID]
    reference: Mapped[str] = mapped_column(REFERENCE)
    idempotency_key: Mapped[str] = mapped_column(String(64))
    reporter_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    unit_id: Mapped[UUID | None]
    location_id: Mapped[UUID | None]
    location_kind: Mapped[str] = mapped_column(String(40), default="")
    occurred_from: Mapped[datetime]
    occurred_until: Mapped[datetime]
    precision: Mapped[str] = mapped_column(String(16))
    submitted_at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(24), default="")
    activity: Mapped[str] = mapped_column(String(40), default="")
    motive: Mapped[str] = mapped_column(String(24), default="unknown")
    category: Mapped[str] = mapped_column(String(8))
    severity: Mapped[int | None] = mapped_column(SmallInteger)
    victim_score: Mapped[int | None] = mapped_column(SmallInteger)
    perpetrator_relation: Mapped[str] = mapped_column(String(16), default="unknown")
    perpetrator_known: Mapped[bool] = mapped_column(default=False)
    injured: Mapped[bool] = mapped_column(default=False)
    damaged: Mapped[bool] = mapped_column(default=False)
    weapon: Mapped[bool] = mapped_column(default=False)
    police_present: Mapped[bool] = mapped_column(default=False)
    recipient: Mapped[str] = mapped_column(String(16), default="manager")
    summary: Mapped[str] = mapped_column(String(300))
    narrative_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    narrative = SealedText()
    answers_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    answers = SealedValues()
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(24))
    leading_id: Mapped[UUID | None]


class Behaviour(Base):
    """One behaviour of the taxonomy seen in an incident."""

    __tablename__ = "incident_behaviours"
    __table_args__ = (
        tenant_fk("incident_id", "incidents"),
        Index("ix_incident_behaviours_code", "organisation_id", "category", "subtype"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    incident_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(8), primary_key=True)
    subtype: Mapped[str] = mapped_column(String(32), primary_key=True, default="")


class Addendum(Tenant, Base):
    """What somebody added later; the report itself never changes."""

    __tablename__ = "addenda"
    __table_args__ = (
        tenant_fk("incident_id", "incidents"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_addenda_incident", "organisation_id", "incident_id", "added_at"),
    )

    incident_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    added_at: Mapped[datetime]
    text_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    text = SealedText()


class ReferenceCounter(Base):
    """The last reference number given out per organisation and local year."""

    __tablename__ = "reference_counters"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]

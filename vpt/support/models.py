"""What support leaves behind: the safety log, the course of aftercare, private notes, wishes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues
from vpt.infra.types import Json


class SafetyEntry(Tenant, Base):
    """One line of the safety log: what was done (codes) at which moment, with a note."""

    __tablename__ = "safety_entries"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_safety_entries_case", "organisation_id", "case_id", "at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    added_at: Mapped[datetime]
    acts: Mapped[Any] = mapped_column(Json)
    note_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    note = SealedText()


class SupportEntry(Tenant, Base):
    """One line in the course of a victim's aftercare: a talk, a check, a referral, a return.

    What it says is about somebody's health, so all of it is sealed under that person.
    """

    __tablename__ = "support_entries"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_support_entries_person", "organisation_id", "involved_id", "at"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(16))
    number: Mapped[int | None] = mapped_column(SmallInteger)
    """Which talk it was, from 1; None for what is no talk."""
    at: Mapped[datetime]
    details_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    details = SealedValues()


class SupportNote(Tenant, Base):
    """A private note: for the victim and for whoever of the support team helps them, no others."""

    __tablename__ = "support_notes"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        tenant_fk("keyset_id", "keysets"),
        Index("ix_support_notes_person", "organisation_id", "involved_id", "at"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    text_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    text = SealedText()


class SupportWish(Tenant, Base):
    """What a victim wants of aftercare: no thanks, and a word on the day it was a year ago."""

    __tablename__ = "support_wishes"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("involved_id", "involved"),
        UniqueConstraint("organisation_id", "involved_id", name="uq_support_wishes_person"),
        Index("ix_support_wishes_anniversary", "anniversary_on", "id"),
    )

    case_id: Mapped[UUID]
    involved_id: Mapped[UUID]
    declined_at: Mapped[datetime | None]
    anniversary_on: Mapped[date | None]
    """The next day to send a word; None is off, as it is until the victim asks for it."""

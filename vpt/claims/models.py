"""Where damage is kept: its items, the returned claim forms, and what was awarded and received."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues

VICTIM_NAMED = "(claimant = 'victim') = (victim_id IS NOT NULL)"


class DamageItem(Tenant, Base):
    """One thing somebody lost, in euro cents; never deleted, only taken off the list.

    `details` holds `what`, `insurer`, `paid_by` and `route_reason`; those of a victim are sealed
    under that person, the others under the case.
    """

    __tablename__ = "damage_items"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("evidence_id", "evidence"),
        CheckConstraint("amount_cents > 0", name="is_positive"),
        CheckConstraint(VICTIM_NAMED, name="victim_named"),
        Index("ix_damage_items_case", "organisation_id", "case_id", "added_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    claimant: Mapped[str] = mapped_column(String(16))
    victim_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(24))
    incurred_on: Mapped[date]
    amount_cents: Mapped[int] = mapped_column(Integer)
    proof: Mapped[str] = mapped_column(String(16))
    evidence_id: Mapped[UUID | None]
    insured: Mapped[bool] = mapped_column(default=False)
    route_chosen: Mapped[str | None] = mapped_column(String(16))
    """Only when somebody decided otherwise than the rules propose."""
    details_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    details = SealedValues()
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    changed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class ClaimForm(Tenant, Base):
    """The prosecution's claim form of one victim, as it went back."""

    __tablename__ = "claim_forms"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("victim_id", "involved"),
        Index("ix_claim_forms_case", "organisation_id", "case_id"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    victim_id: Mapped[UUID]
    outcome: Mapped[str] = mapped_column(String(16))
    way: Mapped[str] = mapped_column(String(16))
    returned_on: Mapped[date | None]
    asked_cents: Mapped[int] = mapped_column(Integer)
    """What the list of items added up to when the form went back."""
    barcode_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    barcode = SealedText()
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class LedgerEntry(Tenant, Base):
    """An amount awarded or received, in euro cents; a mistake is met by a counter-entry.

    Rows are only added. A counter-entry has the opposite amount and names what it corrects.
    """

    __tablename__ = "ledger_entries"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("victim_id", "involved"),
        tenant_fk("item_id", "damage_items"),
        tenant_fk("corrects_id", "ledger_entries"),
        UniqueConstraint("organisation_id", "corrects_id"),
        CheckConstraint("amount_cents <> 0", name="is_something"),
        CheckConstraint("amount_cents > 0 OR corrects_id IS NOT NULL", name="less_by_correction"),
        CheckConstraint(VICTIM_NAMED, name="victim_named"),
        Index("ix_ledger_entries_case", "organisation_id", "case_id", "recorded_at"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    claimant: Mapped[str] = mapped_column(String(16))
    victim_id: Mapped[UUID | None]
    item_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(16))
    amount_cents: Mapped[int] = mapped_column(Integer)
    booked_on: Mapped[date]
    corrects_id: Mapped[UUID | None]
    note_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    note = SealedText()
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    """Nobody of ours when the court's award came by a partner's link."""

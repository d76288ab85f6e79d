"""Shares of a case, the copies in them, what recipients did, and the links without account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import Blind, SealedBytes, SealedText
from vpt.infra.types import Json


class Share(Tenant, Base):
    """What one contact of a partner may see of one case, why, and until when.

    `sections` and `evidence` say what was chosen out of what the profile allows; `asks` what the
    recipient is asked (see `rules.Ask`). The partner may be nobody with accounts: then null.
    """

    __tablename__ = "shares"
    __table_args__ = (
        tenant_fk("case_id", "cases"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("officer_id", "contact_officers"),
        UniqueConstraint("organisation_id", "case_id", "number"),
        Index("ix_shares_partner", "partner_id", "organisation_id", "created_at"),
        Index("ix_shares_officer", "organisation_id", "officer_id"),
    )

    case_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    officer_id: Mapped[UUID]
    partner_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    party: Mapped[str] = mapped_column(String(16))
    profile: Mapped[str] = mapped_column(String(16))
    door: Mapped[str] = mapped_column(String(8))
    purpose: Mapped[str] = mapped_column(String(24))
    basis: Mapped[str] = mapped_column(String(24))
    sections: Mapped[list[str]] = mapped_column(Json)
    evidence: Mapped[list[str]] = mapped_column(Json, default=list)
    asks: Mapped[list[str]] = mapped_column(Json, default=list)
    question_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    question = SealedText()
    """What the sender asks in their own words, shown on top of the page."""
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    rejected_at: Mapped[datetime | None]
    recalled_at: Mapped[datetime | None]
    recalled_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    reason_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    reason = SealedText()
    """Why it was rejected by the recipient or taken back by the sender."""


class SharedCopy(Tenant, Base):
    """A sealed copy in a share: number 1 is the file, 2 and further are supplements."""

    __tablename__ = "shared_copies"
    __table_args__ = (
        tenant_fk("share_id", "shares"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("document_id", "issued_documents"),
        UniqueConstraint("organisation_id", "share_id", "number"),
    )

    share_id: Mapped[UUID]
    keyset_id: Mapped[UUID]
    document_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(SmallInteger)
    made_at: Mapped[datetime]
    made_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    news_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    news = SealedText()
    """What is new since the copy before; empty for the first."""


class ShareReceipt(Tenant, Base):
    """One thing that happened to a share; rows are added, never changed."""

    __tablename__ = "share_receipts"
    __table_args__ = (
        tenant_fk("share_id", "shares"),
        Index("ix_share_receipts_share", "organisation_id", "share_id", "at"),
    )

    share_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(8))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    copy_number: Mapped[int | None] = mapped_column(SmallInteger)
    evidence_id: Mapped[UUID | None]


class SecureLink(Tenant, Base):
    """The link of a share without account: it opens with a code that works once.

    The address carries a signature, never a secret; the code is stored as a keyed hash.
    """

    __tablename__ = "secure_links"
    __table_args__ = (
        tenant_fk("share_id", "shares"),
        UniqueConstraint("organisation_id", "share_id"),
    )

    share_id: Mapped[UUID]
    code_way: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[bytes | None] = mapped_column(Blind)
    code_expires_at: Mapped[datetime | None]
    codes_made: Mapped[int] = mapped_column(SmallInteger, default=0)
    wrong_codes: Mapped[int] = mapped_column(SmallInteger, default=0)
    blocked_at: Mapped[datetime | None]
    epoch: Mapped[int] = mapped_column(SmallInteger, default=0)
    """Raising it ends every browser in which the link is open."""

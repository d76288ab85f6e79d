"""Issued documents: frozen, sealed, provable for ever."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedText, SealedValues
from vpt.infra.types import Json


class IssuedDocument(Tenant, Base):
    """A document as it went out; never drawn again. Hash, kind and date outlive the bytes."""

    __tablename__ = "issued_documents"
    __table_args__ = (
        tenant_fk("file_id", "stored_files"),
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("seal_id", "seal_keys"),
        UniqueConstraint("check_code", name="uq_issued_documents_check_code"),
        UniqueConstraint(
            "organisation_id",
            "case_id",
            "kind",
            "profile",
            "subject_id",
            "version",
            name="uq_issued_documents_once",
        ),
        Index("ix_issued_documents_sha256", "sha256"),
    )

    case_id: Mapped[UUID]
    subject_id: Mapped[UUID]
    """What it is about: a measure, a person, a police report; the case itself otherwise."""
    kind: Mapped[str] = mapped_column(String(32))
    profile: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(SmallInteger)
    layout_version: Mapped[str] = mapped_column(String(8))
    wording: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Which version of which template its words came from, as "key@version"; empty without one."""
    purpose: Mapped[str] = mapped_column(String(32))
    issued_at: Mapped[datetime]
    issued_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    content_sha256: Mapped[str] = mapped_column(String(64))
    """Hash of what was drawn, to recognise that nothing changed since the last issue."""
    file_id: Mapped[UUID | None]
    keyset_id: Mapped[UUID | None]
    check_code: Mapped[str | None] = mapped_column(String(16))
    """What the QR on the paper carries; says nothing by itself. None before 0.2."""
    seal_id: Mapped[UUID | None]
    seal_level: Mapped[str] = mapped_column(String(4), default="bb", server_default="bb")
    told_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    told = SealedValues()
    """`recipient` as printed, and `sections`: a hash per part, to say later what changed."""
    changes: Mapped[list[str]] = mapped_column(Json, default=list, server_default="[]")
    """Which parts differ from the version before, by name of the part."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    withdrawn_why: Mapped[str] = mapped_column(String(24), default="", server_default="")
    """Code of the reason."""


class DocumentStamp(Tenant, Base):
    """A later state of an issued document: the same bytes with a newer timestamp behind them.

    A B-LTA seal proves itself as long as its newest timestamp does (ETSI EN 319 142-1); the
    worker adds one before the certificate of the last ends. The document as issued is kept.
    """

    __tablename__ = "document_stamps"
    __table_args__ = (
        tenant_fk("document_id", "issued_documents"),
        tenant_fk("file_id", "stored_files"),
        UniqueConstraint("organisation_id", "document_id", "number"),
        Index("ix_document_stamps_sha256", "sha256"),
        Index("ix_document_stamps_valid", "valid_until"),
    )

    document_id: Mapped[UUID]
    number: Mapped[int] = mapped_column(SmallInteger)
    """0 is the stamp made while issuing, whose bytes are those of the document itself."""
    file_id: Mapped[UUID | None]
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    """Until when the certificate of the timestamp server is valid."""


class HouseStyle(Tenant, Base):
    """How an organisation's papers look, from a moment on; the newest row is in use."""

    __tablename__ = "house_styles"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        tenant_fk("logo_id", "stored_files"),
        Index("ix_house_styles_set", "organisation_id", "set_at"),
    )

    keyset_id: Mapped[UUID]
    colour: Mapped[str] = mapped_column(String(7), default="")
    """Of headings and rules, as "#rrggbb"; empty for the colour of VPT."""
    return_address: Mapped[str] = mapped_column(String(200), default="")
    """The sender's line above the address in the window; empty for the domicile."""
    logo_id: Mapped[UUID | None]
    set_at: Mapped[datetime]
    set_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class SealKey(Tenant, Base):
    """An organisation's seal: a PKCS#12 sealed under the organisation, or a place on a token."""

    __tablename__ = "seal_keys"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        Index("ix_seal_keys_fingerprint", "fingerprint"),
    )

    keyset_id: Mapped[UUID]
    signer: Mapped[str] = mapped_column(String(120))
    pkcs12_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    pkcs12 = SealedText()
    source: Mapped[str] = mapped_column(String(8), default="made", server_default="made")
    """made (own CA), pkcs12 (brought in) or pkcs11 (on a token; the key never leaves it)."""
    token_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    token = SealedValues()
    """For pkcs11: module, token, key, certificate and pin."""
    certificate_pem: Mapped[str] = mapped_column(String(4000))
    """Of the issuer: what a recipient adds to trust the seal."""
    chain_pem: Mapped[str] = mapped_column(String(20_000), default="", server_default="")
    """The certificate of the seal itself and those between it and the issuer."""
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 of the seal's own certificate: by it a sealed file is known as ours."""
    warned: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0")
    """How many warnings went out that its certificate ends."""
    valid_until: Mapped[datetime]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

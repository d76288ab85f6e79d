"""Messages in the in-app centre, their deliveries by mail, and mail to people without account."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vpt.infra.db import Base, Tenant, tenant_fk
from vpt.infra.sealed import SealedBytes, SealedValues


class Message(Tenant, Base):
    """One thing one person is told. Holds codes and ids; the words are made when it is shown.

    `subject_id`, `occurrence` and `step_key` are never null so that the unique key holds:
    a message without a case carries its own recipient as subject.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint(
            "organisation_id",
            "recipient_id",
            "kind",
            "subject_id",
            "step_key",
            "occurrence",
            "level",
            name="uq_messages_once",
        ),
        Index("ix_messages_inbox", "organisation_id", "recipient_id", "created_at", "id"),
        Index("ix_messages_unread", "organisation_id", "recipient_id", "read_at"),
    )

    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[UUID | None]
    subject_id: Mapped[UUID]
    step_key: Mapped[str] = mapped_column(String(64), default="")
    occurrence: Mapped[int] = mapped_column(SmallInteger, default=1)
    level: Mapped[int] = mapped_column(SmallInteger, default=0)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Delivery(Tenant, Base):
    """One attempt series to bring a message outside; the Message-ID never changes.

    Deliveries that travel in one daily mail share their `mail_reference`.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        tenant_fk("message_id", "messages"),
        UniqueConstraint("organisation_id", "message_id", "channel"),
        Index("ix_deliveries_due", "state", "next_try_at"),
        Index("ix_deliveries_mail", "organisation_id", "mail_reference"),
    )

    message_id: Mapped[UUID]
    channel: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    mail_reference: Mapped[str] = mapped_column(String(120))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    claimed_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(40))


class OutsideLetter(Tenant, Base):
    """One content-free mail to somebody without an account, such as a contact at the police.

    `content` holds the address, the path of the page and, for a code, the code; it is emptied when
    the letter has left or was given up. `key` makes the same letter one letter.
    """

    __tablename__ = "outside_letters"
    __table_args__ = (
        tenant_fk("keyset_id", "keysets"),
        UniqueConstraint("organisation_id", "key"),
        Index("ix_outside_letters_due", "state", "next_try_at"),
        Index("ix_outside_letters_subject", "organisation_id", "subject_id"),
    )

    keyset_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(24))
    subject_id: Mapped[UUID]
    """What the letter is about, such as a share."""
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    claimed_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(String(40))
    made_at: Mapped[datetime]
    content_sealed: Mapped[bytes | None] = mapped_column(SealedBytes)
    content = SealedValues()
